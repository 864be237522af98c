import type { Platform, ServiceParts } from '@parta/chassis/service';
import { buildChangeCells } from './cells/change-cells.ts';
import { countOutcomes } from './cells/count-outcomes.ts';
import { dayRoutes } from './day/day-routes.ts';
import { buildTeacherDay } from './day/teacher-day.ts';
import { diaryRoutes } from './diary/diary-routes.ts';
import { buildDiarySubjects } from './diary/diary-subjects.ts';
import { buildDiaryWeek } from './diary/diary-week.ts';
import { buildListDiaries } from './diary/list-diaries.ts';
import { buildCellHistory } from './history/cell-history.ts';
import { buildGetPage } from './pages/get-page.ts';
import { buildListPages } from './pages/list-pages.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { buildRecordLesson } from './records/record-lesson.ts';
import { onAccount } from './roster/on-account.ts';
import { onCalendar } from './roster/on-calendar.ts';
import { onClass } from './roster/on-class.ts';
import { onLessonsOfWeek } from './roster/on-lessons-of-week.ts';
import { onOrganisation } from './roster/on-organisation.ts';
import { onPerson } from './roster/on-person.ts';
import { onRelation } from './roster/on-relation.ts';
import { onTeachingGroup } from './roster/on-teaching-group.ts';
import { buildAddWork } from './works/add-work.ts';
import { buildChangeWork, buildRemoveWork } from './works/change-work.ts';

/** The journal's composition root: use cases over the platform, routes over use cases, local copies from events. */
export function buildJournal({ inTenant, readInTenant, saveInTenant, clock, metrics }: Platform): ServiceParts {
  const [writing, reading] = [
    { inTenant, clock },
    { readInTenant, clock },
  ];
  return {
    routes: [
      pageRoutes({
        listPages: buildListPages(reading),
        getPage: buildGetPage(reading),
        changeCells: countOutcomes(buildChangeCells({ saveInTenant, clock }), metrics),
        recordLesson: buildRecordLesson(writing),
        addWork: buildAddWork(writing),
        changeWork: buildChangeWork(writing),
        removeWork: buildRemoveWork(writing),
        cellHistory: buildCellHistory(readInTenant),
      }),
      dayRoutes(buildTeacherDay(reading)),
      diaryRoutes({
        listDiaries: buildListDiaries(reading),
        diaryWeek: buildDiaryWeek(reading),
        diarySubjects: buildDiarySubjects(reading),
      }),
    ],
    subscriptions: [
      onOrganisation,
      onAccount,
      onPerson,
      onRelation,
      onClass,
      onCalendar,
      onTeachingGroup,
      onLessonsOfWeek,
    ],
  };
}
