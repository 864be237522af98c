import type { Operation } from '@parta/contracts/kernel/operation';
import { unavailable } from '../errors.ts';

/**
 * Requests of one process that are worked on or wait at once, reads and writes each for themselves: what a process answers in about
 * a second, and in three on a slow machine. To turn somebody away costs half of what an answer does, so it is for a rush alone.
 */
const AT_ONCE = 512;

/** Lets in what can be answered soon; whoever comes beyond that is told at once to come again, instead of waiting until nobody waits for the answer. */
export class Admission {
  readonly #inside = { read: 0, write: 0 };

  /** @throws DomainError `busy`, and then nothing was done */
  async within<T>({ method, success }: Operation, work: () => Promise<T>): Promise<T> {
    // a stream lasts for minutes and costs nothing meanwhile
    if ('stream' in success) return work();
    const kind = method === 'get' ? 'read' : 'write';
    if (this.#inside[kind] >= AT_ONCE) throw unavailable('busy');
    this.#inside[kind] += 1;
    try {
      return await work();
    } finally {
      this.#inside[kind] -= 1;
    }
  }
}
