import { createHmac } from 'node:crypto';

type Kind = 'login' | 'code' | 'refresh' | 'address';

/** HMAC-SHA256 of something secret or personal: what stands in a lookup table says nothing without the service's key. */
export type KeyedHash = (kind: Kind, text: string) => Buffer;

export const buildKeyedHash =
  (secret: string): KeyedHash =>
  (kind, text) =>
    createHmac('sha256', secret).update(`${kind}\n${text}`).digest();

/** Logins differ by more than case and shape of letters. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();
