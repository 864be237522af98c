import { createPlumbing, grantApp, protectInstitutionTables, protectUserTables } from '@parta/chassis/db/plumbing';
import type { Knex } from 'knex';

const ofInstitution = [
  'account',
  'assignment',
  'code_register',
  'person',
  'staff',
  'class',
  'class_member',
  'class_teacher',
  'relation',
];
const ofUser = ['users', 'credential', 'session', 'activation_code'];

/**
 * Five kinds of tables: institution's, user's own, organisation's (`organisation`, by its path), lookup (keyed hash → ids,
 * no row policy), plumbing (`revocation`: opaque ids, read by every service). [DESIGN §4]
 */
export async function up(knex: Knex): Promise<void> {
  await createPlumbing(knex, 'identity');
  await knex.raw(tree);
  await knex.raw(accounts);
  await knex.raw(copies);
  await knex.raw(usersOwn);
  await knex.raw(lookups);
  await protectInstitutionTables(knex, 'identity', ofInstitution);
  await protectUserTables(knex, 'identity', ofUser);
  await knex.raw(policies);
  await grantApp(knex, 'identity', {
    readWrite: [
      ...ofInstitution.filter((table) => table !== 'code_register'),
      ...ofUser,
      ...['organisation', 'tree_root', 'login_lookup', 'code_lookup', 'revocation'],
    ],
    appendOnly: ['code_register'],
  });
}

const tree = `
  create table organisation (
    id uuid primary key,
    -- from the region down to the node itself: whoever acts at any of these sees the row
    path uuid[] not null check (path[cardinality(path)] = id),
    parent_id uuid,
    kind text not null check (kind in ('region', 'municipality', 'school', 'college')),
    name text not null,
    short_name text not null,
    time_zone text not null,
    state text not null default 'open' check (state in ('open', 'closed')),
    version bigint not null default 1
  );
  create index organisation_path on organisation using gin (path);
`;

const accounts = `
  create table account (
    institution_id uuid not null,
    user_id uuid not null,
    person_id uuid,
    display_name text not null,
    blocked_at timestamptz,
    consent text not null default 'given' check (consent in ('given', 'missing', 'withdrawn')),
    code_expires_at timestamptz,
    version bigint not null default 0,
    primary key (institution_id, user_id),
    unique (institution_id, person_id)
  );
  create index account_user on account (user_id);
  create table assignment (
    institution_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    side text not null check (side in ('official', 'staff', 'student', 'guardian')),
    -- [{ role, from, to }] by positions, membership, relations
    by_event jsonb not null default '[]',
    -- [{ from, roles }] as the administrator decided
    by_hand jsonb not null default '[]',
    -- [{ role, from, to }] what both come to
    roles jsonb not null default '[]',
    primary key (institution_id, id),
    unique (institution_id, user_id, side),
    foreign key (institution_id, user_id) references account
  );
  create index assignment_user on assignment (user_id);
  -- who gave a code to whom and when it was used; never the code [002 §3.1]
  create table code_register (
    institution_id uuid not null,
    id uuid not null,
    act text not null check (act in ('issued', 'used')),
    user_id uuid not null,
    person_id uuid,
    acted_by uuid not null,
    acted_at timestamptz not null,
    primary key (institution_id, id)
  );
`;

const copies = `
  create table person (
    institution_id uuid not null,
    person_id uuid not null,
    name jsonb not null,
    consent text not null,
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
    name text not null,
    primary key (institution_id, class_id)
  );
  create table class_member (
    institution_id uuid not null,
    class_id uuid not null,
    student_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, class_id, student_id, from_date),
    foreign key (institution_id, class_id) references class on delete cascade
  );
  create index class_member_student on class_member (institution_id, student_id);
  create table class_teacher (
    institution_id uuid not null,
    class_id uuid not null,
    person_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (institution_id, class_id, person_id, from_date),
    foreign key (institution_id, class_id) references class on delete cascade
  );
  create index class_teacher_person on class_teacher (institution_id, person_id);
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
  create index relation_student on relation (institution_id, student_id);
`;

const usersOwn = `
  create table users (
    user_id uuid primary key,
    person_id uuid,
    login text not null,
    activated_at timestamptz
  );
  create table credential (
    user_id uuid primary key,
    password_hash text not null,
    changed_at timestamptz not null
  );
  create table session (
    user_id uuid not null,
    id uuid not null,
    -- with the service's secret it makes the refresh tokens of this family
    seed bytea not null,
    generation integer not null default 0,
    rotated_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    primary key (user_id, id)
  );
  create table activation_code (
    user_id uuid not null,
    id uuid not null,
    institution_id uuid not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    replaced_at timestamptz,
    primary key (user_id, id)
  );
`;

const lookups = `
  create table tree_root (
    only_row boolean primary key default true check (only_row),
    region_id uuid not null
  );
  create table login_lookup (
    login_hash bytea primary key,
    user_id uuid not null
  );
  create table code_lookup (
    code_hash bytea primary key,
    user_id uuid not null,
    institution_id uuid not null,
    code_id uuid not null
  );
  create table revocation (
    seq bigint generated always as identity primary key,
    kind text not null check (kind in ('session', 'user', 'assignment', 'institution')),
    id uuid not null,
    -- milliseconds since 1970: tokens issued up to it are refused
    before bigint not null
  );
  create index revocation_before on revocation (before);
`;

const institution = `(select nullif(current_setting('parta.institution', true), '')::uuid)`;
const user = `(select nullif(current_setting('parta.user', true), '')::uuid)`;

/** A sign-in sees the user's accounts at every node, and the names of these nodes; an institution sees the logins of its users. */
const policies = `
  alter table organisation enable row level security;
  alter table organisation force row level security;
  create policy below on organisation using (path @> array[${institution}]);
  create policy of_own_accounts on organisation for select
    using (exists (select 1 from account where account.user_id = ${user} and account.institution_id = organisation.id));
  create policy maintenance on organisation to identity_owner using (true);
  create policy own_user_reads on account for select using (user_id = ${user});
  create policy own_user_writes on account for update using (user_id = ${user});
  create policy own_user_reads on assignment for select using (user_id = ${user});
  create policy of_institution on users for select
    using (exists (select 1 from account where account.user_id = users.user_id and account.institution_id = ${institution}));
`;
