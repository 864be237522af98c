import type { Knex } from 'knex';
import { getConstructionPlans } from 'pg-boss';
import { createPlumbing, grantApp, protectInstitutionTables } from '@parta/chassis/db/plumbing';

const copies = ['organisation', 'account', 'person', 'staff', 'class', 'movement', 'calendar', 'teaching_group'];
const cells = ['result', 'mark', 'attendance', 'page_seq', 'page_gap'];
const archive = ['archive', 'archive_file'];

export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'reporting');
  await knex.raw(copyTables);
  await knex.raw(cellTables);
  await knex.raw(reportTables);
  await protectInstitutionTables(knex, 'reporting', [...copies, ...cells, 'report_job', ...archive]);
  await grantApp(knex, 'reporting', {
    readWrite: [...copies, ...cells, 'report_job'],
    appendOnly: [...archive, 'check_code'],
  });
  await createQueues(knex);
}

const copyTables = `
  create table organisation (
    institution_id uuid primary key,
    kind text not null,
    name text not null,
    short_name text not null,
    time_zone text not null
  );
  create table account (
    institution_id uuid not null,
    user_id uuid not null,
    person_id uuid,
    state text not null,
    roles jsonb not null,
    primary key (institution_id, user_id)
  );
  create table person (
    institution_id uuid not null,
    person_id uuid not null,
    name jsonb not null,
    primary key (institution_id, person_id)
  );
  create table staff (
    institution_id uuid not null,
    person_id uuid not null,
    positions jsonb not null,
    primary key (institution_id, person_id)
  );
  create table class (
    institution_id uuid not null,
    class_id uuid not null,
    parent_id uuid,
    year integer not null,
    name text not null,
    grade integer not null,
    class_teachers jsonb not null,
    members jsonb not null,
    primary key (institution_id, class_id)
  );
  create index class_parent on class (institution_id, parent_id);
  create table movement (
    institution_id uuid not null,
    line_id uuid not null,
    student_id uuid not null,
    kind text not null,
    order_number text not null,
    from_class_id uuid,
    to_class_id uuid,
    effective_from date not null,
    primary key (institution_id, line_id)
  );
  create index movement_from_class on movement (institution_id, from_class_id);
  create table calendar (
    institution_id uuid not null,
    year_id uuid not null,
    year integer not null,
    starts_on date not null,
    ends_before date not null,
    schemes jsonb not null,
    primary key (institution_id, year_id)
  );
  create index calendar_year on calendar (institution_id, year);
  create table teaching_group (
    institution_id uuid not null,
    group_id uuid not null,
    year integer not null,
    subject_id uuid not null,
    subject_name text not null,
    subject_order integer not null,
    class_ids uuid[] not null,
    period_scheme_id uuid not null,
    state text not null,
    primary key (institution_id, group_id)
  );
  create index teaching_group_classes on teaching_group using gin (class_ids);
`;

// The page is in a result's key: two pages of one subject (subgroups) count their saves apart, so their versions say nothing
// about each other. What counts for the sheet is chosen when it is read.
const cellTables = `
  create table result (
    institution_id uuid not null,
    year integer not null,
    student_id uuid not null,
    subject_id uuid not null,
    period_id uuid not null,
    page_id uuid not null,
    version bigint not null,
    changed_at timestamptz not null,
    result jsonb,
    primary key (institution_id, year, student_id, subject_id, period_id, page_id)
  );
  create table mark (
    institution_id uuid not null,
    year integer not null,
    work_id uuid not null,
    student_id uuid not null,
    page_id uuid not null,
    date date not null,
    version bigint not null,
    mark jsonb,
    primary key (institution_id, year, work_id, student_id)
  );
  create table attendance (
    institution_id uuid not null,
    year integer not null,
    lesson_id uuid not null,
    student_id uuid not null,
    page_id uuid not null,
    date date not null,
    version bigint not null,
    code text,
    primary key (institution_id, year, lesson_id, student_id)
  );
  create table page_seq (
    institution_id uuid not null,
    page_id uuid not null,
    seq bigint not null,
    head text not null,
    at timestamptz not null,
    primary key (institution_id, page_id)
  );
  create table page_gap (
    institution_id uuid not null,
    page_id uuid not null,
    first_seq bigint not null,
    last_seq bigint not null,
    primary key (institution_id, page_id, first_seq)
  );
`;

const reportTables = `
  create table report_job (
    institution_id uuid not null,
    job_id uuid not null,
    report text not null,
    format text not null,
    parameters jsonb not null,
    title text not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
    stage text not null default 'waiting',
    progress real not null default 0,
    archive_id uuid,
    failure text,
    user_id uuid not null,
    person_id uuid,
    roles text[] not null,
    created_at timestamptz not null,
    primary key (institution_id, job_id)
  );
  create index report_job_waiting on report_job (institution_id) where state = 'queued';
  create table archive (
    institution_id uuid not null,
    archive_id uuid not null,
    job_id uuid not null,
    report text not null,
    format text not null,
    parameters jsonb not null,
    class_id uuid not null,
    title text not null,
    edition integer not null,
    made_at timestamptz not null,
    made_by_user uuid not null,
    made_by text not null,
    file_name text not null,
    bytes integer not null,
    sha256 text not null,
    check_code text not null,
    primary key (institution_id, archive_id),
    unique (institution_id, job_id)
  );
  create index archive_newest on archive (institution_id, made_at desc);
  create table archive_file (
    institution_id uuid not null,
    archive_id uuid not null,
    content bytea not null,
    primary key (institution_id, archive_id),
    foreign key (institution_id, archive_id) references archive
  );
  -- compressed already
  alter table archive_file alter column content set storage external;
  -- lookup: who asks holds the paper, not a token
  create table check_code (
    code text primary key,
    institution_id uuid not null,
    archive_id uuid not null
  );
`;

/**
 * The schema of pg-boss belongs to the owner: the library wants CREATE on the database, which the request role never gets. Its
 * plan opens a transaction of its own, and the migration already runs in one.
 */
async function createQueues(knex: Knex): Promise<void> {
  const plan = getConstructionPlans('jobs')
    .replace(/^\s*BEGIN;/i, '')
    .replace(/COMMIT;\s*$/i, '');
  await knex.raw(plan.replaceAll('?', '\\?'));
  const options = {
    policy: 'standard',
    retryLimit: 2,
    retryDelay: 1,
    expireInSeconds: 180,
    heartbeatSeconds: 10,
    notify: true,
  };
  await knex.raw(`select jobs.create_queue('reports-given-up', ?::jsonb)`, [JSON.stringify({ policy: 'standard' })]);
  await knex.raw(`select jobs.create_queue('reports', ?::jsonb)`, [
    JSON.stringify({ ...options, deadLetter: 'reports-given-up' }),
  ]);
  await knex.raw(`
    grant usage on schema jobs to reporting_app;
    grant select, insert, update, delete on all tables in schema jobs to reporting_app;
    grant usage on all sequences in schema jobs to reporting_app;
    grant execute on all functions in schema jobs to reporting_app;
  `);
}
