type Health = 'ready' | 'refusing' | 'silent';

interface Replica {
  readonly url: string;
  /** Parsed once, not for each request. */
  readonly address: URL;
  health: Health;
  failures: number;
}

/** After so many failed probes in a row a replica gets no more requests while another one is better. */
const FAILURES = 2;

/** One that refuses costs a caller nothing, a silent one perhaps the whole patience. */
const byPreference: readonly Health[] = ['ready', 'refusing', 'silent'];

/**
 * The replicas of one service as this gateway sees them. A refused connection takes one out at once, a probe brings it back.
 */
export class Replicas {
  #replicas: readonly Replica[];
  readonly #changed: (url: string, health: Health) => void;
  #next = 0;

  constructor(urls: readonly string[], changed: (url: string, health: Health) => void = () => undefined) {
    this.#replicas = urls.map((url) => ({ url, address: new URL(url), health: 'ready', failures: 0 }));
    this.#changed = changed;
  }

  /** Another set of addresses; those that stay keep what is known of them, new ones get requests once they have answered a probe. */
  follow(urls: readonly string[]): void {
    this.#replicas = urls.map(
      (url) => this.#find(url) ?? { url, address: new URL(url), health: 'refusing', failures: FAILURES },
    );
  }

  /** Of a replica, also of one that has gone meanwhile. */
  addressOf(url: string): URL {
    return this.#find(url)?.address ?? new URL(url);
  }

  get urls(): readonly string[] {
    return this.#replicas.map(({ url }) => url);
  }

  get ready(): number {
    return this.#replicas.filter(({ health }) => health === 'ready').length;
  }

  /**
   * Round robin over the ready, without those tried already. If none is ready, one that at least refuses at once: it may have come
   * back since the last probe. Last a silent one: where all are slow, as under too much load, a late answer is better than none.
   */
  pick(tried: ReadonlySet<string> = new Set()): string | undefined {
    this.#next = (this.#next + 1) % 1_000_000;
    for (const wanted of byPreference) {
      const candidates = this.#replicas.filter(({ url, health }) => health === wanted && !tried.has(url));
      if (candidates.length > 0) return candidates[this.#next % candidates.length]?.url;
    }
    return undefined;
  }

  /** Nobody listens there. */
  refused(url: string): void {
    this.#set(url, 'refusing', FAILURES);
  }

  probed(url: string, result: 'ready' | 'refusing' | 'silent'): void {
    const failures = result === 'ready' ? 0 : (this.#find(url)?.failures ?? 0) + 1;
    if (result === 'ready' || failures >= FAILURES) this.#set(url, result, failures);
    else this.#set(url, this.#find(url)?.health ?? 'ready', failures);
  }

  #set(url: string, health: Health, failures: number): void {
    const replica = this.#find(url);
    if (!replica) return;
    const before = replica.health;
    replica.health = health;
    replica.failures = failures;
    if ((before === 'ready') !== (health === 'ready')) this.#changed(url, health);
  }

  #find(url: string): Replica | undefined {
    return this.#replicas.find((replica) => replica.url === url);
  }
}
