import type { Knex } from 'knex';
import { createPlumbing, grantApp, protectInstitutionTables } from '@parta/chassis/db/plumbing';

/** Years for which partitions stand ready; the owner's job attaches further ones ahead. */
const years = [2023, 2024, 2025, 2026, 2027, 2028];

const copies = [
  'organisation',
  'person',
  'account',
  'relation',
  'class',
  'class_member',
  'class_teacher',
  'calendar',
  'page',
  'page_class',
  'page_teacher',
  'lesson',
] as const;
const own = ['lesson_record', 'work', 'mark', 'attendance', 'result', 'standing'] as const;
const history = ['save', 'revision'] as const;

/** `institution_id` leads every key; `year` is the teaching group's and is in the key of everything that is partitioned by it. */
export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'journal');
  await knex.raw(localCopies);
  await knex.raw(ownTables);
  for (const table of ['mark', 'attendance', 'save', 'revision']) {
    for (const year of years) {
      await knex.raw(`create table ${table}_${year} partition of ${table} for values in (${year})`);
    }
  }
  await protectInstitutionTables(knex, 'journal', [...copies, ...own, ...history]);
  // append-only: who changed what, for ever [002 §1.6]
  await grantApp(knex, 'journal', { readWrite: [...copies, ...own], appendOnly: history });
}

const localCopies = `
  create table organisation (institution_id uuid primary key, kind text not null, time_zone text not null);
  create table person (
    institution_id uuid not null,
    person_id uuid not null,
    last_name text not null,
    first_name text not null,
    middle_name text,
    primary key (institution_id, person_id)
  );
  create table account (institution_id uuid not null, user_id uuid not null, person_id uuid, primary key (institution_id, user_id));
  create table relation (
    institution_id uuid not null,
    relation_id uuid not null,
    guardian_id uuid not null,
    student_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, relation_id)
  );
  create index relation_guardian on relation (institution_id, guardian_id);
  create table class (
    institution_id uuid not null,
    class_id uuid not null,
    parent_id uuid,
    year smallint not null,
    name text not null,
    grade smallint not null,
    primary key (institution_id, class_id)
  );
  create table class_member (
    institution_id uuid not null,
    class_id uuid not null,
    student_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, class_id, student_id, from_date)
  );
  create index class_member_student on class_member (institution_id, student_id);
  create table class_teacher (
    institution_id uuid not null,
    class_id uuid not null,
    person_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, class_id, person_id, from_date)
  );
  create index class_teacher_person on class_teacher (institution_id, person_id);
  create table calendar (
    institution_id uuid not null,
    year smallint not null,
    state text not null,
    schemes jsonb not null,
    holidays jsonb not null,
    primary key (institution_id, year)
  );
  create table page (
    institution_id uuid not null,
    id uuid not null,
    year smallint not null,
    subject_id uuid not null,
    subject_name text not null,
    subject_order integer not null,
    name text not null,
    scale text not null,
    period_scheme_id uuid not null,
    state text not null,
    -- how many saves the page has seen, and the head of its hash chain
    seq bigint not null default 0,
    head bytea not null default decode('', 'hex'),
    primary key (institution_id, id)
  );
  create table page_class (
    institution_id uuid not null,
    page_id uuid not null,
    class_id uuid not null,
    primary key (institution_id, page_id, class_id)
  );
  create index page_class_class on page_class (institution_id, class_id);
  create table page_teacher (
    institution_id uuid not null,
    page_id uuid not null,
    person_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, page_id, person_id, from_date)
  );
  create index page_teacher_person on page_teacher (institution_id, person_id);
  create table lesson (
    institution_id uuid not null,
    id uuid not null,
    page_id uuid not null,
    date date not null,
    slot smallint not null,
    starts_at text not null,
    ends_at text not null,
    room text,
    teacher_ids uuid[] not null,
    state text not null,
    primary key (institution_id, id)
  );
  create index lesson_page_date on lesson (institution_id, page_id, date);
`;

const ownTables = `
  create table lesson_record (
    institution_id uuid not null,
    lesson_id uuid not null,
    page_id uuid not null,
    topic text not null,
    homework text not null,
    version bigint not null,
    primary key (institution_id, lesson_id)
  );
  create index lesson_record_page on lesson_record (institution_id, page_id);
  create table work (
    institution_id uuid not null,
    id uuid not null,
    page_id uuid not null,
    lesson_id uuid not null,
    type_key text not null,
    kind text not null,
    title text not null,
    weight integer not null check (weight >= 0),
    version bigint not null,
    removed boolean not null default false,
    primary key (institution_id, id)
  );
  create index work_page on work (institution_id, page_id);
  create index work_lesson on work (institution_id, lesson_id);
  create table mark (
    institution_id uuid not null,
    year smallint not null,
    page_id uuid not null,
    work_id uuid not null,
    student_id uuid not null,
    version bigint not null check (version > 0),
    mark jsonb,
    primary key (institution_id, year, work_id, student_id)
  ) partition by list (year);
  create index mark_page on mark (institution_id, year, page_id);
  create table attendance (
    institution_id uuid not null,
    year smallint not null,
    page_id uuid not null,
    lesson_id uuid not null,
    student_id uuid not null,
    version bigint not null check (version > 0),
    code text,
    primary key (institution_id, year, lesson_id, student_id)
  ) partition by list (year);
  create index attendance_page on attendance (institution_id, year, page_id);
  create table result (
    institution_id uuid not null,
    year smallint not null,
    student_id uuid not null,
    subject_id uuid not null,
    period_id uuid not null,
    page_id uuid not null,
    version bigint not null check (version > 0),
    result jsonb,
    primary key (institution_id, year, student_id, subject_id, period_id)
  );
  create index result_page on result (institution_id, page_id);
  create table standing (
    institution_id uuid not null,
    page_id uuid not null,
    period_id uuid not null,
    student_id uuid not null,
    sum bigint not null,
    weight bigint not null,
    marks integer not null,
    absences integer not null,
    primary key (institution_id, page_id, period_id, student_id)
  );
  create table save (
    institution_id uuid not null,
    year smallint not null,
    page_id uuid not null,
    seq bigint not null,
    -- what was hashed together with the previous head; kept as bytes, for jsonb reorders and timestamps round
    canonical text not null,
    hash bytea not null,
    saved_by uuid not null,
    saved_at timestamptz not null,
    primary key (institution_id, year, page_id, seq)
  ) partition by list (year);
  create table revision (
    institution_id uuid not null,
    year smallint not null,
    page_id uuid not null,
    seq bigint not null,
    kind text not null,
    target_id uuid not null,
    -- the page itself for records and works, which belong to no student
    student_id uuid not null,
    before jsonb,
    after jsonb,
    primary key (institution_id, year, page_id, seq, kind, target_id, student_id)
  ) partition by list (year);
  create index revision_cell on revision (institution_id, page_id, target_id, student_id);
`;
