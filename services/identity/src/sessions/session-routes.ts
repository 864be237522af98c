import { implement, type Routes } from '@parta/chassis/http/mount';
import { sessionsContract } from '@parta/contracts/http/identity/sessions';
import type { ChangePassword } from './change-password.ts';
import type { RefreshCookie } from './refresh-cookie.ts';
import type { RefreshSession } from './refresh-session.ts';
import type { SignIn } from './sign-in.ts';
import type { SignOut } from './sign-out.ts';

interface Uses {
  readonly cookie: RefreshCookie;
  readonly signIn: SignIn;
  readonly refreshSession: RefreshSession;
  readonly signOut: SignOut;
  readonly changePassword: ChangePassword;
}

export const sessionRoutes = ({ cookie, signIn, refreshSession, signOut, changePassword }: Uses): Routes =>
  implement(sessionsContract, {
    signIn: async ({ body }, _actor, exchange) => {
      const { session, refreshToken } = await signIn({ ...body, address: exchange.address });
      cookie.set(exchange, refreshToken);
      return session;
    },
    refresh: async ({ body }, _actor, exchange) => {
      const { session, refreshToken } = await refreshSession(cookie.read(exchange), body.assignmentId);
      cookie.set(exchange, refreshToken);
      return session;
    },
    signOut: async (_input, actor, exchange) => {
      await signOut(actor);
      cookie.clear(exchange);
    },
    changePassword: async ({ body }, actor) => {
      await changePassword(actor, body);
    },
  });
