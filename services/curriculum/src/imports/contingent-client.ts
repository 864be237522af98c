import { setTimeout as delay } from 'node:timers/promises';
import { ApiProblem, buildClient } from '@parta/chassis/http/client';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PersonName } from '@parta/contracts/values/person';
import { SOURCE } from './external-key-store.ts';

export interface WantedStaff {
  readonly externalKey: string;
  readonly name: PersonName;
}

export interface WantedClass {
  readonly externalKey: string;
  readonly name: string;
  readonly grade: number;
  readonly parentKey: string | null;
}

interface Ensured {
  readonly externalKey: string;
  readonly id: string;
  readonly created: boolean;
}

/** Contingent's commands in the name of the user who imports. Repeating one makes nothing twice. */
export interface Contingent {
  ensureStaff(from: CalendarDate, staff: readonly WantedStaff[]): Promise<Ensured[]>;
  /** Classes before their subgroups. */
  ensureClasses(year: number, classes: readonly WantedClass[]): Promise<Ensured[]>;
}

const AT_ONCE = 500;
const ATTEMPTS = 3;
const PAUSE_MS = 300;

export function connectContingent(baseUrl: string, authorization: string): Contingent {
  const options = { baseUrl, headers: { authorization }, timeoutMs: 15_000 };
  const people = buildClient({ ensureStaff: peopleContract.ensureStaff }, options);
  const classes = buildClient({ ensureClasses: classesContract.ensureClasses }, options);
  return {
    ensureStaff: async (from, staff) =>
      inBatches(staff, async (some) => {
        const answer = await people.ensureStaff({ body: { source: SOURCE, from, staff: some } });
        return answer.staff.map(({ personId, ...one }) => ({ ...one, id: personId }));
      }),
    ensureClasses: async (year, wanted) =>
      inBatches(wanted, async (some) => {
        const answer = await classes.ensureClasses({ body: { source: SOURCE, year, classes: some } });
        return answer.classes.map(({ classId, ...one }) => ({ ...one, id: classId }));
      }),
  };
}

async function inBatches<T>(items: readonly T[], send: (some: T[]) => Promise<Ensured[]>): Promise<Ensured[]> {
  const answers: Ensured[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    answers.push(...(await patiently(() => send(items.slice(start, start + AT_ONCE)))));
  }
  return answers;
}

/** A restart of contingent takes a second or two; a refusal stays one. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const refused = error instanceof ApiProblem && error.problem.status < 500;
      if (refused || attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS * 2 ** attempt);
    }
  }
}
