import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The root of this clone. */
export const repositoryFolder = join(import.meta.dirname, '../../..');

/** Where everything local is kept: data, logs, secrets, what was fetched. */
export const localFolder = join(repositoryFolder, '.local');

/** First part of the names of this clone's databases, topics and containers. */
export const clonePrefix = `parta_${createHash('sha256').update(repositoryFolder).digest('hex').slice(0, 8)}`;
