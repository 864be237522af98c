const MINUTE_MS = 60_000;

/**
 * When the round after this one begins: the next such hour by the time zone of the process. From the start of a round to the next at
 * most a day passes, so what is told is never older than 26 hours, as long as a round takes no two hours more than the one before.
 */
export function nextRound(startedAt: Date, hour: number): Date {
  // a timer may ring a moment before its time
  const after = new Date(startedAt.getTime() + MINUTE_MS);
  const next = new Date(after);
  next.setHours(hour, 0, 0, 0);
  if (next <= after) next.setDate(next.getDate() + 1);
  return next;
}
