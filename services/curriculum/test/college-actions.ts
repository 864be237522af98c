import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { timetableContract } from '@parta/contracts/http/curriculum/timetable';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildCurriculum } from '../src/app.ts';
import { recordEvents } from './record-events.ts';
import { day, smallCollege, yearPlan } from './small-college.ts';

const clock = { now: () => new Date('2026-10-28T06:00:00Z') };

export interface CollegeComponent extends AsyncDisposable {
  /** A college of its own, known from contingent's events, and what its deputy does. */
  newCollege(): Promise<Actions>;
}

export type Actions = ReturnType<typeof actionsOf>;

/** The service on 28 October 2026. */
export async function startCollegeComponent(): Promise<CollegeComponent> {
  const curriculum = await startComponent({
    definition: { name: 'curriculum', build: buildCurriculum },
    migrations: new URL('../migrations/', import.meta.url),
    config: { CONTINGENT_URL: 'http://127.0.0.1:9' },
    clock,
  });
  const fresh = recordEvents(curriculum);
  return {
    newCollege: async () => {
      const college = smallCollege();
      await curriculum.publish(college.events);
      return actionsOf(curriculum, fresh, college);
    },
    [Symbol.asyncDispose]: () => curriculum[Symbol.asyncDispose](),
  };
}

function actionsOf(
  curriculum: Component,
  fresh: ReturnType<typeof recordEvents>,
  college: ReturnType<typeof smallCollege>,
) {
  const plan = yearPlan();
  const deputy: TestActor = { institutionId: college.institutionId, roles: ['deputy'], at: clock.now() };
  const years = (actor = deputy) => curriculum.as(yearsContract, actor);
  const groups = (actor = deputy) => curriculum.as(teachingGroupsContract, actor);
  const timetable = (actor = deputy) => curriculum.as(timetableContract, actor);
  const subject = { id: uuidV7(), name: 'Математика', shortName: 'Матем.', order: 1 };
  const entry = (teachingGroupId: string, weekday: number, slot: number, roomId: string | null = null) => ({
    ...{ teachingGroupId, weekIndex: 0, weekday, slot, roomId, teacherIds: [] },
  });
  return {
    ...{ curriculum, college, plan, deputy, years, groups, timetable, subject, entry },
    events: () => fresh(college.institutionId),
    openYear: () => years().saveYear({ params: { year: 2026 }, body: plan }),
    saveSubject: () => groups().saveSubjects({ body: { subjects: [subject] } }),
    newGroup: (classIds: string[], teachers: string[] = [college.teacher1], subjectId = subject.id) => ({
      ...{ id: uuidV7(), year: 2026, subjectId, classIds, periodSchemeId: plan.schemes[0]?.id ?? '', hoursPerWeek: 4 },
      teachers: teachers.map((personId) => ({ personId, from: day('2026-09-01') })),
    }),
    saveVersion: (versionId: string, entries: ReturnType<typeof entry>[], cycleWeeks = 1) =>
      timetable().saveVersion({
        params: { versionId },
        body: { year: 2026, name: 'Первое полугодие', cycleWeeks, bellScheduleId: plan.bells[0]?.id ?? '', entries },
      }),
    publish: (versionId: string, from = '2026-09-01') =>
      timetable().publishVersion({ params: { versionId }, body: { from: day(from) } }),
  };
}
