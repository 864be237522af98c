import pg from 'pg';
import { BaseConfig, brokerSignIn, readConfig } from '@parta/chassis/config';
import { prepareData } from '../platform/prepare-data.ts';
import { say } from '../say.ts';
import { adminUrl, readSecret, services } from './secret-files.ts';

/** Databases, roles with their passwords, migrations, topics; runs before every start of the services and changes nothing twice. */
const postgresUrl = adminUrl();
const kafkaBrokers = process.env['KAFKA_BROKERS'] ?? 'kafka:9092';
const SignIn = BaseConfig.pick({ KAFKA_USERNAME: true, KAFKA_PASSWORD: true, KAFKA_CA: true });

const created = await prepareData({
  repository: '/app',
  services,
  postgresUrl,
  kafkaBrokers,
  kafkaSignIn: brokerSignIn(readConfig(SignIn, process.env)),
  prefix: 'parta',
  topicPrefix: '',
});
await letIn();
say(created.length > 0 ? `made: ${created.join(', ')}` : 'everything was there');

/** Lets the two roles of each service sign in with the password that its own volume holds, into its own database only. */
async function letIn(): Promise<void> {
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  for (const service of services) {
    await admin.query(`revoke connect on database parta_${service} from public`);
    for (const [role, file] of [
      ['app', 'database-url'],
      ['relay', 'relay-database-url'],
    ] as const) {
      const { username, password } = new URL(readSecret(service, file));
      if (username !== `${service}_${role}`) throw new Error(`${file} of ${service} names another role`);
      await admin.query(`alter role ${username} login password ${pg.escapeLiteral(password)}`);
      await admin.query(`grant connect on database parta_${service} to ${username}`);
    }
  }
  await admin.end();
}
