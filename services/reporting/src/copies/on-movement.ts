import { on } from '@parta/chassis/events/consumer';
import { movementRecordedV1 } from '@parta/contracts/events/contingent/movement-recorded.v1';

/** The order by which a pupil left stands in the sheet. */
export const onMovement = on(movementRecordedV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  await trx('movement')
    .insert({
      institution_id: institutionId,
      line_id: data.lineId,
      student_id: data.studentId,
      kind: data.kind,
      order_number: data.orderNumber,
      from_class_id: data.fromClassId,
      to_class_id: data.toClassId,
      effective_from: data.effectiveFrom,
    })
    .onConflict(['institution_id', 'line_id'])
    .ignore();
});
