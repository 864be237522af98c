import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import type { LockedPage } from '../cells/page-facts.ts';

const Row = z.object({ topic: z.string(), homework: z.string(), version: z.int() });
type RecordRow = z.infer<typeof Row>;

export const readRecord = (lessonId: string): Statement => ({
  name: 'record.read',
  text: `select topic, homework, version from lesson_record where lesson_id = $1`,
  values: [lessonId],
});

/** What stands on a lesson; version 0 where nothing was ever written. */
export const parseRecord = (rows: readonly unknown[] | undefined): RecordRow =>
  Row.optional().parse(rows?.[0]) ?? { topic: '', homework: '', version: 0 };

export const writeRecord = (
  page: LockedPage,
  lessonId: string,
  { topic, homework, version }: RecordRow,
): Statement => ({
  name: 'record.write',
  text: `insert into lesson_record (institution_id, page_id, lesson_id, topic, homework, version) values ($1, $2, $3, $4, $5, $6)
         on conflict (institution_id, lesson_id) do update
         set topic = excluded.topic, homework = excluded.homework, version = excluded.version, page_id = excluded.page_id`,
  values: [page.institutionId, page.id, lessonId, topic, homework, version],
});
