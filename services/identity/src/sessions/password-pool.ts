import { unavailable } from '@parta/chassis/errors';
import { type Options, hash, verify } from '@node-rs/argon2';

/** argon2id, the library's own default algorithm, with the figures of OWASP: 19 MiB, two passes. */
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const QUEUE = 50;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Costs the same time without a hash, so that nobody learns by the clock whether a login exists. */
  verify(passwordHash: string | undefined, password: string): Promise<boolean>;
}

/**
 * Two hashes at once, the rest waits in line, and who comes beyond the line is told `busy`: a storm of sign-ins must not take the thread pool,
 * and the memory, from everybody else.
 */
export function buildPasswords(): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;
  let nobodys: Promise<string> | undefined;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < AT_ONCE) running++;
    else if (waiting.length >= QUEUE) throw unavailable('busy');
    // whoever ends hands their place over, so `running` stays
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFKC'), options)),
    verify: (passwordHash, password) =>
      inTurn(async () => {
        nobodys ??= hash('nobody has this password', options);
        const matches = await verify(passwordHash ?? (await nobodys), password.normalize('NFKC'));
        return matches && passwordHash !== undefined;
      }),
  };
}
