import type { Knex } from 'knex';
import { createPlumbing, grantApp, protectInstitutionTables } from '@parta/chassis/db/plumbing';

const copies = ['organisation', 'person', 'staff', 'class', 'class_member'] as const;
const own = [
  'year',
  'subject',
  'room',
  'teaching_group',
  'teaching_group_class',
  'teaching_group_teacher',
  'timetable_version',
  'timetable_entry',
  'timetable_in_force',
  'lesson',
  'lesson_week',
  'external_key',
  'timetable_import',
] as const;

/** `institution_id` leads every key. Local copies have no foreign keys: their streams have no order between them. */
export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'curriculum');
  await knex.raw(localCopies);
  await knex.raw(planTables);
  await knex.raw(timetableTables);
  await protectInstitutionTables(knex, 'curriculum', [...copies, ...own]);
  await grantApp(knex, 'curriculum', { readWrite: [...copies, ...own] });
}

const localCopies = `
  create table organisation (institution_id uuid primary key, kind text not null, name text not null, time_zone text not null);
  create table person (
    institution_id uuid not null,
    person_id uuid not null,
    last_name text not null,
    first_name text not null,
    middle_name text,
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
    id uuid not null,
    parent_id uuid,
    year smallint not null,
    name text not null,
    grade smallint not null,
    primary key (institution_id, id)
  );
  create index class_parent on class (institution_id, parent_id);
  create table class_member (
    institution_id uuid not null,
    class_id uuid not null,
    student_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, class_id, student_id, from_date)
  );
  create index class_member_student on class_member (institution_id, student_id);
`;

const planTables = `
  create table year (
    institution_id uuid not null,
    year smallint not null,
    id uuid not null,
    version bigint not null default 0,
    from_date date not null,
    to_date date not null,
    state text not null,
    week_days smallint not null,
    schemes jsonb not null,
    holidays jsonb not null,
    working_saturdays jsonb not null,
    bells jsonb not null,
    primary key (institution_id, year)
  );
  create table subject (
    institution_id uuid not null,
    id uuid not null,
    name text not null,
    short_name text not null,
    sort_order integer not null,
    primary key (institution_id, id),
    -- deferrable: two subjects may swap their names in one save
    constraint subject_name unique (institution_id, name) deferrable initially immediate
  );
  create table room (
    institution_id uuid not null,
    id uuid not null,
    name text not null,
    primary key (institution_id, id),
    constraint room_name unique (institution_id, name) deferrable initially immediate
  );
  create table teaching_group (
    institution_id uuid not null,
    id uuid not null,
    version bigint not null default 0,
    year smallint not null,
    subject_id uuid not null,
    name text not null,
    scale text not null,
    period_scheme_id uuid not null,
    hours_per_week double precision not null,
    state text not null,
    primary key (institution_id, id),
    foreign key (institution_id, subject_id) references subject (institution_id, id),
    foreign key (institution_id, year) references year (institution_id, year)
  );
  create index teaching_group_year on teaching_group (institution_id, year);
  create index teaching_group_subject on teaching_group (institution_id, subject_id);
  create table teaching_group_class (
    institution_id uuid not null,
    teaching_group_id uuid not null,
    class_id uuid not null,
    primary key (institution_id, teaching_group_id, class_id),
    foreign key (institution_id, teaching_group_id) references teaching_group (institution_id, id)
  );
  create index teaching_group_class_class on teaching_group_class (institution_id, class_id);
  create table teaching_group_teacher (
    institution_id uuid not null,
    teaching_group_id uuid not null,
    person_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, teaching_group_id, person_id, from_date),
    foreign key (institution_id, teaching_group_id) references teaching_group (institution_id, id)
  );
  create index teaching_group_teacher_person on teaching_group_teacher (institution_id, person_id);
  -- what an imported file's names stand for, so that a second import finds the same things
  create table external_key (
    institution_id uuid not null,
    source text not null,
    kind text not null,
    key text not null,
    id uuid not null,
    primary key (institution_id, source, kind, key)
  );
`;

const timetableTables = `
  create table timetable_version (
    institution_id uuid not null,
    id uuid not null,
    year smallint not null,
    name text not null,
    cycle_weeks smallint not null,
    bell_schedule_id uuid not null,
    -- of the entries, weeks and bells: the same timetable is known again
    digest text not null,
    entry_count integer not null,
    published_from date,
    created_at timestamptz not null,
    primary key (institution_id, id),
    foreign key (institution_id, year) references year (institution_id, year)
  );
  create index timetable_version_year on timetable_version (institution_id, year);
  create table timetable_entry (
    institution_id uuid not null,
    version_id uuid not null,
    number integer not null,
    teaching_group_id uuid not null,
    week_index smallint not null,
    weekday smallint not null,
    slot smallint not null,
    room_id uuid,
    teacher_ids uuid[] not null,
    primary key (institution_id, version_id, number),
    foreign key (institution_id, version_id) references timetable_version (institution_id, id),
    foreign key (institution_id, teaching_group_id) references teaching_group (institution_id, id),
    foreign key (institution_id, room_id) references room (institution_id, id)
  );
  -- which version holds from which day until the next row
  create table timetable_in_force (
    institution_id uuid not null,
    year smallint not null,
    from_date date not null,
    version_id uuid not null,
    -- Monday of a week whose index is 0
    week_zero date not null,
    primary key (institution_id, year, from_date),
    foreign key (institution_id, version_id) references timetable_version (institution_id, id)
  );
  create table lesson (
    institution_id uuid not null,
    id uuid not null,
    teaching_group_id uuid not null,
    year smallint not null,
    date date not null,
    week text not null,
    slot smallint not null,
    starts_at text not null,
    ends_at text not null,
    period_id uuid not null,
    room_id uuid,
    teacher_ids uuid[] not null,
    state text not null,
    -- the place that the plan gave it, which its id is made of; null = added by hand
    planned_date date,
    planned_slot smallint,
    primary key (institution_id, id),
    foreign key (institution_id, teaching_group_id) references teaching_group (institution_id, id)
  );
  create index lesson_group_week on lesson (institution_id, teaching_group_id, week);
  create index lesson_date on lesson (institution_id, date);
  create table lesson_week (
    institution_id uuid not null,
    teaching_group_id uuid not null,
    week text not null,
    version bigint not null,
    primary key (institution_id, teaching_group_id, week)
  );
  create table timetable_import (
    institution_id uuid not null,
    id uuid not null,
    file_name text not null,
    -- of the file and what was asked for
    digest text not null,
    state text not null,
    stage text not null,
    progress double precision not null,
    counts jsonb not null,
    problems jsonb not null,
    timetable_version_id uuid,
    failure jsonb,
    started_at timestamptz not null,
    primary key (institution_id, id)
  );
`;
