import type { Outgoing } from '@parta/chassis/events/outbox';
import { movementRecordedV1 } from '@parta/contracts/events/contingent/movement-recorded.v1';
import type { z } from 'zod';

/** A line of an order as the movement book keeps it. */
export type RecordedMovement = z.input<typeof movementRecordedV1.data> & {
  readonly seq: number;
  readonly eventId: string;
};

/** The same event whenever it is made: a resync publishes it under its first id. */
export function movementEvent(institutionId: string, { seq, eventId, ...data }: RecordedMovement): Outgoing {
  const { studentId } = data;
  const subject = { institutionId, root: studentId, key: studentId, version: seq };
  return { ...movementRecordedV1.of(subject, data), id: eventId };
}
