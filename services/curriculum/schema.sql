CREATE FUNCTION public.drop_old_plumbing(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
      with seen as (
        delete from inbox where ctid = any(array(
          select ctid from inbox where received_at < now() - interval '30 days' limit most)) returning 1),
      answered as (
        delete from idempotency where ctid = any(array(
          select ctid from idempotency where created_at < now() - interval '35 days' limit most)) returning 1),
      buried as (
        delete from dead_letter where ctid = any(array(
          select ctid from dead_letter where created_at < now() - interval '180 days' limit most)) returning 1)
      select ((select count(*) from seen) + (select count(*) from answered) + (select count(*) from buried))::integer
    $$;

CREATE TABLE public.aggregate_version (
    institution_id uuid NOT NULL,
    consumer text NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    epoch integer NOT NULL,
    version bigint NOT NULL,
    erased boolean DEFAULT false NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    partition smallint
);

CREATE TABLE public.class (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    parent_id uuid,
    year smallint NOT NULL,
    name text NOT NULL,
    grade smallint NOT NULL
);

ALTER TABLE ONLY public.class FORCE ROW LEVEL SECURITY;

CREATE TABLE public.class_member (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    student_id uuid NOT NULL,
    from_date date NOT NULL,
    to_date date
);

ALTER TABLE ONLY public.class_member FORCE ROW LEVEL SECURITY;

CREATE TABLE public.dead_letter (
    consumer text NOT NULL,
    message_id text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    message_offset text NOT NULL,
    type text,
    institution_id uuid,
    root text,
    key text,
    reason text NOT NULL,
    headers jsonb NOT NULL,
    payload text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.epoch (
    only_row boolean DEFAULT true NOT NULL,
    value integer DEFAULT 1 NOT NULL,
    CONSTRAINT epoch_only_row_check CHECK (only_row),
    CONSTRAINT epoch_value_check CHECK ((value > 0))
);

CREATE TABLE public.external_key (
    institution_id uuid NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    id uuid NOT NULL
);

ALTER TABLE ONLY public.external_key FORCE ROW LEVEL SECURITY;

CREATE TABLE public.idempotency (
    user_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    answer json,
    status smallint,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.idempotency FORCE ROW LEVEL SECURITY;

CREATE TABLE public.inbox (
    consumer text NOT NULL,
    message_id uuid NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.lesson (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    teaching_group_id uuid NOT NULL,
    year smallint NOT NULL,
    date date NOT NULL,
    week text NOT NULL,
    slot smallint NOT NULL,
    starts_at text NOT NULL,
    ends_at text NOT NULL,
    period_id uuid NOT NULL,
    room_id uuid,
    teacher_ids uuid[] NOT NULL,
    state text NOT NULL,
    planned_date date,
    planned_slot smallint
);

ALTER TABLE ONLY public.lesson FORCE ROW LEVEL SECURITY;

CREATE TABLE public.lesson_week (
    institution_id uuid NOT NULL,
    teaching_group_id uuid NOT NULL,
    week text NOT NULL,
    version bigint NOT NULL
);

ALTER TABLE ONLY public.lesson_week FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organisation (
    institution_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL
);

ALTER TABLE ONLY public.organisation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outbox (
    seq bigint NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    topic text NOT NULL,
    institution_id uuid NOT NULL,
    root text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    epoch integer NOT NULL,
    correlation_id text NOT NULL,
    data jsonb,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    vp smallint NOT NULL,
    traceparent text
)
WITH (autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='1000');

ALTER TABLE public.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    last_name text NOT NULL,
    first_name text NOT NULL,
    middle_name text
);

ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;

CREATE TABLE public.room (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY public.room FORCE ROW LEVEL SECURITY;

CREATE TABLE public.staff (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    positions jsonb NOT NULL
);

ALTER TABLE ONLY public.staff FORCE ROW LEVEL SECURITY;

CREATE TABLE public.subject (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    sort_order integer NOT NULL
);

ALTER TABLE ONLY public.subject FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teaching_group (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    year smallint NOT NULL,
    subject_id uuid NOT NULL,
    name text NOT NULL,
    scale text NOT NULL,
    period_scheme_id uuid NOT NULL,
    hours_per_week double precision NOT NULL,
    state text NOT NULL
);

ALTER TABLE ONLY public.teaching_group FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teaching_group_class (
    institution_id uuid NOT NULL,
    teaching_group_id uuid NOT NULL,
    class_id uuid NOT NULL
);

ALTER TABLE ONLY public.teaching_group_class FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teaching_group_teacher (
    institution_id uuid NOT NULL,
    teaching_group_id uuid NOT NULL,
    person_id uuid NOT NULL,
    from_date date NOT NULL,
    to_date date
);

ALTER TABLE ONLY public.teaching_group_teacher FORCE ROW LEVEL SECURITY;

CREATE TABLE public.timetable_entry (
    institution_id uuid NOT NULL,
    version_id uuid NOT NULL,
    number integer NOT NULL,
    teaching_group_id uuid NOT NULL,
    week_index smallint NOT NULL,
    weekday smallint NOT NULL,
    slot smallint NOT NULL,
    room_id uuid,
    teacher_ids uuid[] NOT NULL
);

ALTER TABLE ONLY public.timetable_entry FORCE ROW LEVEL SECURITY;

CREATE TABLE public.timetable_import (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    file_name text NOT NULL,
    digest text NOT NULL,
    state text NOT NULL,
    stage text NOT NULL,
    progress double precision NOT NULL,
    counts jsonb NOT NULL,
    problems jsonb NOT NULL,
    timetable_version_id uuid,
    failure jsonb,
    started_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.timetable_import FORCE ROW LEVEL SECURITY;

CREATE TABLE public.timetable_in_force (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    from_date date NOT NULL,
    version_id uuid NOT NULL,
    week_zero date NOT NULL
);

ALTER TABLE ONLY public.timetable_in_force FORCE ROW LEVEL SECURITY;

CREATE TABLE public.timetable_version (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    year smallint NOT NULL,
    name text NOT NULL,
    cycle_weeks smallint NOT NULL,
    bell_schedule_id uuid NOT NULL,
    digest text NOT NULL,
    entry_count integer NOT NULL,
    published_from date,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.timetable_version FORCE ROW LEVEL SECURITY;

CREATE TABLE public.year (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    from_date date NOT NULL,
    to_date date NOT NULL,
    state text NOT NULL,
    week_days smallint NOT NULL,
    schemes jsonb NOT NULL,
    holidays jsonb NOT NULL,
    working_saturdays jsonb NOT NULL,
    bells jsonb NOT NULL
);

ALTER TABLE ONLY public.year FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.aggregate_version
    ADD CONSTRAINT aggregate_version_pkey PRIMARY KEY (institution_id, consumer, type, key);

ALTER TABLE ONLY public.class_member
    ADD CONSTRAINT class_member_pkey PRIMARY KEY (institution_id, class_id, student_id, from_date);

ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.external_key
    ADD CONSTRAINT external_key_pkey PRIMARY KEY (institution_id, source, kind, key);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (user_id, assignment_id, operation, key);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.lesson_week
    ADD CONSTRAINT lesson_week_pkey PRIMARY KEY (institution_id, teaching_group_id, week);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (institution_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.room
    ADD CONSTRAINT room_name UNIQUE (institution_id, name) DEFERRABLE;

ALTER TABLE ONLY public.room
    ADD CONSTRAINT room_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_name UNIQUE (institution_id, name) DEFERRABLE;

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.teaching_group_class
    ADD CONSTRAINT teaching_group_class_pkey PRIMARY KEY (institution_id, teaching_group_id, class_id);

ALTER TABLE ONLY public.teaching_group
    ADD CONSTRAINT teaching_group_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.teaching_group_teacher
    ADD CONSTRAINT teaching_group_teacher_pkey PRIMARY KEY (institution_id, teaching_group_id, person_id, from_date);

ALTER TABLE ONLY public.timetable_entry
    ADD CONSTRAINT timetable_entry_pkey PRIMARY KEY (institution_id, version_id, number);

ALTER TABLE ONLY public.timetable_import
    ADD CONSTRAINT timetable_import_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.timetable_in_force
    ADD CONSTRAINT timetable_in_force_pkey PRIMARY KEY (institution_id, year, from_date);

ALTER TABLE ONLY public.timetable_version
    ADD CONSTRAINT timetable_version_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.year
    ADD CONSTRAINT year_pkey PRIMARY KEY (institution_id, year);

CREATE INDEX aggregate_version_told ON public.aggregate_version USING btree (institution_id, consumer, type, partition, at);

CREATE INDEX class_member_student ON public.class_member USING btree (institution_id, student_id);

CREATE INDEX class_parent ON public.class USING btree (institution_id, parent_id);

CREATE INDEX dead_letter_created_at ON public.dead_letter USING btree (created_at);

CREATE INDEX idempotency_created_at ON public.idempotency USING btree (created_at);

CREATE INDEX inbox_received_at ON public.inbox USING btree (received_at);

CREATE INDEX lesson_date ON public.lesson USING btree (institution_id, date);

CREATE INDEX lesson_group_week ON public.lesson USING btree (institution_id, teaching_group_id, week);

CREATE INDEX teaching_group_class_class ON public.teaching_group_class USING btree (institution_id, class_id);

CREATE INDEX teaching_group_subject ON public.teaching_group USING btree (institution_id, subject_id);

CREATE INDEX teaching_group_teacher_person ON public.teaching_group_teacher USING btree (institution_id, person_id);

CREATE INDEX teaching_group_year ON public.teaching_group USING btree (institution_id, year);

CREATE INDEX timetable_version_year ON public.timetable_version USING btree (institution_id, year);

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_institution_id_teaching_group_id_fkey FOREIGN KEY (institution_id, teaching_group_id) REFERENCES public.teaching_group(institution_id, id);

ALTER TABLE ONLY public.teaching_group_class
    ADD CONSTRAINT teaching_group_class_institution_id_teaching_group_id_fkey FOREIGN KEY (institution_id, teaching_group_id) REFERENCES public.teaching_group(institution_id, id);

ALTER TABLE ONLY public.teaching_group
    ADD CONSTRAINT teaching_group_institution_id_subject_id_fkey FOREIGN KEY (institution_id, subject_id) REFERENCES public.subject(institution_id, id);

ALTER TABLE ONLY public.teaching_group
    ADD CONSTRAINT teaching_group_institution_id_year_fkey FOREIGN KEY (institution_id, year) REFERENCES public.year(institution_id, year);

ALTER TABLE ONLY public.teaching_group_teacher
    ADD CONSTRAINT teaching_group_teacher_institution_id_teaching_group_id_fkey FOREIGN KEY (institution_id, teaching_group_id) REFERENCES public.teaching_group(institution_id, id);

ALTER TABLE ONLY public.timetable_entry
    ADD CONSTRAINT timetable_entry_institution_id_room_id_fkey FOREIGN KEY (institution_id, room_id) REFERENCES public.room(institution_id, id);

ALTER TABLE ONLY public.timetable_entry
    ADD CONSTRAINT timetable_entry_institution_id_teaching_group_id_fkey FOREIGN KEY (institution_id, teaching_group_id) REFERENCES public.teaching_group(institution_id, id);

ALTER TABLE ONLY public.timetable_entry
    ADD CONSTRAINT timetable_entry_institution_id_version_id_fkey FOREIGN KEY (institution_id, version_id) REFERENCES public.timetable_version(institution_id, id);

ALTER TABLE ONLY public.timetable_in_force
    ADD CONSTRAINT timetable_in_force_institution_id_version_id_fkey FOREIGN KEY (institution_id, version_id) REFERENCES public.timetable_version(institution_id, id);

ALTER TABLE ONLY public.timetable_version
    ADD CONSTRAINT timetable_version_institution_id_year_fkey FOREIGN KEY (institution_id, year) REFERENCES public.year(institution_id, year);

ALTER TABLE public.class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.external_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lesson ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lesson_week ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance ON public.class TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.class_member TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.external_key TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.idempotency TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.lesson TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.lesson_week TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.organisation TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.person TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.room TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.staff TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.subject TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.teaching_group TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.teaching_group_class TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.teaching_group_teacher TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.timetable_entry TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.timetable_import TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.timetable_in_force TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.timetable_version TO curriculum_owner USING (true);

CREATE POLICY maintenance ON public.year TO curriculum_owner USING (true);

ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_member USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.external_key USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.idempotency USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.lesson USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.lesson_week USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.organisation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.person USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.room USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.staff USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.subject USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.teaching_group USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.teaching_group_class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.teaching_group_teacher USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.timetable_entry USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.timetable_import USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.timetable_in_force USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.timetable_version USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.year USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.room ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.staff ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.subject ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teaching_group ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teaching_group_class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teaching_group_teacher ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.timetable_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.timetable_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.timetable_in_force ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.timetable_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.year ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO curriculum_app;
GRANT USAGE ON SCHEMA public TO curriculum_relay;

REVOKE ALL ON FUNCTION public.drop_old_plumbing(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_plumbing(most integer) TO curriculum_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.aggregate_version TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_member TO curriculum_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.dead_letter TO curriculum_app;

GRANT SELECT ON TABLE public.epoch TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.external_key TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO curriculum_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.inbox TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lesson TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lesson_week TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation TO curriculum_app;

GRANT INSERT ON TABLE public.outbox TO curriculum_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO curriculum_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.room TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.staff TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.subject TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teaching_group TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teaching_group_class TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teaching_group_teacher TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timetable_entry TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timetable_import TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timetable_in_force TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timetable_version TO curriculum_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.year TO curriculum_app;
