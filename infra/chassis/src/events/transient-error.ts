const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** Read-only during a failover, deadlock, serialization, shutdowns, and a session ended for being idle. */
const states = new Set(['25006', '40P01', '40001', '57P01', '57P02', '57P03', '25P03']);
const classes = new Set(['08', '53']);
// the last one is how an operator closes a database while it is restored
const lost =
  /Connection terminated|Client has encountered a connection error|not queryable|Client was closed|timeout exceeded when trying to connect|is not currently accepting connections/;

/** Whether the database was away or busy, so that the same work may succeed later: no fault of the message. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (network.has(code) || states.has(code) || (code.length === 5 && classes.has(code.slice(0, 2)))) return true;
  return error.name === 'KnexTimeoutError' || lost.test(error.message);
}
