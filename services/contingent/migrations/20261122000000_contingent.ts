import type { Knex } from 'knex';
import { createPlumbing, grantApp, protectInstitutionTables } from '@parta/chassis/db/plumbing';

const readWrite = [
  'organisation',
  'account',
  'person',
  'consent',
  'staff_position',
  'relation',
  'class',
  'class_teacher',
  'membership',
  'subgroup_member',
  'external_key',
  'class_import',
  'class_import_row',
];
const appendOnly = ['movement_order', 'order_line'];

/** People, classes, orders and the movement book of each institution; orders can only be added. [002 §5] */
export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'contingent');
  await knex.raw(copies + people + classes + orders + imports);
  await protectInstitutionTables(knex, 'contingent', [...readWrite, ...appendOnly]);
  await grantApp(knex, 'contingent', { readWrite, appendOnly });
}

const copies = `
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
    state text not null check (state in ('invited', 'active', 'blocked')),
    primary key (institution_id, user_id)
  );
  create index account_person on account (institution_id, person_id);
`;

const people = `
  create table person (
    institution_id uuid not null,
    id uuid not null,
    version bigint not null default 0,
    -- versions of the person's other streams
    staff_version bigint not null default 0,
    movement_seq bigint not null default 0,
    kinds text[] not null check (kinds <@ array['student', 'guardian', 'staff']),
    last_name text not null,
    first_name text not null,
    middle_name text,
    birth_date date,
    -- lower case, е for ё, made by the service: the database's own lower() depends on its locale
    last_key text collate "C" not null,
    first_key text collate "C" not null,
    middle_key text collate "C" not null,
    primary key (institution_id, id)
  );
  create index person_last on person (institution_id, last_key, first_key);
  create index person_first on person (institution_id, first_key);
  create index person_middle on person (institution_id, middle_key);
  create table consent (
    institution_id uuid not null,
    person_id uuid not null,
    state text not null check (state in ('given', 'withdrawn')),
    document text not null,
    recorded_on date not null,
    primary key (institution_id, person_id),
    foreign key (institution_id, person_id) references person
  );
  create table staff_position (
    institution_id uuid not null,
    person_id uuid not null,
    role text not null,
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    title text not null,
    primary key (institution_id, person_id, role, valid_from),
    foreign key (institution_id, person_id) references person
  );
  create table relation (
    institution_id uuid not null,
    id uuid not null,
    version bigint not null default 0,
    student_id uuid not null,
    guardian_id uuid not null check (guardian_id <> student_id),
    kind text not null check (kind in ('mother', 'father', 'guardian', 'other')),
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    primary key (institution_id, id),
    unique (institution_id, student_id, guardian_id),
    foreign key (institution_id, student_id) references person,
    foreign key (institution_id, guardian_id) references person
  );
  create index relation_guardian on relation (institution_id, guardian_id);
  create table external_key (
    institution_id uuid not null,
    source text not null,
    -- 'staff', or 'class-2026': a file of the next year speaks of other classes
    kind text not null,
    external_key text not null,
    target_id uuid not null,
    primary key (institution_id, source, kind, external_key)
  );
`;

const classes = `
  create table class (
    institution_id uuid not null,
    id uuid not null,
    version bigint not null default 0,
    parent_id uuid,
    year smallint not null,
    name text not null,
    name_key text not null,
    grade smallint not null check (grade between 1 and 12),
    primary key (institution_id, id),
    foreign key (institution_id, parent_id) references class
  );
  create unique index class_name on class (institution_id, year, name_key) where parent_id is null;
  create unique index subgroup_name on class (institution_id, parent_id, name_key) where parent_id is not null;
  create table class_teacher (
    institution_id uuid not null,
    class_id uuid not null,
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    person_id uuid not null,
    primary key (institution_id, class_id, valid_from),
    foreign key (institution_id, class_id) references class,
    foreign key (institution_id, person_id) references person
  );
  create table subgroup_member (
    institution_id uuid not null,
    class_id uuid not null,
    student_id uuid not null,
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    primary key (institution_id, class_id, student_id, valid_from),
    foreign key (institution_id, class_id) references class,
    foreign key (institution_id, student_id) references person
  );
  create index subgroup_member_student on subgroup_member (institution_id, student_id);
`;

const orders = `
  create table movement_order (
    institution_id uuid not null,
    id uuid not null,
    number text not null,
    date date not null,
    kind text not null check (kind in ('enrolment', 'transfer', 'expulsion', 'graduation')),
    content_hash text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    primary key (institution_id, id)
  );
  create table order_line (
    institution_id uuid not null,
    line_id uuid not null,
    order_id uuid not null,
    -- school year of the class that is entered, else of the one that is left
    year smallint not null,
    place integer not null,
    student_id uuid not null,
    from_class_id uuid,
    to_class_id uuid,
    effective_from date not null,
    reason text,
    primary key (institution_id, line_id),
    foreign key (institution_id, order_id) references movement_order,
    foreign key (institution_id, student_id) references person,
    foreign key (institution_id, from_class_id) references class (institution_id, id),
    foreign key (institution_id, to_class_id) references class (institution_id, id)
  );
  create index order_line_year on order_line (institution_id, year, effective_from desc);
  create table membership (
    institution_id uuid not null,
    id uuid not null,
    -- nobody enters a class without an order [R-94.1]
    line_id uuid not null,
    class_id uuid not null,
    student_id uuid not null,
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    primary key (institution_id, id),
    unique (institution_id, student_id, valid_from),
    foreign key (institution_id, line_id) references order_line,
    foreign key (institution_id, class_id) references class,
    foreign key (institution_id, student_id) references person
  );
  -- overlaps are refused under the student's row lock; these keys catch the likeliest mistakes without btree_gist
  create unique index membership_open on membership (institution_id, student_id) where valid_to is null;
  create index membership_class on membership (institution_id, class_id);
`;

const imports = `
  create table class_import (
    institution_id uuid not null,
    id uuid not null,
    class_id uuid not null,
    file_name text not null,
    state text not null check (state in ('preview', 'applied')),
    created_by uuid not null,
    created_at timestamptz not null,
    applied_at timestamptz,
    primary key (institution_id, id),
    foreign key (institution_id, class_id) references class
  );
  create index class_import_created on class_import (institution_id, created_at);
  create table class_import_row (
    institution_id uuid not null,
    import_id uuid not null,
    line integer not null,
    row_values jsonb not null,
    state text not null check (state in ('new', 'known', 'wrong', 'imported')),
    problems jsonb not null,
    primary key (institution_id, import_id, line),
    foreign key (institution_id, import_id) references class_import on delete cascade
  );
`;
