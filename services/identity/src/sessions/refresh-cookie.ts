import type { Exchange } from '@parta/chassis/http/exchange';
import { SESSION_MS } from './refresh-token.ts';

type CookieOptions = Parameters<Exchange['setCookie']>[2];

const NAME = 'parta_refresh';

/** The one place that the refresh token travels by: no script reads it, no other site sends it, no other service gets it. */
export interface RefreshCookie {
  read(exchange: Exchange): string | undefined;
  set(exchange: Exchange, token: string): void;
  clear(exchange: Exchange): void;
}

export function buildRefreshCookie(publicUrl: string): RefreshCookie {
  const options: CookieOptions = {
    httpOnly: true,
    sameSite: 'strict',
    path: '/api/identity',
    secure: publicUrl.startsWith('https:'),
  };
  return {
    read: (exchange) => exchange.cookie(NAME),
    set: (exchange, token) => exchange.setCookie(NAME, token, { ...options, maxAge: SESSION_MS }),
    clear: (exchange) => exchange.setCookie(NAME, '', { ...options, maxAge: 0 }),
  };
}
