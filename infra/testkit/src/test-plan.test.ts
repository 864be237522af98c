import { describe, expect, it } from '@jest/globals';
import { planTests } from './test-plan.ts';

describe('what npm test does', () => {
  it.each([
    [[], true, true],
    [['--verbose'], true, true],
    [['contracts/src/rules/journal/edit-window.test.ts'], false, false],
    [['gateway/ui/src/journal/grid.test.tsx', '--watch'], false, false],
    [['services/journal/src/marks/change-marks.int.test.ts'], false, true],
    [['services/journal/test/save.test.ts'], false, true],
    [['e2e/school-day.test.ts'], false, true],
    [['services/journal'], false, true],
    [['a.test.ts', 'b.int.test.ts'], false, true],
  ])('%j: everything %s, servers %s', (args, whole, needsServers) => {
    expect(planTests(args)).toEqual({ whole, needsServers });
  });
});
