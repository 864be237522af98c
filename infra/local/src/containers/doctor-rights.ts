import { asAdmin, createRole } from '../platform/databases.ts';

/** Signs in and only reads: of institutions' rows those of the one that a transaction names, as a service does. */
export const DOCTOR = 'parta_doctor';
/** What the doctor becomes where rows of all institutions have to be read. */
export const DOCTOR_EVERYWHERE = 'parta_doctor_everywhere';

/** Table → the columns that a check reads. */
type Columns = Readonly<Record<string, readonly string[]>>;

const ofEveryService: Readonly<Record<string, Columns>> = {
  [DOCTOR]: {
    outbox: ['seq', 'created_at'],
    dead_letter: ['type', 'reason'],
    epoch: ['value'],
    aggregate_version: ['type', 'key', 'epoch', 'version', 'erased', 'at'],
  },
  [DOCTOR_EVERYWHERE]: {
    knex_migrations: ['name'],
    inbox: ['received_at'],
    idempotency: ['created_at'],
    dead_letter: ['created_at'],
  },
};

const version = ['id', 'version'];
const own: Readonly<Record<string, Readonly<Record<string, Columns>>>> = {
  identity: { [DOCTOR_EVERYWHERE]: { organisation: version } },
  contingent: { [DOCTOR_EVERYWHERE]: { person: version, relation: version, class: version } },
  curriculum: { [DOCTOR_EVERYWHERE]: { teaching_group: version } },
  journal: {
    // sums of students, from the cells of one institution
    [DOCTOR]: {
      page: ['id', 'year', 'period_scheme_id'],
      calendar: ['year', 'schemes'],
      lesson: ['id', 'date'],
      work: ['id', 'lesson_id', 'weight', 'removed'],
      mark: ['year', 'page_id', 'work_id', 'student_id', 'mark'],
      attendance: ['year', 'page_id', 'lesson_id', 'student_id', 'code'],
      standing: ['page_id', 'period_id', 'student_id', 'sum', 'weight', 'marks', 'absences'],
    },
    // the chain of every page
    [DOCTOR_EVERYWHERE]: {
      page: ['id', 'institution_id', 'year', 'seq', 'head', 'xmin'],
      save: ['year', 'page_id', 'seq', 'canonical', 'hash'],
      revision_note: ['year', 'page_id', 'seq', 'kind', 'target_id', 'student_id', 'salt', 'note'],
    },
  },
};

/** Two roles, since a policy that opens all institutions would keep Postgres from the index by institution where one is meant. */
export async function makeDoctorRoles(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    await createRole(admin, DOCTOR);
    await createRole(admin, DOCTOR_EVERYWHERE);
    // before the membership: it may take the other role, but does not have its rights otherwise
    await admin.query(`alter role ${DOCTOR} noinherit`);
    await admin.query(`grant ${DOCTOR_EVERYWHERE} to ${DOCTOR}`);
  });
}

/** Lets the doctor read what its checks read in the database of one service, and write nothing; changes nothing twice. */
export async function letDoctorRead(ownerUrl: string, service: string): Promise<void> {
  await asAdmin(ownerUrl, async (owner) => {
    for (const role of [DOCTOR, DOCTOR_EVERYWHERE]) {
      await owner.query(`grant usage on schema public to ${role}`);
      for (const [table, columns] of Object.entries(readsOf(service, role)))
        await owner.query(`grant select (${columns.join(', ')}) on ${table} to ${role}`);
    }
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relname = any($1) and relrowsecurity
         and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'doctor')`,
      [Object.keys(readsOf(service, DOCTOR_EVERYWHERE))],
    );
    for (const { name } of rows)
      await owner.query(`create policy doctor on ${name} for select to ${DOCTOR_EVERYWHERE} using (true)`);
  });
}

const readsOf = (service: string, role: string): Columns => ({ ...ofEveryService[role], ...own[service]?.[role] });
