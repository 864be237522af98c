import { createRequire } from 'node:module';
import type sequencer from '@jest/test-sequencer';

// its types speak of its CommonJS half only, an import would get the other
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as typeof sequencer;
type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/**
 * What brings up a whole platform takes minutes, what brings up one service seconds; the rest is nothing. The suites that fill the
 * cores by themselves begin apart from each other.
 */
const slowness: readonly RegExp[] = [
  /\/infra\/faults\/test\/faults\./,
  /\/e2e\//,
  /\/infra\/faults\/test\//,
  /\/test\//,
  /\.int\.test\./,
];
const rank = (path: string): number => {
  const found = slowness.findIndex((pattern) => pattern.test(path));
  return found === -1 ? slowness.length : found;
};

/**
 * The longest files first, so that no worker is left alone with one at the end. By folder and not by the times of the last run, as
 * usual: on a clean clone there was none.
 */
export default class LongestFirst extends Sequencer {
  override sort(tests: Tests): Tests {
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
  }
}
