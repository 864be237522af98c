/** Where a group goes on reading a partition. */
export interface NextOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/**
 * What was handled within this time is committed together: a commit costs the broker and its client the same for one partition as
 * for twelve. Whoever dies meanwhile hands these messages over again, and the inbox knows them.
 */
const GATHER_MS = 100;

/** Offsets of one generation of a group, on their way to the broker. */
export class OffsetCommits {
  readonly #commit: (offsets: readonly NextOffset[]) => Promise<void>;
  readonly #due = new Map<string, NextOffset>();
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  #over = false;

  constructor(commit: (offsets: readonly NextOffset[]) => Promise<void>) {
    this.#commit = commit;
  }

  add(next: NextOffset): void {
    this.#due.set(keyOf(next), next);
    this.#commitSoon();
  }

  /** Commits what is due; what the broker refuses stays due. Never rejects: the group's heartbeat tells what is wrong. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // one after the other, so that an older offset never comes last
    this.#last = this.#last.then(() => this.#commitDue());
    return this.#last;
  }

  /** The partitions may belong to others by now. */
  abandon(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #commitDue(): Promise<void> {
    const offsets = [...this.#due.values()];
    if (this.#over || offsets.length === 0) return;
    this.#due.clear();
    try {
      await this.#commit(offsets);
    } catch {
      for (const each of offsets) if (!this.#due.has(keyOf(each))) this.#due.set(keyOf(each), each);
      this.#commitSoon();
    }
  }

  #commitSoon(): void {
    if (!this.#over) this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }
}

const keyOf = ({ topic, partition }: NextOffset): string => `${topic}/${partition}`;
