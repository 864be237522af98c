import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIENCE, ISSUER } from '@parta/chassis/auth/claims';
import { connectBroker } from '@parta/chassis/events/broker';
import type { MessageBroker } from '@parta/chassis/events/message-broker';
import { buildLog } from '@parta/chassis/log';
import { encodePermissions } from '@parta/contracts/kernel/permissions';
import { permissionsOf, type Role, sideOf } from '@parta/contracts/kernel/roles';
import { dropDatabases } from '@parta/local/platform/databases';
import { type Platform, startPlatform } from '@parta/local/platform';
import { keepSecrets } from '@parta/local/platform/secrets';
import { type Servers, startServers } from '@parta/local/servers';
import jwt from 'jsonwebtoken';
import { familyOf, type Processes } from '../load/cpu.ts';
import { benchId } from './bench-id.ts';

/** Whom a token of the bench speaks for, by the names that `benchId` knows. */
export interface BenchActor {
  readonly person: string;
  readonly institution: string;
  readonly role: Role;
}

export interface BenchPlatform extends AsyncDisposable {
  readonly platform: Platform;
  readonly servers: Servers;
  readonly broker: MessageBroker;
  readonly token: (actor: BenchActor) => string;
  /** Everything whose CPU is counted, by name; asked anew, since replicas come and go. */
  readonly processes: () => Processes;
}

/** One machine stands for all the people of a region. */
export const withoutRates = { RATE_USER: '1000000', RATE_ADDRESS: '1000000' };

interface Wanted {
  readonly replicas?: Readonly<Record<string, number>>;
}

/** Durable servers and a whole platform of processes of its own, with rates of the gateway that a load does not meet. */
export async function startBenchPlatform({ replicas }: Wanted = {}): Promise<BenchPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'parta-bench-'));
  const servers = await startServers({ folder: join(folder, 'servers'), log: () => undefined });
  const prefix = `parta_bench_${randomBytes(3).toString('hex')}`;
  const topicPrefix = `${prefix}.`;
  const options = { servers, prefix, topicPrefix, folder, logLevel: 'warn', variables: withoutRates };
  const platform = await startPlatform({ ...options, ...(replicas && { replicas }) });
  const brokers = servers.kafkaBrokers.split(',');
  const broker = connectBroker({ brokers, clientId: 'bench', topicPrefix, log: buildLog('bench', 'silent') });
  const token = await signerOf(folder);
  return {
    ...{ platform, servers, broker, token },
    processes: () => processesOf(platform, servers),
    [Symbol.asyncDispose]: async () => {
      await broker.close();
      await platform.stop();
      await dropDatabases(servers.postgresUrl, prefix);
      await servers.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Signs as the identity service does whose secrets lie in the folder. */
export async function signerOf(folder: string): Promise<BenchPlatform['token']> {
  const key = createPrivateKey(await readFile(keepSecrets(folder).signingKeyFile, 'utf8'));
  const { e, kty, n } = createPublicKey(key).export({ format: 'jwk' });
  const keyid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  const options = { algorithm: 'RS256', keyid, issuer: ISSUER, audience: AUDIENCE, expiresIn: '2h' } as const;
  return (actor) => jwt.sign(claimsOf(actor), key, options);
}

const claimsOf = ({ person, institution, role }: BenchActor) => ({
  sub: benchId(`user ${person}`),
  per: benchId(person),
  sid: benchId(`session ${person}`),
  asg: benchId(`assignment ${person}`),
  node: benchId(institution),
  side: sideOf(role),
  roles: [role],
  perms: encodePermissions(permissionsOf([role])),
});

function processesOf(platform: Platform, servers: Servers): Processes {
  const services = Object.entries(platform.services).map(([name, all]) => [
    name,
    all.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
  ]);
  const programs = Object.entries(servers.programs).map(([name, program]) => [
    name,
    program.pid === undefined ? [] : familyOf(program.pid),
  ]);
  return Object.fromEntries([...services, ...programs]) as Processes;
}
