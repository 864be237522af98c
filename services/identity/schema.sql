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
    display_name text NOT NULL,
    blocked_at timestamp with time zone,
    consent text DEFAULT 'given'::text NOT NULL,
    code_expires_at timestamp with time zone,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT account_consent_check CHECK ((consent = ANY (ARRAY['given'::text, 'missing'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.account FORCE ROW LEVEL SECURITY;

CREATE TABLE public.activation_code (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    institution_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    replaced_at timestamp with time zone
);

ALTER TABLE ONLY public.activation_code FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.assignment (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    side text NOT NULL,
    by_event jsonb DEFAULT '[]'::jsonb NOT NULL,
    by_hand jsonb DEFAULT '[]'::jsonb NOT NULL,
    roles jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT assignment_side_check CHECK ((side = ANY (ARRAY['official'::text, 'staff'::text, 'student'::text, 'guardian'::text])))
);

ALTER TABLE ONLY public.assignment FORCE ROW LEVEL SECURITY;

CREATE TABLE public.class (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    name text NOT NULL
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

CREATE TABLE public.class_teacher (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    person_id uuid NOT NULL,
    from_date date NOT NULL,
    to_date date
);

ALTER TABLE ONLY public.class_teacher FORCE ROW LEVEL SECURITY;

CREATE TABLE public.code_lookup (
    code_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    institution_id uuid NOT NULL,
    code_id uuid NOT NULL
);

CREATE TABLE public.code_register (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    act text NOT NULL,
    user_id uuid NOT NULL,
    person_id uuid,
    acted_by uuid NOT NULL,
    acted_at timestamp with time zone NOT NULL,
    CONSTRAINT code_register_act_check CHECK ((act = ANY (ARRAY['issued'::text, 'used'::text])))
);

ALTER TABLE ONLY public.code_register FORCE ROW LEVEL SECURITY;

CREATE TABLE public.credential (
    user_id uuid NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.credential FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.login_lookup (
    login_hash bytea NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE public.organisation (
    id uuid NOT NULL,
    path uuid[] NOT NULL,
    parent_id uuid,
    kind text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    time_zone text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT organisation_check CHECK ((path[cardinality(path)] = id)),
    CONSTRAINT organisation_kind_check CHECK ((kind = ANY (ARRAY['region'::text, 'municipality'::text, 'school'::text, 'college'::text]))),
    CONSTRAINT organisation_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
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
    name jsonb NOT NULL,
    consent text NOT NULL
);

ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;

CREATE TABLE public.relation (
    institution_id uuid NOT NULL,
    relation_id uuid NOT NULL,
    guardian_id uuid NOT NULL,
    student_id uuid NOT NULL,
    from_date date NOT NULL,
    to_date date
);

ALTER TABLE ONLY public.relation FORCE ROW LEVEL SECURITY;

CREATE TABLE public.revocation (
    seq bigint NOT NULL,
    kind text NOT NULL,
    id uuid NOT NULL,
    before bigint NOT NULL,
    CONSTRAINT revocation_kind_check CHECK ((kind = ANY (ARRAY['session'::text, 'user'::text, 'assignment'::text, 'institution'::text])))
);

ALTER TABLE public.revocation ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.revocation_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.session (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    seed bytea NOT NULL,
    generation integer DEFAULT 0 NOT NULL,
    rotated_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);

ALTER TABLE ONLY public.session FORCE ROW LEVEL SECURITY;

CREATE TABLE public.staff (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    positions jsonb NOT NULL
);

ALTER TABLE ONLY public.staff FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tree_root (
    only_row boolean DEFAULT true NOT NULL,
    region_id uuid NOT NULL,
    CONSTRAINT tree_root_only_row_check CHECK (only_row)
);

CREATE TABLE public.users (
    user_id uuid NOT NULL,
    person_id uuid,
    login text NOT NULL,
    activated_at timestamp with time zone
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_institution_id_person_id_key UNIQUE (institution_id, person_id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (institution_id, user_id);

ALTER TABLE ONLY public.activation_code
    ADD CONSTRAINT activation_code_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY public.aggregate_version
    ADD CONSTRAINT aggregate_version_pkey PRIMARY KEY (institution_id, consumer, type, key);

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_institution_id_user_id_side_key UNIQUE (institution_id, user_id, side);

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.class_member
    ADD CONSTRAINT class_member_pkey PRIMARY KEY (institution_id, class_id, student_id, from_date);

ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (institution_id, class_id);

ALTER TABLE ONLY public.class_teacher
    ADD CONSTRAINT class_teacher_pkey PRIMARY KEY (institution_id, class_id, person_id, from_date);

ALTER TABLE ONLY public.code_lookup
    ADD CONSTRAINT code_lookup_pkey PRIMARY KEY (code_hash);

ALTER TABLE ONLY public.code_register
    ADD CONSTRAINT code_register_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (user_id, assignment_id, operation, key);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.login_lookup
    ADD CONSTRAINT login_lookup_pkey PRIMARY KEY (login_hash);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (institution_id, relation_id);

ALTER TABLE ONLY public.revocation
    ADD CONSTRAINT revocation_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (user_id, id);

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.tree_root
    ADD CONSTRAINT tree_root_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);

CREATE INDEX account_user ON public.account USING btree (user_id);

CREATE INDEX aggregate_version_told ON public.aggregate_version USING btree (institution_id, consumer, type, partition, at);

CREATE INDEX assignment_user ON public.assignment USING btree (user_id);

CREATE INDEX class_member_student ON public.class_member USING btree (institution_id, student_id);

CREATE INDEX class_teacher_person ON public.class_teacher USING btree (institution_id, person_id);

CREATE INDEX dead_letter_created_at ON public.dead_letter USING btree (created_at);

CREATE INDEX idempotency_created_at ON public.idempotency USING btree (created_at);

CREATE INDEX inbox_received_at ON public.inbox USING btree (received_at);

CREATE INDEX organisation_path ON public.organisation USING gin (path);

CREATE INDEX relation_guardian ON public.relation USING btree (institution_id, guardian_id);

CREATE INDEX relation_student ON public.relation USING btree (institution_id, student_id);

CREATE INDEX revocation_before ON public.revocation USING btree (before);

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_institution_id_user_id_fkey FOREIGN KEY (institution_id, user_id) REFERENCES public.account(institution_id, user_id);

ALTER TABLE ONLY public.class_member
    ADD CONSTRAINT class_member_institution_id_class_id_fkey FOREIGN KEY (institution_id, class_id) REFERENCES public.class(institution_id, class_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.class_teacher
    ADD CONSTRAINT class_teacher_institution_id_class_id_fkey FOREIGN KEY (institution_id, class_id) REFERENCES public.class(institution_id, class_id) ON DELETE CASCADE;

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.activation_code ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignment ENABLE ROW LEVEL SECURITY;

CREATE POLICY below ON public.organisation USING ((path @> ARRAY[( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")]));

ALTER TABLE public.class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_teacher ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.code_register ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.credential ENABLE ROW LEVEL SECURITY;

CREATE POLICY delivered ON public.activation_code FOR INSERT WITH CHECK (true);

CREATE POLICY delivered ON public.credential FOR INSERT WITH CHECK (true);

CREATE POLICY delivered ON public.session FOR INSERT WITH CHECK (true);

CREATE POLICY delivered ON public.users FOR INSERT WITH CHECK (true);

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance ON public.account TO identity_owner USING (true);

CREATE POLICY maintenance ON public.activation_code TO identity_owner USING (true);

CREATE POLICY maintenance ON public.assignment TO identity_owner USING (true);

CREATE POLICY maintenance ON public.class TO identity_owner USING (true);

CREATE POLICY maintenance ON public.class_member TO identity_owner USING (true);

CREATE POLICY maintenance ON public.class_teacher TO identity_owner USING (true);

CREATE POLICY maintenance ON public.code_register TO identity_owner USING (true);

CREATE POLICY maintenance ON public.credential TO identity_owner USING (true);

CREATE POLICY maintenance ON public.idempotency TO identity_owner USING (true);

CREATE POLICY maintenance ON public.organisation TO identity_owner USING (true);

CREATE POLICY maintenance ON public.person TO identity_owner USING (true);

CREATE POLICY maintenance ON public.relation TO identity_owner USING (true);

CREATE POLICY maintenance ON public.session TO identity_owner USING (true);

CREATE POLICY maintenance ON public.staff TO identity_owner USING (true);

CREATE POLICY maintenance ON public.users TO identity_owner USING (true);

CREATE POLICY of_institution ON public.users FOR SELECT USING ((EXISTS ( SELECT 1
   FROM public.account
  WHERE ((account.user_id = users.user_id) AND (account.institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif"))))));

CREATE POLICY of_own_accounts ON public.organisation FOR SELECT USING ((EXISTS ( SELECT 1
   FROM public.account
  WHERE ((account.user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")) AND (account.institution_id = organisation.id)))));

ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.account USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.activation_code USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.assignment USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_member USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_teacher USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.code_register USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.credential USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.idempotency USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.person USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.relation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.session USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.staff USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.users USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own_user_reads ON public.account FOR SELECT USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own_user_reads ON public.assignment FOR SELECT USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own_user_writes ON public.account FOR UPDATE USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.staff ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO identity_app;
GRANT USAGE ON SCHEMA public TO identity_relay;

REVOKE ALL ON FUNCTION public.drop_old_plumbing(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_plumbing(most integer) TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activation_code TO identity_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.aggregate_version TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignment TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_member TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_teacher TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.code_lookup TO identity_app;

GRANT SELECT,INSERT ON TABLE public.code_register TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.credential TO identity_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.dead_letter TO identity_app;

GRANT SELECT ON TABLE public.epoch TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO identity_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.inbox TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.login_lookup TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation TO identity_app;

GRANT INSERT ON TABLE public.outbox TO identity_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO identity_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relation TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.revocation TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.staff TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tree_root TO identity_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO identity_app;
