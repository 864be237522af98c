import { z } from 'zod';
import { changeEvent } from '../../kernel/event.ts';
import { CalendarDate } from '../../values/calendar-date.ts';

/** One line of an order. Key and root are the student; `version` counts the student's lines. */
export const movementRecordedV1 = changeEvent('contingent.movement-recorded.v1', {
  topic: 'contingent.movement',
  summary: 'A line of an order on movement',
  data: z.object({
    orderId: z.uuid(),
    orderNumber: z.string(),
    lineId: z.uuid(),
    kind: z.enum(['enrolment', 'transfer', 'expulsion', 'graduation']),
    studentId: z.uuid(),
    fromClassId: z.uuid().nullable(),
    toClassId: z.uuid().nullable(),
    effectiveFrom: CalendarDate,
  }),
});
