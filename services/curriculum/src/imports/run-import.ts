import type { Dependencies } from '../dependencies.ts';
import type { Year } from '../calendar/year.ts';
import { loadToday } from '../copies/institution-queries.ts';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { takeOverGroups } from './take-over-groups.ts';
import { takeOverClasses, takeOverStaff, type Takeover } from './take-over-people.ts';
import { takeOverBells, takeOverRooms, takeOverSubjects } from './take-over-subjects.ts';
import { publishTakenOver, takeOverTimetable } from './take-over-timetable.ts';

export interface ImportRun extends Takeover {
  readonly year: Year;
  readonly fileName: string;
  readonly publishFrom: CalendarDate | undefined;
}

/**
 * Takes over a plan stage by stage, each of ours in one transaction. Everything is found by the file's own keys, so a repetition
 * goes on where a crash ended it, and a second import changes nothing. Answers the timetable version, if the file holds one.
 */
export function buildRunImport({ clock }: Pick<Dependencies, 'clock'>) {
  return async (run: ImportRun): Promise<string | null> => {
    const { plan, year, institutionId, progress, inTenant, fileName, publishFrom } = run;
    await progress.enter('staff');
    const people = await takeOverStaff(run);
    await progress.enter('classes');
    const classes = await takeOverClasses(run);

    await progress.enter('subjects');
    const { today, subjects, rooms, bells } = await inTenant({ institutionId }, async (trx) => {
      const today = await loadToday(trx, clock);
      const subjects = await takeOverSubjects(trx, run);
      const rooms = await takeOverRooms(trx, run);
      const bells = await takeOverBells(trx, { ...run, year: year.year, today });
      return { today, subjects, rooms, bells };
    });

    await progress.enter('teaching-groups');
    const directory = { subjects, people, classes };
    const groups = await inTenant({ institutionId }, (trx) => takeOverGroups(trx, { ...run, directory, today }));

    await progress.enter('timetable');
    if (plan.timetable !== 'complete' || bells === null) return null;
    return inTenant({ institutionId }, async (trx) => {
      const stage = {
        ...{ plan, institutionId, progress, fileName },
        ...{ bells, groups, rooms, people },
        year: year.year,
        at: clock.now(),
      };
      const versionId = await takeOverTimetable(trx, stage);
      if (publishFrom !== undefined)
        await publishTakenOver(trx, institutionId, { versionId, publishFrom, yearFrom: year.from });
      return versionId;
    });
  };
}
