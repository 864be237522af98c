const service = '^services/([^/]+)/';
const test = '\\.test\\.tsx?$|/test/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const values = { dependencyTypesNot: ['type-only'] };

export default {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule(
      'contracts-import-nothing',
      { path: '^contracts/src', pathNot: test },
      { pathNot: ['^contracts/', 'node_modules/zod/'] },
    ),
    rule(
      'values-know-no-messages',
      { path: '^contracts/src/values/' },
      { path: '^contracts/src/(http|events|rules)/' },
    ),
    rule('rules-know-no-messages', { path: '^contracts/src/rules/' }, { path: '^contracts/src/(http|events)/' }),
    rule('http-knows-no-events', { path: '^contracts/src/http/' }, { path: '^contracts/src/events/' }),
    rule('events-know-no-http', { path: '^contracts/src/events/' }, { path: '^contracts/src/http/' }),
    rule('services-never-import-each-other', { path: service }, { path: service, pathNot: '^services/$1/' }),
    rule(
      'only-tests-import-services',
      { path: '^(gateway|contracts|infra/(chassis|local))/', pathNot: test },
      { path: service },
    ),
    rule('chassis-knows-no-gateway', { path: '^infra/chassis/' }, { path: '^gateway/' }),
    rule(
      'deployables-need-no-tools',
      { path: '^(services|gateway|infra/chassis)/', pathNot: test },
      { path: '^(infra/(local|testkit|bench)|e2e)/' },
    ),
    rule(
      'pages-import-only-contracts',
      { path: '^gateway/ui/src/', pathNot: test },
      { path: '^(infra|services|gateway/src)/' },
    ),
    rule(
      'rules-do-no-io',
      {
        path: `${service}src/.+/[^/]+\\.ts$`,
        pathNot: `-(store|queries|routes)\\.ts$|${test}|/(change|on)-[^/]+\\.ts$`,
      },
      { path: 'node_modules/(knex|express|kafkajs|pg|redis)/', ...values },
    ),
    // a client of another service is made of that service's operations
    rule(
      'only-routes-import-http-operations',
      { path: service, pathNot: `-(routes|client)\\.ts$|${test}` },
      { path: '^contracts/src/http/', ...values },
    ),
    rule(
      'kafkajs-in-one-file',
      { pathNot: '^infra/chassis/src/events/(broker|kafkajs-timer)\\.ts$' },
      { path: 'node_modules/kafkajs/' },
    ),
    rule(
      'open-telemetry-in-one-folder',
      { pathNot: '^infra/chassis/src/(tracing/|context\\.ts$)' },
      { path: 'node_modules/@opentelemetry/' },
    ),
    rule(
      'every-package-declares-what-it-imports',
      {
        path: '^(contracts|gateway|services|infra)/',
        pathNot: `${test}|\\.config\\.ts$|\\.d\\.ts$|^gateway/ui/[^/]+\\.ts$`,
      },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    ),
    rule('resolvable', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // packages whose entry stands in their own dist/ are looked at like all others
    exclude: { path: '^((?!node_modules/).)*(^|/)(dist|\\.local)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    cache: false,
  },
};
