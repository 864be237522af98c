import { createHash, randomBytes } from 'node:crypto';
import type { Statement } from '@parta/chassis/db/statement';
import type { CellChange } from '@parta/contracts/values/cell';
import type { ChangedCell, LockedPage } from '../cells/page-facts.ts';

/** A comment that a save brings to a cell. */
export interface CellNote {
  readonly kind: CellChange['kind'];
  /** Work, lesson or period. */
  readonly targetId: string;
  readonly studentId: string;
  readonly note: string;
}

export interface SaltedNote extends CellNote {
  readonly salt: Buffer;
}

export const notesOf = (changed: readonly ChangedCell[]): readonly CellNote[] =>
  changed.flatMap(({ change, note }) =>
    note === undefined ? [] : [{ kind: change.kind, targetId: targetOf(change), studentId: change.studentId, note }],
  );

function targetOf(change: CellChange): string {
  if (change.kind === 'mark') return change.workId;
  return change.kind === 'attendance' ? change.lessonId : change.periodId;
}

/** The salt keeps a short text from being guessed by its hash once the text is erased. [DESIGN §7] */
export const salted = (note: CellNote): SaltedNote => ({ ...note, salt: randomBytes(16) });

/** What the chain knows of a note. */
export const noteHash = ({ salt, note }: Pick<SaltedNote, 'salt' | 'note'>): string =>
  `note:${createHash('sha256').update(salt).update(note).digest('base64url')}`;

/** No statement at all where nothing is said: almost every save. */
export function writeNotes(page: LockedPage, notes: readonly SaltedNote[]): readonly Statement[] {
  if (notes.length === 0) return [];
  return [
    {
      name: 'save.notes',
      text: `insert into revision_note (institution_id, year, page_id, seq, kind, target_id, student_id, salt, note)
             select $1, $2, $3, $4, * from unnest($5::text[], $6::uuid[], $7::uuid[], $8::bytea[], $9::text[])`,
      values: [
        ...[page.institutionId, page.year, page.id, page.seq + 1],
        ...[notes.map((each) => each.kind), notes.map((each) => each.targetId), notes.map((each) => each.studentId)],
        ...[notes.map((each) => each.salt), notes.map((each) => each.note)],
      ],
    },
  ];
}
