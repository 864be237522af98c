import { expect, test } from '@jest/globals';
import { buildPasswords } from './password-pool.ts';

test('(IAM-1) a password is verified, an unknown login costs a verification and fails', async () => {
  const passwords = buildPasswords();
  const hash = await passwords.hash('снегопад в мае');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(hash, 'снегопад в мае')).toBe(true);
  expect(await passwords.verify(hash, 'снегопад в июне')).toBe(false);
  expect(await passwords.verify(undefined, 'nobody has this password')).toBe(false);
});

test('(DESIGN §5) beyond two at work and fifty in line there is 503, and the line is served', async () => {
  const passwords = buildPasswords();
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.hash('снегопад в мае')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(8);
  expect(refused.every(({ reason }) => reason instanceof Error && reason.message === 'busy')).toBe(true);
});
