import { on } from '@parta/chassis/events/consumer';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';

/** The whole class with its members and class teachers replaces what was known. */
export const onClass = on(classV1, async (trx, { institutionId, key, data }) => {
  for (const table of ['class_member', 'class_teacher']) await trx(table).where({ class_id: key }).delete();
  if (!data) {
    await trx('class').where({ class_id: key }).delete();
    return;
  }
  const row = { institution_id: institutionId, class_id: data.classId };
  await trx('class')
    .insert({ ...row, parent_id: data.parentId, year: data.year, name: data.name, grade: data.grade })
    .onConflict(['institution_id', 'class_id'])
    .merge();
  const members = data.members.map((each) => ({
    ...row,
    student_id: each.studentId,
    from_date: each.from,
    to_date: each.to,
  }));
  if (members.length > 0) await trx('class_member').insert(members);
  const teachers = data.classTeachers.map((each) => ({
    ...row,
    person_id: each.personId,
    from_date: each.from,
    to_date: each.to,
  }));
  if (teachers.length > 0) await trx('class_teacher').insert(teachers);
});
