import type { EventVersion } from '../kernel/event.ts';
import { classV1 } from './contingent/class.v1.ts';
import { movementRecordedV1 } from './contingent/movement-recorded.v1.ts';
import { personV1 } from './contingent/person.v1.ts';
import { relationV1 } from './contingent/relation.v1.ts';
import { staffV1 } from './contingent/staff.v1.ts';
import { calendarV1 } from './curriculum/calendar.v1.ts';
import { lessonsOfWeekV1 } from './curriculum/lessons-of-week.v1.ts';
import { teachingGroupV1 } from './curriculum/teaching-group.v1.ts';
import { accountV1 } from './identity/account.v1.ts';
import { organisationV1 } from './identity/organisation.v1.ts';
import { pageChangedV1 } from './journal/page-changed.v1.ts';
import { pageRestoredV1 } from './journal/page-restored.v1.ts';

/** Every event version ever published and still read; AsyncAPI and the samples' test go through it. */
export const events: readonly EventVersion[] = [
  organisationV1,
  accountV1,
  personV1,
  staffV1,
  relationV1,
  classV1,
  movementRecordedV1,
  calendarV1,
  teachingGroupV1,
  lessonsOfWeekV1,
  pageChangedV1,
  pageRestoredV1,
];
