import { implement, type Routes } from '@parta/chassis/http/mount';
import { ordersContract } from '@parta/contracts/http/contingent/orders';
import type { Dependencies } from '../dependencies.ts';
import { listMovement } from './movement-queries.ts';
import { buildRecordOrder } from './record-order.ts';

export function orderRoutes(dependencies: Dependencies): Routes {
  const recordOrder = buildRecordOrder(dependencies);
  return implement(ordersContract, {
    recordOrder: ({ body }, actor) => recordOrder(actor, body),
    listMovement: async ({ query }, { institutionId }) => ({
      movements: await dependencies.inTenant({ institutionId }, (trx) => listMovement(trx, query)),
    }),
  });
}
