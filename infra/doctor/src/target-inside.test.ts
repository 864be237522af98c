import { expect, it } from '@jest/globals';
import { readConfig } from '@parta/chassis/config';
import { DoctorConfig } from './doctor-config.ts';
import { targetInside } from './target-inside.ts';

const config = readConfig(DoctorConfig, {
  ...{
    PORT: '8080',
    GATEWAY_URL: 'http://gateway:8080',
    REDIS_URL: 'redis://redis:6379',
    KAFKA_BROKERS: 'k-0:1,k-1:1',
  },
  DATABASE_URL: 'postgres://parta_doctor:secret@postgres:5432/postgres?sslmode=require',
  UPSTREAMS: '{"journal": ["http://journal:8080"], "reporting": ["http://reporting:8080"]}',
});
const addresses: Readonly<Record<string, readonly string[]>> = { journal: ['10.0.0.1', '10.0.0.2'] };
const resolve = async (name: string): Promise<readonly string[]> => {
  const found = addresses[name];
  if (!found) throw new Error('ENOTFOUND');
  return found;
};

it('the doctor asks every replica that a name stands for, and the name itself where it is not known', async () => {
  const { services, url, full } = await targetInside(config, resolve);
  expect([url, full]).toEqual(['http://gateway:8080', true]);
  expect(services['journal']?.replicas).toEqual(['http://10.0.0.1:8080', 'http://10.0.0.2:8080']);
  expect(services['reporting']?.replicas).toEqual(['http://reporting:8080']);
});

it('the doctor reads each service’s database with its own two roles and signs in to Kafka where it has to', async () => {
  const signIn = { KAFKA_USERNAME: 'kafka-doctor', KAFKA_PASSWORD: 'p', KAFKA_CA: '-----BEGIN CERTIFICATE' };
  const { services } = await targetInside({ ...config, ...signIn }, resolve);
  const doctor = 'postgres://parta_doctor:secret@postgres:5432/parta_journal?sslmode=require';
  expect(services['journal']?.environment).toEqual({
    ...{ DATABASE_URL: doctor, RELAY_DATABASE_URL: doctor },
    OWNER_DATABASE_URL: `${doctor}&options=-c%20role%3Dparta_doctor_everywhere`,
    ...{ REDIS_URL: 'redis://redis:6379', KAFKA_BROKERS: 'k-0:1,k-1:1', TOPIC_PREFIX: '', ...signIn },
  });
});
