/**
 * Begins the trace of one call: its id is the call's own, so that what a person reads out leads to it. The last two digits leave it to
 * the server whether the trace is recorded. [W3C Trace Context §3.2]
 */
export const traceparentOf = (requestId: string): string =>
  `00-${hexOf(requestId)}-${hexOf(crypto.randomUUID()).slice(0, 16)}-00`;

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');
