import { on } from '@parta/chassis/events/consumer';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';

/** Who is told of homework. */
export const onClass = on(classV1, async (trx, { institutionId, key, data }) => {
  await trx('class_member').where({ class_id: key }).delete();
  const members = (data?.members ?? []).map((each) => ({
    institution_id: institutionId,
    class_id: key,
    student_id: each.studentId,
    from_date: each.from,
    to_date: each.to,
  }));
  if (members.length > 0) await trx('class_member').insert(members);
});
