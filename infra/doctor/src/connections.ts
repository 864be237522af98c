import { connectDatabase } from '@parta/chassis/db/database';
import type { Knex } from 'knex';
import type { Target } from './target.ts';

const variables = { app: 'DATABASE_URL', relay: 'RELAY_DATABASE_URL', owner: 'OWNER_DATABASE_URL' } as const;
type Role = keyof typeof variables;
/** Connections of one access; the charts count them. */
const POOL = 2;

/** Pools to the services' databases, opened when first used; accesses of one address share theirs. */
export class Connections implements AsyncDisposable {
  readonly #services: Target['services'];
  readonly #open = new Map<string, Knex>();

  constructor(services: Target['services']) {
    this.#services = services;
  }

  get services(): readonly string[] {
    return Object.keys(this.#services);
  }

  /** @throws Error when the environment names no such access */
  of(service: string, role: Role): Knex {
    const url = this.#services[service]?.environment[variables[role]];
    if (url === undefined) throw new Error(`${service} has no ${variables[role]}`);
    const known = this.#open.get(url);
    if (known) return known;
    const opened = connectDatabase(url, { max: POOL, name: `doctor-${service}`, quiet: true });
    this.#open.set(url, opened);
    return opened;
  }

  /** Asks every service's database the same. */
  async each<Answer>(ask: (service: string) => Promise<Answer>): Promise<readonly Answer[]> {
    return Promise.all(this.services.map(ask));
  }

  async rows<Row>(service: string, role: Role, statement: string): Promise<readonly Row[]> {
    const { rows } = await this.of(service, role).raw<{ rows: Row[] }>(statement);
    return rows;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#open.values()].map((pool) => pool.destroy()));
  }
}
