import type { Platform, ServiceParts } from '@parta/chassis/service';
import { buildChangeCells } from './cells/change-cells.ts';
import { countOutcomes } from './cells/count-outcomes.ts';
import { dayRoutes } from './day/day-routes.ts';
import { buildTeacherDay } from './day/teacher-day.ts';
import { readableDiaries } from './diary/diary-access.ts';
import { diaryRoutes } from './diary/diary-routes.ts';
import { buildDiarySubjects } from './diary/diary-subjects.ts';
import { buildDiaryWeek } from './diary/diary-week.ts';
import { buildCellHistory } from './history/cell-history.ts';
import { todayIn } from './institution/today-in.ts';
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
export function buildJournal({ inTenant, clock, metrics }: Platform): ServiceParts {
  const dependencies = { inTenant, clock };
  return {
    routes: [
      pageRoutes({
        listPages: buildListPages(dependencies),
        getPage: buildGetPage(dependencies),
        changeCells: countOutcomes(buildChangeCells(dependencies), metrics),
        recordLesson: buildRecordLesson(dependencies),
        addWork: buildAddWork(dependencies),
        changeWork: buildChangeWork(dependencies),
        removeWork: buildRemoveWork(dependencies),
        cellHistory: buildCellHistory(inTenant),
      }),
      dayRoutes(buildTeacherDay(dependencies)),
      diaryRoutes({
        listDiaries: (actor) => inTenant(actor, async (trx) => readableDiaries(trx, actor, await todayIn(trx, clock))),
        diaryWeek: buildDiaryWeek(dependencies),
        diarySubjects: buildDiarySubjects(dependencies),
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
