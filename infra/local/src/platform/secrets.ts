import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What has to stay the same between starts, or nobody could sign in any more; hexadecimal, 32 bytes each. */
export interface Secrets {
  readonly identityLookup: string;
  readonly contingentLookup: string;
  /** Password of the first administrator. */
  readonly bootstrapPassword: string;
  /** Sets the topics of this data apart from those of data that was thrown away, where a broker is shared. */
  readonly topics: string;
  readonly signingKeyFile: string;
}

const fileIn = (folder: string): string => join(folder, 'secrets.json');
export const hasSecrets = (folder: string): boolean => existsSync(fileIn(folder));

/** The secrets in `<folder>/secrets.json`, made on first use, readable by this user only. */
export function keepSecrets(folder: string): Secrets {
  const signingKeyFile = join(folder, 'signing-key.pem');
  if (hasSecrets(folder)) {
    return { ...(JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Omit<Secrets, 'signingKeyFile'>), signingKeyFile };
  }
  mkdirSync(folder, { recursive: true });
  const random = (bytes: number): string => randomBytes(bytes).toString('hex');
  const made = {
    identityLookup: random(32),
    contingentLookup: random(32),
    bootstrapPassword: random(9),
    topics: random(2),
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // the key first: a start that was interrupted in between makes both anew
  writeFileSync(signingKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(fileIn(folder), JSON.stringify(made, null, 2), { mode: 0o600 });
  return { ...made, signingKeyFile };
}
