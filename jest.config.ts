import type { Config } from 'jest';

const config: Config = {
  // types are stripped by Node itself
  transform: { '\\.tsx$': '<rootDir>/infra/testkit/src/jest/tsx-transform.mjs' },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/\\.local/'],
  modulePathIgnorePatterns: ['<rootDir>/\\.local/', '/dist/'],
  // by default one core is left idle; and never workerIdleMemoryLimit, which restarts workers without end
  maxWorkers: '100%',
  testTimeout: 60_000,
  testSequencer: '<rootDir>/infra/testkit/src/jest/longest-first.ts',
  reporters: ['default', '<rootDir>/infra/testkit/src/jest/count-results.ts'],
};
export default config;
