import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { invalid } from '@parta/chassis/errors';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { decideOrder, type Refusal, type StudentFile } from '../orders/decide-movement.ts';
import { claimOrder } from '../orders/order-store.ts';
import { filesOf } from '../orders/record-order.ts';
import { saveMovements } from '../orders/save-movements.ts';
import { lockPeople } from '../people/person-store.ts';
import { type CheckedRow, checkRows } from './check-rows.ts';
import { enrolPeople } from './enrol-people.ts';
import {
  type ImportHead,
  type ImportPreview,
  loadImportRows,
  loadNamesakes,
  loadPreview,
  lockImport,
  updateImportRows,
} from './import-store.ts';

export interface EnrolmentPaper {
  readonly orderNumber: string;
  readonly orderDate: CalendarDate;
  readonly effectiveFrom: CalendarDate;
}

/**
 * Enrols the good rows by one order in one transaction; wrong rows stay with their reasons. Applied again it writes nothing,
 * unless a wrong row was mended meanwhile: that one gets an order of its own.
 * @throws DomainError `import-not-found`, `nothing-to-import`
 */
export function buildApplyImport({ inTenant, clock }: Dependencies) {
  return (actor: Actor, importId: string, paper: EnrolmentPaper): Promise<ImportPreview> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const head = await lockImport(trx, importId);
      // two imports of one school wait for each other: the same list uploaded twice must not enrol its children twice
      await trx.raw(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`${institutionId} import`]);
      const today = await loadToday(trx, clock);
      const { checked, enrolling, decided } = await decide(trx, head, { today, effectiveFrom: paper.effectiveFrom });
      if (enrolling.length === 0) {
        if (head.state === 'applied') return loadPreview(trx, importId);
        throw invalid('nothing-to-import');
      }
      const order = {
        ...{ id: uuidV7(), number: paper.orderNumber, date: paper.orderDate, kind: 'enrolment' as const },
        contentHash: createHash('sha256').update(importId).digest('base64url'),
        recordedBy: actor.userId,
        recordedAt: clock.now(),
      };
      await claimOrder(trx, institutionId, order);
      await enrolPeople(trx, institutionId, { enrolling, order, from: paper.effectiveFrom });
      await saveMovements(trx, institutionId, { ...decided, head: order });
      await updateImportRows(trx, importId, checked);
      await trx('class_import').where({ id: importId }).update({ state: 'applied', applied_at: clock.now() });
      return loadPreview(trx, importId);
    });
}

/** A row that is going to be written, and under which ids. */
export interface Enrolling {
  readonly row: CheckedRow;
  readonly studentId: string;
  readonly lineId: string;
}

const reasons: Readonly<Record<Refusal, string>> = {
  'class-required': 'Не указан класс',
  'date-invalid': 'Дата зачисления раньше даты рождения',
  'interval-overlap': 'На дату зачисления ещё числится в другом классе',
  'not-enrolled': 'Не числится на эту дату',
};

interface Days {
  readonly today: CalendarDate;
  readonly effectiveFrom: CalendarDate;
}

/** Judges all rows once more, now for good: what was new in the preview can be enrolled by somebody else since. */
async function decide(trx: Knex.Transaction, { id, classId }: ImportHead, { today, effectiveFrom }: Days) {
  const rows = await loadImportRows(trx, id);
  const judged = checkRows(rows, { classId, today, students: await loadNamesakes(trx, rows, today) });
  const candidates = judged
    .filter(({ state }) => state === 'new')
    .map((row): Enrolling => ({ row, studentId: row.personId ?? uuidV7(), lineId: uuidV7() }));
  const known = await filesOf(
    trx,
    await lockPeople(
      trx,
      candidates.map(({ studentId }) => studentId),
    ),
  );
  const files = new Map(
    candidates.map(({ studentId, row }): [string, StudentFile] => [
      studentId,
      known.get(studentId) ?? { birthDate: row.student?.birthDate ?? null, memberships: [] },
    ]),
  );
  const lines = candidates.map(({ studentId, lineId }) => ({ studentId, lineId, toClassId: classId, effectiveFrom }));
  const decided = decideOrder(files, { kind: 'enrolment', lines });

  const lineOf = new Map(candidates.map((one) => [one.lineId, one.row.line]));
  const refusals = new Map(decided.refused.map(({ line, code }) => [lineOf.get(line.lineId), code]));
  const checked = judged.map((row): CheckedRow => {
    if (row.state !== 'new') return row;
    const code = refusals.get(row.line);
    if (code === undefined) return { ...row, state: 'imported' };
    return { ...row, state: 'wrong', problems: [{ field: null, code, message: reasons[code] }] };
  });
  return { checked, decided, enrolling: candidates.filter(({ row }) => !refusals.has(row.line)) };
}
