import type { Knex } from 'knex';
import { z } from 'zod';
import type { ordersContract } from '@parta/contracts/http/contingent/orders';
import type { Input, Success } from '@parta/contracts/kernel/operation';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { accountStatesOf } from '../copies/account-queries.ts';

type Operation = (typeof ordersContract)['listMovement'];
type Movements = Success<Operation>['movements'];

const LineRow = z.object({
  order_id: z.uuid(),
  number: z.string(),
  date: CalendarDate,
  kind: z.enum(['enrolment', 'transfer', 'expulsion', 'graduation']),
  line_id: z.uuid(),
  student_id: z.uuid(),
  last_name: z.string(),
  first_name: z.string(),
  middle_name: z.string().nullable(),
  from_class: z.string().nullable(),
  to_class: z.string().nullable(),
  effective_from: CalendarDate,
});

/** The movement book «книга движения» of a year, newest first. [CNT-4] */
export async function listMovement(
  trx: Knex.Transaction,
  { year, limit }: Input<Operation>['query'],
): Promise<Movements> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select order_id, number, date, movement_order.kind, line_id, student_id, last_name, first_name, middle_name,
       left_class.name as from_class, entered.name as to_class, effective_from
     from order_line
     join movement_order on movement_order.institution_id = order_line.institution_id and movement_order.id = order_id
     join person on person.institution_id = order_line.institution_id and person.id = student_id
     left join class left_class on left_class.institution_id = order_line.institution_id and left_class.id = from_class_id
     left join class entered on entered.institution_id = order_line.institution_id and entered.id = to_class_id
     where order_line.year = ?
     order by effective_from desc, recorded_at desc, order_id, place
     limit ?`,
    [year, limit],
  );
  const lines = z.array(LineRow).parse(rows);
  const accounts = await accountStatesOf(
    trx,
    lines.map(({ student_id }) => student_id),
  );
  return lines.map((line) => ({
    orderId: line.order_id,
    number: line.number,
    date: line.date,
    kind: line.kind,
    lineId: line.line_id,
    studentId: line.student_id,
    student: { lastName: line.last_name, firstName: line.first_name, middleName: line.middle_name },
    fromClass: line.from_class,
    toClass: line.to_class,
    effectiveFrom: line.effective_from,
    accountState: accounts.of(line.student_id),
  }));
}
