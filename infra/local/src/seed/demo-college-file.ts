import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../repository-folder.ts';

/** Where a real college's scheduled file may lie; it is not ours to ship. */
const candidates = (): readonly string[] => [
  ...globSync(join(repositoryFolder, '../*/data/college-scheduled.fet')),
  ...globSync('/usr/share/fet*/examples/Russia/**/college-scheduled.fet'),
];

const own = join(repositoryFolder, 'services/curriculum/src/fet/fixtures/small-college.fet');

/** The timetable file of the demo's college: the real one where it is there, else our own. */
export function demoCollegeFile(): { readonly path: string; readonly fileName: string; readonly bytes: Uint8Array } {
  const path = candidates().find((each) => existsSync(each)) ?? own;
  return { path, fileName: 'college.fet', bytes: readFileSync(path) };
}
