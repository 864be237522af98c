import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

const config: Config = {
  // types are stripped by Node itself
  transform: { '\\.tsx$': '<rootDir>/infra/testkit/src/jest/tsx-transform.mjs' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/\\.local/'],
  modulePathIgnorePatterns: ['<rootDir>/\\.local/', '/dist/'],
  // no more than cores: the long suites fill them with programs of their own; never workerIdleMemoryLimit, which restarts without end
  maxWorkers: availableParallelism(),
  // above every patience of a test (`eventually`), so that what hangs tells what it waits for
  testTimeout: 900_000,
  testSequencer: '<rootDir>/infra/testkit/src/jest/longest-first.ts',
  reporters: ['default', '<rootDir>/infra/testkit/src/jest/count-results.ts'],
};
export default config;
