import { addToOutbox } from '@parta/chassis/events/outbox';
import type { Statement } from '@parta/chassis/db/statement';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { z } from 'zod';
import type { LockedPage } from '../cells/page-facts.ts';
import { canonicalValue } from './canonical-value.ts';
import { canonicalText, type LinkCell, linkHash } from './chain.ts';
import { type CellNote, noteHash, salted, type SaltedNote, writeNotes } from './revision-note.ts';

type Payload = z.input<typeof pageChangedV1.data>;

/** What one save changes on one page; the lists of the event that tells of it. */
export type PageChanges = Pick<Payload, 'records' | 'works' | 'marks' | 'attendance' | 'results'>;

export const noChanges: PageChanges = { records: [], works: [], marks: [], attendance: [], results: [] };

export interface Author {
  readonly userId: string;
  /** The chassis' clock, read once as the request arrived. */
  readonly at: Date;
}

interface RevisionRow {
  readonly kind: string;
  readonly targetId: string;
  readonly studentId: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The statements that every save of a page ends with: the page's seq and chain head, the link of the chain, the history by
 * cell, comments if there are any, and the event. Together with the rows themselves they commit or not at all.
 */
export function saveStatements(
  page: LockedPage,
  changes: PageChanges,
  { userId, at }: Author,
  comments: readonly CellNote[] = [],
): readonly Statement[] {
  const seq = page.seq + 1;
  const notes = comments.map(salted);
  const revisions = revisionsOf(page.id, changes);
  const canonical = canonicalText({
    pageId: page.id,
    seq,
    at: at.getTime(),
    by: userId,
    cells: revisions.map((row) => linkCell(row, notes)),
  });
  const head = linkHash(page.head, canonical);
  const eventId = uuidV7();
  const event = pageChangedV1.of(
    { institutionId: page.institutionId, root: page.id, key: page.id, version: seq },
    {
      pageId: page.id,
      year: page.year,
      subjectId: page.subjectId,
      seq,
      head: head.toString('base64url'),
      at: at.toISOString(),
      by: userId,
      ...changes,
    },
  );
  return [
    { name: 'save.page', text: `update page set seq = $2, head = $3 where id = $1`, values: [page.id, seq, head] },
    {
      name: 'save.link',
      text: `insert into save (institution_id, year, page_id, seq, canonical, hash, saved_by, saved_at, event_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [page.institutionId, page.year, page.id, seq, canonical, head, userId, at, eventId],
    },
    {
      name: 'save.history',
      text: `insert into revision (institution_id, year, page_id, seq, kind, target_id, student_id, before, after)
             select $1, $2, $3, $4, * from unnest($5::text[], $6::uuid[], $7::uuid[], $8::jsonb[], $9::jsonb[])`,
      values: [page.institutionId, page.year, page.id, seq, ...columnsOf(revisions)],
    },
    ...writeNotes(page, notes),
    addToOutbox({ ...event, id: eventId }),
  ];
}

function linkCell(row: RevisionRow, notes: readonly SaltedNote[]): LinkCell {
  const note = notes.find(
    (each) => each.kind === row.kind && each.targetId === row.targetId && each.studentId === row.studentId,
  );
  return {
    ...row,
    before: canonicalValue(row.before),
    after: canonicalValue(row.after),
    ...(note ? { note: noteHash(note) } : {}),
  };
}

function columnsOf(revisions: readonly RevisionRow[]): readonly (readonly (string | null)[])[] {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  return [
    revisions.map((row) => row.kind),
    revisions.map((row) => row.targetId),
    revisions.map((row) => row.studentId),
    revisions.map((row) => json(row.before)),
    revisions.map((row) => json(row.after)),
  ];
}

function revisionsOf(pageId: string, changes: PageChanges): readonly RevisionRow[] {
  const values = ({ before, after }: { before: unknown; after: unknown }) => ({ before, after });
  return [
    ...changes.records.map((each) => ({ kind: 'record', targetId: each.lessonId, studentId: pageId, ...values(each) })),
    ...changes.works.map((each) => ({ kind: 'work', targetId: each.workId, studentId: pageId, ...values(each) })),
    ...changes.marks.map((each) => ({
      kind: 'mark',
      targetId: each.workId,
      studentId: each.studentId,
      ...values(each),
    })),
    ...changes.attendance.map((each) => ({
      kind: 'attendance',
      targetId: each.lessonId,
      studentId: each.studentId,
      ...values(each),
    })),
    ...changes.results.map((each) => ({
      kind: 'result',
      targetId: each.periodId,
      studentId: each.studentId,
      ...values(each),
    })),
  ];
}
