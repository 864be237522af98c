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
    state text NOT NULL
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

CREATE TABLE public.inbox_counter (
    user_id uuid NOT NULL,
    "position" bigint NOT NULL,
    read_up_to bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.inbox_counter FORCE ROW LEVEL SECURITY;

CREATE TABLE public.inbox_item (
    user_id uuid NOT NULL,
    "position" bigint NOT NULL,
    institution_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    fact jsonb NOT NULL
);

ALTER TABLE ONLY public.inbox_item FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.page (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    subject_name text NOT NULL
);

ALTER TABLE ONLY public.page FORCE ROW LEVEL SECURITY;

CREATE TABLE public.page_class (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    class_id uuid NOT NULL
);

ALTER TABLE ONLY public.page_class FORCE ROW LEVEL SECURITY;

CREATE TABLE public.period (
    institution_id uuid NOT NULL,
    period_id uuid NOT NULL,
    year smallint NOT NULL,
    name text NOT NULL,
    last_day date NOT NULL
);

ALTER TABLE ONLY public.period FORCE ROW LEVEL SECURITY;

CREATE TABLE public.person (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    last_name text NOT NULL,
    first_name text NOT NULL
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

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (institution_id, user_id);

ALTER TABLE ONLY public.aggregate_version
    ADD CONSTRAINT aggregate_version_pkey PRIMARY KEY (institution_id, consumer, type, key);

ALTER TABLE ONLY public.class_member
    ADD CONSTRAINT class_member_pkey PRIMARY KEY (institution_id, class_id, student_id, from_date);

ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (user_id, assignment_id, operation, key);

ALTER TABLE ONLY public.inbox_counter
    ADD CONSTRAINT inbox_counter_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.inbox_item
    ADD CONSTRAINT inbox_item_pkey PRIMARY KEY (user_id, "position");

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.page_class
    ADD CONSTRAINT page_class_pkey PRIMARY KEY (institution_id, page_id, class_id);

ALTER TABLE ONLY public.page
    ADD CONSTRAINT page_pkey PRIMARY KEY (institution_id, page_id);

ALTER TABLE ONLY public.period
    ADD CONSTRAINT period_pkey PRIMARY KEY (institution_id, period_id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (institution_id, relation_id);

CREATE INDEX account_person ON public.account USING btree (institution_id, person_id);

CREATE INDEX aggregate_version_told ON public.aggregate_version USING btree (institution_id, consumer, type, partition, at);

CREATE INDEX dead_letter_created_at ON public.dead_letter USING btree (created_at);

CREATE INDEX idempotency_created_at ON public.idempotency USING btree (created_at);

CREATE INDEX inbox_received_at ON public.inbox USING btree (received_at);

CREATE INDEX relation_student ON public.relation USING btree (institution_id, student_id);

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_member ENABLE ROW LEVEL SECURITY;

CREATE POLICY delivered ON public.inbox_counter FOR INSERT WITH CHECK (true);

CREATE POLICY delivered ON public.inbox_item FOR INSERT WITH CHECK (true);

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inbox_counter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inbox_item ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance ON public.account TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.class_member TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.idempotency TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.inbox_counter TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.inbox_item TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.page TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.page_class TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.period TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.person TO notifications_owner USING (true);

CREATE POLICY maintenance ON public.relation TO notifications_owner USING (true);

CREATE POLICY own ON public.account USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_member USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.idempotency USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.inbox_counter USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.inbox_item USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page_class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.period USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.person USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.relation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.page ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.page_class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.period ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relation ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO notifications_app;
GRANT USAGE ON SCHEMA public TO notifications_relay;

REVOKE ALL ON FUNCTION public.drop_old_plumbing(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_plumbing(most integer) TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account TO notifications_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.aggregate_version TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_member TO notifications_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.dead_letter TO notifications_app;

GRANT SELECT ON TABLE public.epoch TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO notifications_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.inbox TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbox_counter TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbox_item TO notifications_app;

GRANT INSERT ON TABLE public.outbox TO notifications_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO notifications_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page_class TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.period TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO notifications_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relation TO notifications_app;
