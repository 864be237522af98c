import type { Knex } from 'knex';
import { on } from '@parta/chassis/events/consumer';
import { lessonsOfWeekV1 } from '@parta/contracts/events/curriculum/lessons-of-week.v1';
import { addDays, mondayOfIsoWeek } from '@parta/contracts/values/calendar-date';

/**
 * All lessons of a page in one week. A lesson that vanished from the plan is dropped where nothing was written on it;
 * with records it becomes `displaced` and waits for the teacher's decision. [domain §3]
 */
export const onLessonsOfWeek = on(lessonsOfWeekV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  const monday = mondayOfIsoWeek(data.week);
  const named = data.lessons.map((lesson) => lesson.id);
  const gone: { id: string }[] = await trx('lesson')
    .where({ page_id: data.teachingGroupId })
    .where('date', '>=', monday)
    .where('date', '<', addDays(monday, 7))
    .whereNotIn('id', named)
    .select('id');
  if (gone.length > 0)
    await withdraw(
      trx,
      data.teachingGroupId,
      gone.map((lesson) => lesson.id),
    );
  if (data.lessons.length === 0) return;
  await trx('lesson')
    .insert(
      data.lessons.map((lesson) => ({
        institution_id: institutionId,
        id: lesson.id,
        page_id: data.teachingGroupId,
        date: lesson.date,
        slot: lesson.slot,
        starts_at: lesson.startsAt,
        ends_at: lesson.endsAt,
        room: lesson.room,
        teacher_ids: lesson.teacherIds,
        state: lesson.state,
      })),
    )
    .onConflict(['institution_id', 'id'])
    .merge();
});

async function withdraw(trx: Knex.Transaction, pageId: string, ids: readonly string[]): Promise<void> {
  // under the page's lock: a save must not write onto a lesson while it is being dropped
  await trx('page').where({ id: pageId }).forNoKeyUpdate().select('id');
  const recorded = trx('lesson_record').whereIn('lesson_id', ids).select('lesson_id');
  const worked = trx('work').whereIn('lesson_id', ids).where({ removed: false }).select('lesson_id');
  const attended = trx('attendance').whereIn('lesson_id', ids).whereNotNull('code').select('lesson_id');
  await trx('lesson')
    .whereIn('id', ids)
    .where((query) => void query.whereIn('id', recorded).orWhereIn('id', worked).orWhereIn('id', attended))
    .update({ state: 'displaced' });
  await trx('lesson').whereIn('id', ids).whereNot({ state: 'displaced' }).delete();
}
