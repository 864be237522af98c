CREATE SCHEMA jobs;

CREATE TYPE jobs.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);

CREATE FUNCTION jobs.create_queue(queue_name text, options jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $_$
    DECLARE
      tablename varchar := CASE WHEN options->>'partition' = 'true'
                            THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                            ELSE 'job_common'
                            END;
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
        INSERT INTO jobs.queue (
          name,
          policy,
          retry_limit,
          retry_delay,
          retry_backoff,
          retry_delay_max,
          expire_seconds,
          retention_seconds,
          deletion_seconds,
          warning_queued,
          dead_letter,
          partition,
          table_name,
          heartbeat_seconds,
          notify,
          created_on,
          updated_on
        )
        VALUES (
          queue_name,
          options->>'policy',
          COALESCE((options->>'retryLimit')::int, 2),
          COALESCE((options->>'retryDelay')::int, 0),
          COALESCE((options->>'retryBackoff')::bool, false),
          (options->>'retryDelayMax')::int,
          COALESCE((options->>'expireInSeconds')::int, 900),
          COALESCE((options->>'retentionSeconds')::int, 1209600),
          COALESCE((options->>'deleteAfterSeconds')::int, 604800),
          COALESCE((options->>'warningQueueSize')::int, 0),
          options->>'deadLetter',
          COALESCE((options->>'partition')::bool, false),
          tablename,
          (options->>'heartbeatSeconds')::int,
          COALESCE((options->>'notify')::bool, false),
          jobs.job_now(),
          jobs.job_now()
        )
        ON CONFLICT DO NOTHING
        RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE jobs.%I (LIKE jobs.job INCLUDING DEFAULTS)', tablename);

      EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
      EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
      EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

      EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i11 ON jobs.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
      EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON jobs.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
      EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i7 ON jobs.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
      EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i9 ON jobs.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
      EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i12 ON jobs.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);

      IF options->>'policy' = 'short' THEN
        EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
      ELSIF options->>'policy' = 'singleton' THEN
        EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
      ELSIF options->>'policy' = 'stately' THEN
        EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON jobs.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
      ELSIF options->>'policy' = 'exclusive' THEN
        EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
      ELSIF options->>'policy' = 'key_strict_fifo' THEN
        EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON jobs.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i10 ON jobs.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
      END IF;

      EXECUTE format('ALTER TABLE jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
      EXECUTE format('ALTER TABLE jobs.job ATTACH PARTITION jobs.%I FOR VALUES IN (%L)', tablename, queue_name);
    END;
    $_$;

CREATE FUNCTION jobs.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      v_table varchar;
      v_partition bool;
    BEGIN
      
      SELECT table_name, partition
      FROM jobs.queue
      WHERE name = queue_name
      INTO v_table, v_partition;

      IF v_partition THEN
        EXECUTE format('DROP TABLE IF EXISTS jobs.%I', v_table);
      ELSE
        EXECUTE format('DELETE FROM jobs.%I WHERE name = %L', v_table, queue_name);
      END IF;
    
      DELETE FROM jobs.queue WHERE name = queue_name;
    END;
    $$;

CREATE FUNCTION jobs.job_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
      SELECT pg_catalog.now();
    $$;

CREATE FUNCTION jobs.job_table_format(command text, table_name text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
      SELECT format(
        regexp_replace(
          regexp_replace(command, '\.job\y', '.%1$I', 'g'),
          '\yjob_i(\d+)', '%1$s_i\1', 'g'
        ),
        table_name
      );
    $_$;

CREATE FUNCTION jobs.job_table_run(command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      tbl RECORD;
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM jobs.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        EXECUTE jobs.job_table_format(command, tbl_name);
        RETURN;
      END IF;

      EXECUTE jobs.job_table_format(command, 'job_common');

      FOR tbl IN SELECT table_name FROM jobs.queue WHERE partition = true
      LOOP
        EXECUTE jobs.job_table_format(command, tbl.table_name);
      END LOOP;
    END;
    $$;

CREATE FUNCTION jobs.job_table_run_async(command_name text, version integer, command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM jobs.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        INSERT INTO jobs.bam (name, version, status, queue, table_name, command)
        VALUES (
          command_name,
          version,
          'pending',
          queue_name,
          tbl_name,
          jobs.job_table_format(command, tbl_name)
        );
        RETURN;
      END IF;

      INSERT INTO jobs.bam (name, version, status, queue, table_name, command)
      SELECT
        command_name,
        version,
        'pending',
        NULL,
        'job_common',
        jobs.job_table_format(command, 'job_common')
      UNION ALL
      SELECT
        command_name,
        version,
        'pending',
        queue.name,
        queue.table_name,
        jobs.job_table_format(command, queue.table_name)
      FROM jobs.queue
      WHERE partition = true;
    END;
    $$;

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

CREATE TABLE jobs.bam (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    queue text,
    table_name text NOT NULL,
    command text NOT NULL,
    error text,
    created_on timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone
);

CREATE TABLE jobs.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state jobs.job_state DEFAULT 'created'::jobs.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid
)
PARTITION BY LIST (name);

CREATE TABLE jobs.job_common (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state jobs.job_state DEFAULT 'created'::jobs.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK ((NOT ((policy = 'key_strict_fifo'::text) AND (singleton_key IS NULL))))
);

CREATE TABLE jobs.job_dependency (
    child_name text NOT NULL,
    child_id uuid NOT NULL,
    parent_name text NOT NULL,
    parent_id uuid NOT NULL
);

CREATE TABLE jobs.queue (
    name text NOT NULL,
    policy text NOT NULL,
    retry_limit integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    retry_delay_max integer,
    expire_seconds integer NOT NULL,
    retention_seconds integer NOT NULL,
    deletion_seconds integer NOT NULL,
    dead_letter text,
    partition boolean NOT NULL,
    table_name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    warning_queued integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer DEFAULT 0 NOT NULL,
    completed_delta integer DEFAULT 0 NOT NULL,
    failed_delta integer DEFAULT 0 NOT NULL,
    delta_on timestamp with time zone,
    delta_seconds integer,
    ready_history integer[] DEFAULT '{}'::integer[] NOT NULL,
    heartbeat_seconds integer,
    notify boolean DEFAULT false NOT NULL,
    singletons_active text[],
    monitor_claim_on timestamp with time zone,
    monitor_on timestamp with time zone,
    maintain_on timestamp with time zone,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT queue_check CHECK ((dead_letter IS DISTINCT FROM name))
);

CREATE TABLE jobs.queue_stats (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (captured_on);

CREATE TABLE jobs.schedule (
    name text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'cron'::text NOT NULL,
    cron text NOT NULL,
    timezone text DEFAULT 'UTC'::text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    last_job_id uuid,
    CONSTRAINT schedule_kind_check CHECK ((kind = ANY (ARRAY['cron'::text, 'rrule'::text])))
);

CREATE TABLE jobs.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE jobs.version (
    version integer NOT NULL,
    cron_on timestamp with time zone,
    bam_on timestamp with time zone,
    flow_on timestamp with time zone,
    reindex_on timestamp with time zone,
    monitor_backoff_on timestamp with time zone
);

CREATE TABLE jobs.warning (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    type text NOT NULL,
    message text NOT NULL,
    data jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.account (
    institution_id uuid NOT NULL,
    user_id uuid NOT NULL,
    person_id uuid,
    state text NOT NULL,
    roles jsonb NOT NULL
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

CREATE TABLE public.archive (
    institution_id uuid NOT NULL,
    archive_id uuid NOT NULL,
    job_id uuid NOT NULL,
    report text NOT NULL,
    format text NOT NULL,
    parameters jsonb NOT NULL,
    class_id uuid NOT NULL,
    title text NOT NULL,
    edition integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_user uuid NOT NULL,
    made_by text NOT NULL,
    file_name text NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    check_code text NOT NULL
);

ALTER TABLE ONLY public.archive FORCE ROW LEVEL SECURITY;

CREATE TABLE public.archive_file (
    institution_id uuid NOT NULL,
    archive_id uuid NOT NULL,
    content bytea NOT NULL
);
ALTER TABLE ONLY public.archive_file ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.archive_file FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance (
    institution_id uuid NOT NULL,
    year integer NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    page_id uuid NOT NULL,
    date date NOT NULL,
    version bigint NOT NULL,
    code text
);

ALTER TABLE ONLY public.attendance FORCE ROW LEVEL SECURITY;

CREATE TABLE public.calendar (
    institution_id uuid NOT NULL,
    year_id uuid NOT NULL,
    year integer NOT NULL,
    starts_on date NOT NULL,
    ends_before date NOT NULL,
    schemes jsonb NOT NULL
);

ALTER TABLE ONLY public.calendar FORCE ROW LEVEL SECURITY;

CREATE TABLE public.check_code (
    code text NOT NULL,
    institution_id uuid NOT NULL,
    archive_id uuid NOT NULL
);

CREATE TABLE public.class (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    parent_id uuid,
    year integer NOT NULL,
    name text NOT NULL,
    grade integer NOT NULL,
    class_teachers jsonb NOT NULL,
    members jsonb NOT NULL
);

ALTER TABLE ONLY public.class FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.mark (
    institution_id uuid NOT NULL,
    year integer NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    page_id uuid NOT NULL,
    date date NOT NULL,
    version bigint NOT NULL,
    mark jsonb
);

ALTER TABLE ONLY public.mark FORCE ROW LEVEL SECURITY;

CREATE TABLE public.movement (
    institution_id uuid NOT NULL,
    line_id uuid NOT NULL,
    student_id uuid NOT NULL,
    kind text NOT NULL,
    order_number text NOT NULL,
    from_class_id uuid,
    to_class_id uuid,
    effective_from date NOT NULL
);

ALTER TABLE ONLY public.movement FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.page_gap (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL
);

ALTER TABLE ONLY public.page_gap FORCE ROW LEVEL SECURITY;

CREATE TABLE public.page_seq (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    head text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.page_seq FORCE ROW LEVEL SECURITY;

CREATE TABLE public.person (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name jsonb NOT NULL
);

ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_job (
    institution_id uuid NOT NULL,
    job_id uuid NOT NULL,
    report text NOT NULL,
    format text NOT NULL,
    parameters jsonb NOT NULL,
    title text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    stage text DEFAULT 'waiting'::text NOT NULL,
    progress real DEFAULT 0 NOT NULL,
    archive_id uuid,
    failure text,
    user_id uuid NOT NULL,
    person_id uuid,
    roles text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT report_job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.report_job FORCE ROW LEVEL SECURITY;

CREATE TABLE public.result (
    institution_id uuid NOT NULL,
    year integer NOT NULL,
    student_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    period_id uuid NOT NULL,
    page_id uuid NOT NULL,
    version bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    result jsonb
);

ALTER TABLE ONLY public.result FORCE ROW LEVEL SECURITY;

CREATE TABLE public.staff (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    positions jsonb NOT NULL
);

ALTER TABLE ONLY public.staff FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teaching_group (
    institution_id uuid NOT NULL,
    group_id uuid NOT NULL,
    year integer NOT NULL,
    subject_id uuid NOT NULL,
    subject_name text NOT NULL,
    subject_order integer NOT NULL,
    class_ids uuid[] NOT NULL,
    period_scheme_id uuid NOT NULL,
    state text NOT NULL
);

ALTER TABLE ONLY public.teaching_group FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY jobs.job ATTACH PARTITION jobs.job_common DEFAULT;

ALTER TABLE ONLY jobs.bam
    ADD CONSTRAINT bam_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY jobs.job_common
    ADD CONSTRAINT job_common_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY jobs.job_dependency
    ADD CONSTRAINT job_dependency_pkey PRIMARY KEY (child_name, child_id, parent_name, parent_id);

ALTER TABLE ONLY jobs.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);

ALTER TABLE ONLY jobs.queue_stats
    ADD CONSTRAINT queue_stats_pkey PRIMARY KEY (id, captured_on);

ALTER TABLE ONLY jobs.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name, key);

ALTER TABLE ONLY jobs.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);

ALTER TABLE ONLY jobs.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);

ALTER TABLE ONLY jobs.warning
    ADD CONSTRAINT warning_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (institution_id, user_id);

ALTER TABLE ONLY public.aggregate_version
    ADD CONSTRAINT aggregate_version_pkey PRIMARY KEY (institution_id, consumer, type, key);

ALTER TABLE ONLY public.archive_file
    ADD CONSTRAINT archive_file_pkey PRIMARY KEY (institution_id, archive_id);

ALTER TABLE ONLY public.archive
    ADD CONSTRAINT archive_institution_id_job_id_key UNIQUE (institution_id, job_id);

ALTER TABLE ONLY public.archive
    ADD CONSTRAINT archive_pkey PRIMARY KEY (institution_id, archive_id);

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT attendance_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (institution_id, year_id);

ALTER TABLE ONLY public.check_code
    ADD CONSTRAINT check_code_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (institution_id, class_id);

ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (user_id, assignment_id, operation, key);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.mark
    ADD CONSTRAINT mark_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.movement
    ADD CONSTRAINT movement_pkey PRIMARY KEY (institution_id, line_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (institution_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.page_gap
    ADD CONSTRAINT page_gap_pkey PRIMARY KEY (institution_id, page_id, first_seq);

ALTER TABLE ONLY public.page_seq
    ADD CONSTRAINT page_seq_pkey PRIMARY KEY (institution_id, page_id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.report_job
    ADD CONSTRAINT report_job_pkey PRIMARY KEY (institution_id, job_id);

ALTER TABLE ONLY public.result
    ADD CONSTRAINT result_pkey PRIMARY KEY (institution_id, year, student_id, subject_id, period_id, page_id);

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.teaching_group
    ADD CONSTRAINT teaching_group_pkey PRIMARY KEY (institution_id, group_id);

CREATE UNIQUE INDEX job_common_i1 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::jobs.job_state) AND (policy = 'short'::text));

CREATE INDEX job_common_i10 ON jobs.job_common USING btree (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE ((state < 'active'::jobs.job_state) AND (NOT blocked) AND (policy = 'key_strict_fifo'::text));

CREATE INDEX job_common_i11 ON jobs.job_common USING btree (name, priority DESC, created_on, start_after) WHERE ((state < 'active'::jobs.job_state) AND (NOT blocked));

CREATE INDEX job_common_i12 ON jobs.job_common USING btree (source_root_id) WHERE (source_root_id IS NOT NULL);

CREATE UNIQUE INDEX job_common_i2 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::jobs.job_state) AND (policy = 'singleton'::text));

CREATE UNIQUE INDEX job_common_i3 ON jobs.job_common USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::jobs.job_state) AND (policy = 'stately'::text));

CREATE UNIQUE INDEX job_common_i4 ON jobs.job_common USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::jobs.job_state) AND (singleton_on IS NOT NULL));

CREATE UNIQUE INDEX job_common_i6 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::jobs.job_state) AND (policy = 'exclusive'::text));

CREATE INDEX job_common_i7 ON jobs.job_common USING btree (name, group_id) WHERE ((state = 'active'::jobs.job_state) AND (group_id IS NOT NULL));

CREATE UNIQUE INDEX job_common_i8 ON jobs.job_common USING btree (name, singleton_key) WHERE ((state = ANY (ARRAY['active'::jobs.job_state, 'retry'::jobs.job_state, 'failed'::jobs.job_state])) AND (policy = 'key_strict_fifo'::text));

CREATE INDEX job_common_i9 ON jobs.job_common USING btree (name, id) WHERE (blocking AND (state = 'completed'::jobs.job_state));

CREATE INDEX job_dep_parent_idx ON jobs.job_dependency USING btree (parent_name, parent_id);

CREATE INDEX queue_stats_i1 ON ONLY jobs.queue_stats USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

CREATE INDEX warning_i1 ON jobs.warning USING btree (created_on DESC);

CREATE INDEX aggregate_version_told ON public.aggregate_version USING btree (institution_id, consumer, type, partition, at);

CREATE INDEX archive_newest ON public.archive USING btree (institution_id, made_at DESC);

CREATE INDEX calendar_year ON public.calendar USING btree (institution_id, year);

CREATE INDEX class_parent ON public.class USING btree (institution_id, parent_id);

CREATE INDEX dead_letter_created_at ON public.dead_letter USING btree (created_at);

CREATE INDEX idempotency_created_at ON public.idempotency USING btree (created_at);

CREATE INDEX inbox_received_at ON public.inbox USING btree (received_at);

CREATE INDEX movement_from_class ON public.movement USING btree (institution_id, from_class_id);

CREATE INDEX report_job_waiting ON public.report_job USING btree (institution_id) WHERE (state = 'queued'::text);

CREATE INDEX teaching_group_classes ON public.teaching_group USING gin (class_ids);

ALTER INDEX jobs.job_pkey ATTACH PARTITION jobs.job_common_pkey;

ALTER TABLE ONLY jobs.job_common
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY jobs.job_common
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY jobs.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue(name);

ALTER TABLE ONLY jobs.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE CASCADE;

ALTER TABLE ONLY jobs.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE CASCADE;

ALTER TABLE ONLY public.archive_file
    ADD CONSTRAINT archive_file_institution_id_archive_id_fkey FOREIGN KEY (institution_id, archive_id) REFERENCES public.archive(institution_id, archive_id);

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.archive ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.archive_file ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendar ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance ON public.account TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.archive TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.archive_file TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.attendance TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.calendar TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.class TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.idempotency TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.mark TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.movement TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.organisation TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.page_gap TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.page_seq TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.person TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.report_job TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.result TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.staff TO reporting_owner USING (true);

CREATE POLICY maintenance ON public.teaching_group TO reporting_owner USING (true);

ALTER TABLE public.mark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.movement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.account USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.archive USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.archive_file USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.attendance USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.calendar USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.idempotency USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.mark USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.movement USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.organisation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page_gap USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page_seq USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.person USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.report_job USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.result USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.staff USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.teaching_group USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.page_gap ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.page_seq ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_job ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.result ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.staff ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teaching_group ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA jobs TO reporting_app;

GRANT USAGE ON SCHEMA public TO reporting_app;
GRANT USAGE ON SCHEMA public TO reporting_relay;

GRANT ALL ON FUNCTION jobs.create_queue(queue_name text, options jsonb) TO reporting_app;

GRANT ALL ON FUNCTION jobs.delete_queue(queue_name text) TO reporting_app;

GRANT ALL ON FUNCTION jobs.job_now() TO reporting_app;

GRANT ALL ON FUNCTION jobs.job_table_format(command text, table_name text) TO reporting_app;

GRANT ALL ON FUNCTION jobs.job_table_run(command text, tbl_name text, queue_name text) TO reporting_app;

GRANT ALL ON FUNCTION jobs.job_table_run_async(command_name text, version integer, command text, tbl_name text, queue_name text) TO reporting_app;

REVOKE ALL ON FUNCTION public.drop_old_plumbing(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_plumbing(most integer) TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.bam TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.job TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.job_common TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.job_dependency TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.queue TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.queue_stats TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.schedule TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.subscription TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.version TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.warning TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account TO reporting_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.aggregate_version TO reporting_app;

GRANT SELECT,INSERT ON TABLE public.archive TO reporting_app;

GRANT SELECT,INSERT ON TABLE public.archive_file TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.attendance TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendar TO reporting_app;

GRANT SELECT,INSERT ON TABLE public.check_code TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class TO reporting_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.dead_letter TO reporting_app;

GRANT SELECT ON TABLE public.epoch TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO reporting_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.inbox TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mark TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.movement TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation TO reporting_app;

GRANT INSERT ON TABLE public.outbox TO reporting_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO reporting_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page_gap TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page_seq TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.report_job TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.result TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.staff TO reporting_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teaching_group TO reporting_app;
