import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { organisationsContract } from '@parta/contracts/http/identity/organisations';
import type { Role } from '@parta/contracts/kernel/roles';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { dateIn } from '@parta/contracts/values/calendar-date';
import { fullName, type PersonName } from '@parta/contracts/values/person';
import type { DemoAccount } from '../demo-account.ts';
import type { Platform } from '../platform.ts';
import { repositoryFolder } from '../repository-folder.ts';
import { say } from '../say.ts';
import { schoolYearOn } from './calendar-of-year.ts';
import { activate, openAccount, type SeedPerson, signIn } from './seed-person.ts';
import { seedCollege } from './seed-college.ts';
import { type SeededSchool, seedSchool } from './seed-school.ts';

interface SeedInput {
  readonly url: string;
  readonly bootstrap: { readonly login: string; readonly password: string };
  readonly platform: Pick<Platform, 'databaseUrl'>;
}

/** One for all demo logins; a real platform starts without any of them. */
const PASSWORD = 'Parta-demo-26';

interface DemoInstitution {
  readonly kind: 'school' | 'college';
  readonly name: string;
  readonly shortName: string;
  /** Before the logins of this institution. */
  readonly prefix: string;
  readonly make: (administrator: SeedPerson, say: (line: string) => void) => Promise<SeededSchool>;
}

/** Every class, person and mark is made up. */
export async function seedDemo({ url, bootstrap, platform }: SeedInput): Promise<readonly DemoAccount[]> {
  const today = dateIn('Europe/Moscow', new Date());
  const year = schoolYearOn(today);
  const region = await signIn(url, bootstrap.login, bootstrap.password);
  const accounts: DemoAccount[] = [
    { role: 'region-official', ...bootstrap, institution: '', name: region.session.user.displayName },
  ];
  const municipality = {
    id: uuidV7(),
    kind: 'municipality',
    name: 'Управление образования города Лабинска',
    shortName: 'УО Лабинска',
  } as const;
  await makeNode(region, municipality, region.session.acting.nodeId);
  for (const [role, login] of [
    ['municipality-official', 'municipality'],
    ['coordinator', 'coordinator'],
  ] as const) {
    accounts.push(await invite(url, region, { nodeId: municipality.id, role, login, institution: municipality.name }));
  }
  for (const each of institutions(year)) accounts.push(...(await makeInstitution(url, region, municipality.id, each)));
  await untilLessonsArrived(platform);
  say('      marks up to today');
  await fillJournals(platform);
  return accounts;
}

const institutions = (year: number): readonly DemoInstitution[] => [
  {
    kind: 'school',
    name: 'Средняя общеобразовательная школа № 53',
    shortName: 'СОШ № 53',
    prefix: '',
    make: (administrator, tell) =>
      seedSchool(
        administrator,
        {
          year,
          seed: 53,
          size: 25,
          letters: {
            1: 'АБВ',
            2: 'АБВ',
            3: 'АБ',
            4: 'АБ',
            5: 'АБВ',
            6: 'АБВ',
            7: 'АБ',
            8: 'АБ',
            9: 'АБВ',
            10: 'А',
            11: 'А',
          },
        },
        tell,
      ),
  },
  {
    kind: 'school',
    name: 'Основная общеобразовательная школа № 7 станицы Каладжинской',
    shortName: 'ООШ № 7',
    prefix: 'small-',
    make: (administrator, tell) =>
      seedSchool(administrator, { year, seed: 7, size: 9, letters: { 1: 'А', 3: 'А', 5: 'А', 7: 'А', 9: 'А' } }, tell),
  },
  {
    kind: 'college',
    name: 'Медицинский колледж',
    shortName: 'Медколледж',
    prefix: 'college-',
    make: (administrator, tell) => seedCollege(administrator, year, tell),
  },
];

type Node = {
  readonly id: string;
  readonly kind: 'municipality' | 'school' | 'college';
  readonly name: string;
  readonly shortName: string;
};

const makeNode = (official: SeedPerson, node: Node, parentId: string) =>
  official
    .client('identity', organisationsContract)
    .createOrganisation({ body: { ...node, parentId, timeZone: 'Europe/Moscow' } });

interface Invitation {
  readonly nodeId: string;
  readonly role: 'administrator' | 'municipality-official' | 'coordinator';
  readonly login: string;
  readonly institution: string;
}

const officials: Readonly<Record<string, PersonName>> = {
  'municipality-official': { lastName: 'Ермакова', firstName: 'Наталья', middleName: 'Викторовна' },
  coordinator: { lastName: 'Пахомов', firstName: 'Олег', middleName: 'Сергеевич' },
  administrator: { lastName: 'Рогов', firstName: 'Антон', middleName: 'Павлович' },
};

async function invite(
  url: string,
  official: SeedPerson,
  { nodeId, role, login, institution }: Invitation,
): Promise<DemoAccount> {
  const name = officials[role] ?? { lastName: 'Рогов', firstName: 'Антон', middleName: null };
  const { code } = await official
    .client('identity', organisationsContract)
    .inviteAdministrator({ params: { organisationId: nodeId }, body: { name, login, role } });
  await activate(url, code, login, PASSWORD);
  return { role, login, password: PASSWORD, institution, name: fullName(name) };
}

async function makeInstitution(
  url: string,
  region: SeedPerson,
  parentId: string,
  institution: DemoInstitution,
): Promise<readonly DemoAccount[]> {
  const { kind, name, shortName, prefix, make } = institution;
  say(`      ${name}`);
  const id = uuidV7();
  await makeNode(region, { id, kind, name, shortName }, parentId);
  const login = `${prefix}administrator`;
  const administrator = await invite(url, region, { nodeId: id, role: 'administrator', login, institution: name });
  const acting = await signIn(url, login, PASSWORD);
  const { staff, student, guardian } = await make(acting, (line) => say(`        ${line}`));
  const people: (readonly [Role, { readonly personId: string; readonly name: PersonName }])[] = [
    ...(Object.entries(staff) as [Role, SeededSchool['student']][]),
    ['student', student],
    ['guardian', guardian],
  ];
  const accounts = [administrator];
  for (const [role, person] of people) {
    const own = { personId: person.personId, login: `${prefix}${role}`, password: PASSWORD };
    await openAccount(url, acting, own);
    accounts.push({ role, login: own.login, password: PASSWORD, institution: name, name: fullName(person.name) });
  }
  return accounts;
}

/** Lessons travel by events: the journal has all of them when it counts as many as curriculum. */
async function untilLessonsArrived(platform: SeedInput['platform']): Promise<void> {
  const count = (service: string): Promise<number> => countRows(platform.databaseUrl(service, 'owner'), 'lesson');
  const all = await count('curriculum');
  for (let seen = -1; seen !== all; seen = await count('journal'))
    await new Promise((resolve) => setTimeout(resolve, 500));
}

async function countRows(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${table}`);
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}

/** The journal fills its own pages: only it may write history, and only with the day on which each entry was made. */
async function fillJournals(platform: SeedInput['platform']): Promise<void> {
  const main = join(repositoryFolder, 'services/journal/src/demo/main.ts');
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: platform.databaseUrl('journal', 'app'),
      OWNER_DATABASE_URL: platform.databaseUrl('journal', 'owner'),
    },
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error('the demo marks could not be written');
}
