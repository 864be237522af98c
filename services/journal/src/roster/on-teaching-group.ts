import { on } from '@parta/chassis/events/consumer';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';

/** A teaching group becomes a page of the same id; the page's own seq and chain head stay as they are. [domain §2] */
export const onTeachingGroup = on(teachingGroupV1, async (trx, { institutionId, data }) => {
  // a page with records is closed, never deleted; curriculum closes the group instead of erasing it
  if (!data) return;
  await trx('page')
    .insert({
      institution_id: institutionId,
      id: data.id,
      year: data.year,
      subject_id: data.subject.id,
      subject_name: data.subject.name,
      subject_order: data.subject.order,
      name: data.name,
      scale: data.scale,
      period_scheme_id: data.periodSchemeId,
      state: data.state,
    })
    .onConflict(['institution_id', 'id'])
    .merge(['subject_id', 'subject_name', 'subject_order', 'name', 'scale', 'period_scheme_id', 'state']);
  const row = { institution_id: institutionId, page_id: data.id };
  for (const table of ['page_class', 'page_teacher']) await trx(table).where({ page_id: data.id }).delete();
  if (data.classIds.length > 0) await trx('page_class').insert(data.classIds.map((id) => ({ ...row, class_id: id })));
  const teachers = data.teachers.map((each) => ({
    ...row,
    person_id: each.personId,
    from_date: each.from,
    to_date: each.to,
  }));
  if (teachers.length > 0) await trx('page_teacher').insert(teachers);
});
