import { expect, it } from '@jest/globals';
import { tellMissing } from './missing-program.ts';

it('names all that is missing and one command that installs it', () => {
  const told = tellMissing(['redis-server', 'java', 'mvn'], 'linux');
  expect(told).toContain('Missing on this machine: redis-server, java, mvn.');
  expect(told).toContain('sudo apt-get install -y redis-server default-jre-headless maven');
  expect(tellMissing(['postgres'], 'darwin')).toContain('brew install postgresql@15');
});
