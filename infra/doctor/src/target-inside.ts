import { addressesOf, byDns, type Resolve } from '@parta/chassis/http/addresses-of';
import { DOCTOR_EVERYWHERE } from '@parta/local/containers/doctor-rights';
import { databaseOf, databaseUrl } from '@parta/local/platform/databases';
import type { DoctorConfig } from './doctor-config.ts';
import type { Environment, Target } from './target.ts';

/** The platform whose containers the doctor stands among. */
export async function targetInside(config: DoctorConfig, resolve: Resolve = byDns): Promise<Target> {
  const services = await Promise.all(
    Object.entries(config.UPSTREAMS).map(async ([service, urls]) => {
      const replicas = await Promise.all(urls.map((url) => replicasOf(url, resolve)));
      return [service, { environment: environmentOf(config, service), replicas: replicas.flat() }] as const;
    }),
  );
  // the disks of its own machine say nothing of those that hold data
  return { url: config.GATEWAY_URL, services: Object.fromEntries(services), folders: [], full: true, isHere: false };
}

/** A name that is not known has no replica that is ready: then it is the name that does not answer. */
const replicasOf = async (url: string, resolve: Resolve): Promise<readonly string[]> =>
  addressesOf(url, resolve).catch(() => [url]);

/** One role for all that a service has three for, and another one for what the owner sees of all institutions; both only read. */
function environmentOf(config: DoctorConfig, service: string): Environment {
  const url = new URL(config.DATABASE_URL);
  url.pathname = `/${databaseOf('parta', service)}`;
  const { KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_CA } = config;
  return {
    DATABASE_URL: url.href,
    RELAY_DATABASE_URL: url.href,
    OWNER_DATABASE_URL: databaseUrl(config.DATABASE_URL, databaseOf('parta', service), DOCTOR_EVERYWHERE),
    REDIS_URL: config.REDIS_URL,
    KAFKA_BROKERS: config.KAFKA_BROKERS.join(','),
    TOPIC_PREFIX: config.TOPIC_PREFIX,
    ...(KAFKA_USERNAME !== undefined && { KAFKA_USERNAME }),
    ...(KAFKA_PASSWORD !== undefined && { KAFKA_PASSWORD }),
    ...(KAFKA_CA !== undefined && { KAFKA_CA }),
  };
}
