import { describe, expect, it } from '@jest/globals';
import { planTests } from './test-plan.ts';

describe('what npm test does', () => {
  it.each([
    [[], true, true, false],
    [['--verbose'], true, true, false],
    [['contracts/src/rules/journal/edit-window.test.ts'], false, false, false],
    [['gateway/ui/src/journal/grid.test.tsx', '--watch'], false, false, false],
    [['services/journal/src/marks/change-marks.int.test.ts'], false, true, false],
    [['services/journal/test/save.test.ts'], false, true, false],
    [['e2e/school-day.test.ts'], false, true, true],
    [['services/journal'], false, true, false],
    [['a.test.ts', 'b.int.test.ts'], false, true, false],
  ])('%j: everything %s, servers %s, pages %s', (args, whole, needsServers, needsPages) => {
    expect(planTests(args)).toEqual({ whole, needsServers, needsPages });
  });
});
