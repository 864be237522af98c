import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeededBug } from './bugs.ts';

export type { SeededBug } from './bugs.ts';

/** What processes of a fault platform are told before they load anything, and how it is changed later. */
export function seededBug(folder: string) {
  const [bugFile, clockFile] = [join(folder, 'seeded-bug'), join(folder, 'clock.json')];
  const shifts: Record<string, number> = {};
  const plant = (bug: SeededBug | undefined): void => writeFileSync(bugFile, bug?.name ?? '');
  const clock = (service: string, shiftMs: number): void => {
    shifts[service] = shiftMs;
    writeFileSync(clockFile, JSON.stringify(shifts));
  };
  plant(undefined);
  writeFileSync(clockFile, '{}');
  return {
    variables: {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'before-start.ts')} --disable-warning=ExperimentalWarning`,
      PARTA_SEEDED_BUG: bugFile,
      PARTA_CLOCK: clockFile,
    },
    plant,
    clock,
  };
}
