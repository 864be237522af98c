import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { DOCTOR } from './doctor-rights.ts';
import { keepSecret, postgresPlace, services } from './secret-files.ts';

/** First of all containers, without any network: what nobody else may choose. Each service's volume holds its own secrets only. */
const random = (bytes: number) => (): string => randomBytes(bytes).toString('hex');

keepSecret('postgres', 'password', random(24));
for (const service of services) {
  const urlAs = (role: string) => () =>
    `postgres://${service}_${role}:${randomBytes(24).toString('hex')}@${postgresPlace()}/parta_${service}`;
  keepSecret(service, 'database-url', urlAs('app'));
  keepSecret(service, 'relay-database-url', urlAs('relay'));
}
// of any database: the doctor reads those of all services
keepSecret('doctor', 'database-url', () => `postgres://${DOCTOR}:${random(24)()}@${postgresPlace()}/postgres`);
keepSecret('identity', 'lookup-secret', random(32));
keepSecret('identity', 'bootstrap-password', random(9));
keepSecret('identity', 'signing-key.pem', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
});
