import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { KeySource } from '@parta/chassis/auth/verify-token';

export interface SigningKeys extends KeySource {
  readonly current: { readonly kid: string; readonly privateKey: KeyObject };
  /** JWKS: the current key and, while its file exists, the previous one, so that a rotation refuses nobody. */
  readonly keySet: { readonly keys: readonly Record<string, unknown>[] };
}

interface PublicKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** Reads the key from its file, or makes it; of two replicas that start at once on one disk both use the first's. */
export async function loadSigningKeys(file: string): Promise<SigningKeys> {
  const privateKey = createPrivateKey((await readIfThere(file)) ?? (await makeKey(file)));
  const previous = await readIfThere(`${file}.previous`);
  const current = publicKeyOf(privateKey);
  const all = [current, ...(previous === undefined ? [] : [publicKeyOf(createPrivateKey(previous))])];
  const byId = new Map(all.map(({ kid, key }) => [kid, key]));
  return {
    current: { kid: current.kid, privateKey },
    keySet: { keys: all.map(({ kid, key }) => ({ ...key.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })) },
    find: (kid) => Promise.resolve(byId.get(kid)),
  };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

async function makeKey(file: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  try {
    await writeFile(file, pem, { flag: 'wx', mode: 0o600 });
    return pem;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return readFile(file, 'utf8');
    throw error;
  }
}

/** The id is the key's thumbprint (RFC 7638): it needs no register and never names two keys. */
function publicKeyOf(privateKey: KeyObject): PublicKey {
  const key = createPublicKey(privateKey);
  const { e, kty, n } = key.export({ format: 'jwk' });
  return { kid: createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url'), key };
}
