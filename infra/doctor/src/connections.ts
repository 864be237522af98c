import { connectDatabase } from '@parta/chassis/db/database';
import type { Knex } from 'knex';
import type { Target } from './target.ts';

const variables = { app: 'DATABASE_URL', relay: 'RELAY_DATABASE_URL', owner: 'OWNER_DATABASE_URL' } as const;
type Role = keyof typeof variables;

/** Pools to the services' databases, opened when first used. */
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
    const known = this.#open.get(`${service}/${role}`);
    if (known) return known;
    const url = this.#services[service]?.environment[variables[role]];
    if (url === undefined) throw new Error(`${service} has no ${variables[role]}`);
    const opened = connectDatabase(url, { max: 2, name: `doctor-${service}`, quiet: true });
    this.#open.set(`${service}/${role}`, opened);
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
