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

CREATE TABLE public.account (
    institution_id uuid NOT NULL,
    user_id uuid NOT NULL,
    person_id uuid,
    state text NOT NULL,
    CONSTRAINT account_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'blocked'::text])))
);

ALTER TABLE ONLY public.account FORCE ROW LEVEL SECURITY;

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
    version bigint DEFAULT 0 NOT NULL,
    parent_id uuid,
    year smallint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    grade smallint NOT NULL,
    CONSTRAINT class_grade_check CHECK (((grade >= 1) AND (grade <= 12)))
);

ALTER TABLE ONLY public.class FORCE ROW LEVEL SECURITY;

CREATE TABLE public.class_import (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    class_id uuid NOT NULL,
    file_name text NOT NULL,
    state text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    CONSTRAINT class_import_state_check CHECK ((state = ANY (ARRAY['preview'::text, 'applied'::text])))
);

ALTER TABLE ONLY public.class_import FORCE ROW LEVEL SECURITY;

CREATE TABLE public.class_import_row (
    institution_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line integer NOT NULL,
    row_values jsonb NOT NULL,
    state text NOT NULL,
    problems jsonb NOT NULL,
    CONSTRAINT class_import_row_state_check CHECK ((state = ANY (ARRAY['new'::text, 'known'::text, 'wrong'::text, 'imported'::text])))
);

ALTER TABLE ONLY public.class_import_row FORCE ROW LEVEL SECURITY;

CREATE TABLE public.class_teacher (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    person_id uuid NOT NULL,
    CONSTRAINT class_teacher_check CHECK ((valid_to > valid_from))
);

ALTER TABLE ONLY public.class_teacher FORCE ROW LEVEL SECURITY;

CREATE TABLE public.consent (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    state text NOT NULL,
    document text NOT NULL,
    recorded_on date NOT NULL,
    CONSTRAINT consent_state_check CHECK ((state = ANY (ARRAY['given'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.consent FORCE ROW LEVEL SECURITY;

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
    external_key text NOT NULL,
    target_id uuid NOT NULL
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

CREATE TABLE public.membership (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    line_id uuid NOT NULL,
    class_id uuid NOT NULL,
    student_id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT membership_check CHECK ((valid_to > valid_from))
);

ALTER TABLE ONLY public.membership FORCE ROW LEVEL SECURITY;

CREATE TABLE public.movement_order (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    date date NOT NULL,
    kind text NOT NULL,
    content_hash text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT movement_order_kind_check CHECK ((kind = ANY (ARRAY['enrolment'::text, 'transfer'::text, 'expulsion'::text, 'graduation'::text])))
);

ALTER TABLE ONLY public.movement_order FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_line (
    institution_id uuid NOT NULL,
    line_id uuid NOT NULL,
    order_id uuid NOT NULL,
    year smallint NOT NULL,
    place integer NOT NULL,
    student_id uuid NOT NULL,
    from_class_id uuid,
    to_class_id uuid,
    effective_from date NOT NULL,
    reason text,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL,
    seq bigint NOT NULL
);

ALTER TABLE ONLY public.order_line FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organisation (
    institution_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
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
    id uuid NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    staff_version bigint DEFAULT 0 NOT NULL,
    movement_seq bigint DEFAULT 0 NOT NULL,
    kinds text[] NOT NULL,
    last_name text NOT NULL,
    first_name text NOT NULL,
    middle_name text,
    birth_date date,
    last_key text NOT NULL COLLATE pg_catalog."C",
    first_key text NOT NULL COLLATE pg_catalog."C",
    middle_key text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT person_kinds_check CHECK ((kinds <@ ARRAY['student'::text, 'guardian'::text, 'staff'::text]))
);

ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;

CREATE TABLE public.relation (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    student_id uuid NOT NULL,
    guardian_id uuid NOT NULL,
    kind text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT relation_check CHECK ((guardian_id <> student_id)),
    CONSTRAINT relation_check1 CHECK ((valid_to > valid_from)),
    CONSTRAINT relation_kind_check CHECK ((kind = ANY (ARRAY['mother'::text, 'father'::text, 'guardian'::text, 'other'::text])))
);

ALTER TABLE ONLY public.relation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.staff_position (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    title text NOT NULL,
    CONSTRAINT staff_position_check CHECK ((valid_to > valid_from))
);

ALTER TABLE ONLY public.staff_position FORCE ROW LEVEL SECURITY;

CREATE TABLE public.subgroup_member (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    student_id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT subgroup_member_check CHECK ((valid_to > valid_from))
);

ALTER TABLE ONLY public.subgroup_member FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (institution_id, user_id);

ALTER TABLE ONLY public.aggregate_version
    ADD CONSTRAINT aggregate_version_pkey PRIMARY KEY (institution_id, consumer, type, key);

ALTER TABLE ONLY public.class_import
    ADD CONSTRAINT class_import_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.class_import_row
    ADD CONSTRAINT class_import_row_pkey PRIMARY KEY (institution_id, import_id, line);

ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.class_teacher
    ADD CONSTRAINT class_teacher_pkey PRIMARY KEY (institution_id, class_id, valid_from);

ALTER TABLE ONLY public.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.external_key
    ADD CONSTRAINT external_key_pkey PRIMARY KEY (institution_id, source, kind, external_key);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (user_id, assignment_id, operation, key);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_institution_id_student_id_valid_from_key UNIQUE (institution_id, student_id, valid_from);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.movement_order
    ADD CONSTRAINT movement_order_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_pkey PRIMARY KEY (institution_id, line_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (institution_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_institution_id_student_id_guardian_id_key UNIQUE (institution_id, student_id, guardian_id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.staff_position
    ADD CONSTRAINT staff_position_pkey PRIMARY KEY (institution_id, person_id, role, valid_from);

ALTER TABLE ONLY public.subgroup_member
    ADD CONSTRAINT subgroup_member_pkey PRIMARY KEY (institution_id, class_id, student_id, valid_from);

CREATE INDEX account_person ON public.account USING btree (institution_id, person_id);

CREATE INDEX aggregate_version_told ON public.aggregate_version USING btree (institution_id, consumer, type, partition, at);

CREATE INDEX class_import_created ON public.class_import USING btree (institution_id, created_at);

CREATE UNIQUE INDEX class_name ON public.class USING btree (institution_id, year, name_key) WHERE (parent_id IS NULL);

CREATE INDEX dead_letter_created_at ON public.dead_letter USING btree (created_at);

CREATE INDEX idempotency_created_at ON public.idempotency USING btree (created_at);

CREATE INDEX inbox_received_at ON public.inbox USING btree (received_at);

CREATE INDEX membership_class ON public.membership USING btree (institution_id, class_id);

CREATE UNIQUE INDEX membership_open ON public.membership USING btree (institution_id, student_id) WHERE (valid_to IS NULL);

CREATE INDEX order_line_year ON public.order_line USING btree (institution_id, year, effective_from DESC);

CREATE INDEX person_first ON public.person USING btree (institution_id, first_key);

CREATE INDEX person_last ON public.person USING btree (institution_id, last_key, first_key);

CREATE INDEX person_middle ON public.person USING btree (institution_id, middle_key);

CREATE INDEX relation_guardian ON public.relation USING btree (institution_id, guardian_id);

CREATE INDEX subgroup_member_student ON public.subgroup_member USING btree (institution_id, student_id);

CREATE UNIQUE INDEX subgroup_name ON public.class USING btree (institution_id, parent_id, name_key) WHERE (parent_id IS NOT NULL);

ALTER TABLE ONLY public.class_import
    ADD CONSTRAINT class_import_institution_id_class_id_fkey FOREIGN KEY (institution_id, class_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.class_import_row
    ADD CONSTRAINT class_import_row_institution_id_import_id_fkey FOREIGN KEY (institution_id, import_id) REFERENCES public.class_import(institution_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_institution_id_parent_id_fkey FOREIGN KEY (institution_id, parent_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.class_teacher
    ADD CONSTRAINT class_teacher_institution_id_class_id_fkey FOREIGN KEY (institution_id, class_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.class_teacher
    ADD CONSTRAINT class_teacher_institution_id_person_id_fkey FOREIGN KEY (institution_id, person_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.consent
    ADD CONSTRAINT consent_institution_id_person_id_fkey FOREIGN KEY (institution_id, person_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_institution_id_class_id_fkey FOREIGN KEY (institution_id, class_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_institution_id_line_id_fkey FOREIGN KEY (institution_id, line_id) REFERENCES public.order_line(institution_id, line_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_institution_id_student_id_fkey FOREIGN KEY (institution_id, student_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_institution_id_from_class_id_fkey FOREIGN KEY (institution_id, from_class_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_institution_id_order_id_fkey FOREIGN KEY (institution_id, order_id) REFERENCES public.movement_order(institution_id, id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_institution_id_student_id_fkey FOREIGN KEY (institution_id, student_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_institution_id_to_class_id_fkey FOREIGN KEY (institution_id, to_class_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_institution_id_guardian_id_fkey FOREIGN KEY (institution_id, guardian_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_institution_id_student_id_fkey FOREIGN KEY (institution_id, student_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.staff_position
    ADD CONSTRAINT staff_position_institution_id_person_id_fkey FOREIGN KEY (institution_id, person_id) REFERENCES public.person(institution_id, id);

ALTER TABLE ONLY public.subgroup_member
    ADD CONSTRAINT subgroup_member_institution_id_class_id_fkey FOREIGN KEY (institution_id, class_id) REFERENCES public.class(institution_id, id);

ALTER TABLE ONLY public.subgroup_member
    ADD CONSTRAINT subgroup_member_institution_id_student_id_fkey FOREIGN KEY (institution_id, student_id) REFERENCES public.person(institution_id, id);

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_import_row ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_teacher ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.external_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance ON public.account TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.class TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.class_import TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.class_import_row TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.class_teacher TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.consent TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.external_key TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.idempotency TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.membership TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.movement_order TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.order_line TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.organisation TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.person TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.relation TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.staff_position TO contingent_owner USING (true);

CREATE POLICY maintenance ON public.subgroup_member TO contingent_owner USING (true);

ALTER TABLE public.membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.movement_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.account USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_import USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_import_row USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_teacher USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.consent USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.external_key USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.idempotency USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.membership USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.movement_order USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.order_line USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.organisation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.person USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.relation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.staff_position USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.subgroup_member USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.staff_position ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.subgroup_member ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO contingent_app;
GRANT USAGE ON SCHEMA public TO contingent_relay;

REVOKE ALL ON FUNCTION public.drop_old_plumbing(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_plumbing(most integer) TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account TO contingent_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.aggregate_version TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_import TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_import_row TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_teacher TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consent TO contingent_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.dead_letter TO contingent_app;

GRANT SELECT ON TABLE public.epoch TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.external_key TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO contingent_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.inbox TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.membership TO contingent_app;

GRANT SELECT,INSERT ON TABLE public.movement_order TO contingent_app;

GRANT SELECT,INSERT ON TABLE public.order_line TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation TO contingent_app;

GRANT INSERT ON TABLE public.outbox TO contingent_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO contingent_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relation TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.staff_position TO contingent_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.subgroup_member TO contingent_app;
