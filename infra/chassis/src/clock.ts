/** Time is a port: nobody else asks the system for it, so that a rule's day can be chosen by a test. [domain §2] */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
