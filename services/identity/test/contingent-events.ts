import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { uuidV7 } from '@parta/contracts/kernel/uuid';

const EARLIER = '2020-09-01';
export const ENDED = '2021-05-31';

const named = (lastName: string) => ({ lastName, firstName: 'Иван', middleName: 'Петрович' });

export function person(
  institutionId: string,
  personId: string,
  kind: 'student' | 'guardian' | 'staff',
  { consent = 'given', version = 1 }: { consent?: 'given' | 'missing' | 'withdrawn'; version?: number } = {},
): OutgoingEvent {
  const subject = { institutionId, root: personId, key: personId, version };
  return personV1.of(subject, { personId, kinds: [kind], name: named('Щукин'), consent });
}

export function group(
  institutionId: string,
  classId: string,
  version: number,
  rows: { students: readonly string[]; teacher?: string; to?: string },
): OutgoingEvent {
  const days = { from: EARLIER, to: rows.to ?? null };
  return classV1.of(
    { institutionId, root: classId, key: classId, version },
    {
      ...{ classId, parentId: null, year: 2026, name: '7А', grade: 7 },
      members: rows.students.map((studentId) => ({ studentId, ...days })),
      classTeachers: rows.teacher === undefined ? [] : [{ personId: rows.teacher, from: EARLIER, to: null }],
    },
  );
}

export function relation(institutionId: string, guardianId: string, studentId: string): OutgoingEvent {
  const relationId = uuidV7();
  const subject = { institutionId, root: studentId, key: relationId, version: 1 };
  return relationV1.of(subject, { relationId, guardianId, studentId, kind: 'mother', from: EARLIER, to: null });
}

export function position(
  institutionId: string,
  personId: string,
  role: 'teacher' | 'secretary',
  { version = 1, to = null }: { version?: number; to?: string | null } = {},
): OutgoingEvent {
  const subject = { institutionId, root: personId, key: personId, version };
  return staffV1.of(subject, { personId, positions: [{ role, title: 'Учитель', from: EARLIER, to }] });
}
