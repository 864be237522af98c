import pg from 'pg';
import { brokerSignIn, readConfig, SignInConfig } from '@parta/chassis/config';
import { databaseOf, databaseUrl } from '../platform/databases.ts';
import { prepareData } from '../platform/prepare-data.ts';
import { say } from '../say.ts';
import { DOCTOR, letDoctorRead, makeDoctorRoles } from './doctor-rights.ts';
import { adminUrl, hasSecret, readSecret, services } from './secret-files.ts';

/** Databases, roles with their passwords, migrations, topics; runs before every start of the services and changes nothing twice. */
const postgresUrl = adminUrl();
const kafkaBrokers = process.env['KAFKA_BROKERS'] ?? 'kafka:9092';

const created = await prepareData({
  repository: '/app',
  services,
  postgresUrl,
  kafkaBrokers,
  kafkaSignIn: brokerSignIn(readConfig(SignInConfig, process.env)),
  prefix: 'parta',
  topicPrefix: '',
});
await letIn();
// a cluster may do without it
if (hasSecret('doctor', 'database-url')) await letDoctorIn();
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

/** The doctor reads every service's database, with one password and only what its checks read. */
async function letDoctorIn(): Promise<void> {
  const { username, password } = new URL(readSecret('doctor', 'database-url'));
  if (username !== DOCTOR) throw new Error('database-url of doctor names another role');
  await makeDoctorRoles(postgresUrl);
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`alter role ${DOCTOR} login password ${pg.escapeLiteral(password)}`);
  for (const service of services) {
    await admin.query(`grant connect on database ${databaseOf('parta', service)} to ${DOCTOR}`);
    await letDoctorRead(databaseUrl(postgresUrl, databaseOf('parta', service), `${service}_owner`), service);
  }
  await admin.end();
}
