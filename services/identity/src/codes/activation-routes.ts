import { implement, type Routes } from '@parta/chassis/http/mount';
import { activationContract } from '@parta/contracts/http/identity/sessions';
import type { RefreshCookie } from '../sessions/refresh-cookie.ts';
import type { Activate } from './activate.ts';
import type { CheckCode } from './check-code.ts';

interface Uses {
  readonly cookie: RefreshCookie;
  readonly checkCode: CheckCode;
  readonly activate: Activate;
}

export const activationRoutes = ({ cookie, checkCode, activate }: Uses): Routes =>
  implement(activationContract, {
    checkCode: ({ body }, _actor, exchange) => checkCode(body.code, exchange.address),
    activate: async ({ body }, _actor, exchange) => {
      const { session, refreshToken } = await activate({ ...body, address: exchange.address });
      cookie.set(exchange, refreshToken);
      return session;
    },
  });
