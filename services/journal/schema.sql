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
    person_id uuid
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

CREATE TABLE public.attendance (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
)
PARTITION BY LIST (year);

ALTER TABLE ONLY public.attendance FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance_2023 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
);

CREATE TABLE public.attendance_2024 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
);

CREATE TABLE public.attendance_2025 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
);

CREATE TABLE public.attendance_2026 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
);

CREATE TABLE public.attendance_2027 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
);

CREATE TABLE public.attendance_2028 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    code text,
    CONSTRAINT attendance_version_check CHECK ((version > 0))
);

CREATE TABLE public.calendar (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    state text NOT NULL,
    schemes jsonb NOT NULL,
    holidays jsonb NOT NULL
);

ALTER TABLE ONLY public.calendar FORCE ROW LEVEL SECURITY;

CREATE TABLE public.class (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
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

CREATE TABLE public.class_teacher (
    institution_id uuid NOT NULL,
    class_id uuid NOT NULL,
    person_id uuid NOT NULL,
    from_date date NOT NULL,
    to_date date
);

ALTER TABLE ONLY public.class_teacher FORCE ROW LEVEL SECURITY;

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

CREATE TABLE public.lesson (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    page_id uuid NOT NULL,
    date date NOT NULL,
    slot smallint NOT NULL,
    starts_at text NOT NULL,
    ends_at text NOT NULL,
    room text,
    teacher_ids uuid[] NOT NULL,
    state text NOT NULL
);

ALTER TABLE ONLY public.lesson FORCE ROW LEVEL SECURITY;

CREATE TABLE public.lesson_record (
    institution_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    page_id uuid NOT NULL,
    topic text NOT NULL,
    homework text NOT NULL,
    version bigint NOT NULL
);

ALTER TABLE ONLY public.lesson_record FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mark (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
)
PARTITION BY LIST (year);

ALTER TABLE ONLY public.mark FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mark_2023 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
);

CREATE TABLE public.mark_2024 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
);

CREATE TABLE public.mark_2025 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
);

CREATE TABLE public.mark_2026 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
);

CREATE TABLE public.mark_2027 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
);

CREATE TABLE public.mark_2028 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    work_id uuid NOT NULL,
    student_id uuid NOT NULL,
    version bigint NOT NULL,
    mark jsonb,
    CONSTRAINT mark_version_check CHECK ((version > 0))
);

CREATE TABLE public.organisation (
    institution_id uuid NOT NULL,
    kind text NOT NULL,
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

CREATE TABLE public.page (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    year smallint NOT NULL,
    subject_id uuid NOT NULL,
    subject_name text NOT NULL,
    subject_order integer NOT NULL,
    name text NOT NULL,
    scale text NOT NULL,
    period_scheme_id uuid NOT NULL,
    state text NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    head bytea DEFAULT decode(''::text, 'hex'::text) NOT NULL
);

ALTER TABLE ONLY public.page FORCE ROW LEVEL SECURITY;

CREATE TABLE public.page_class (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    class_id uuid NOT NULL
);

ALTER TABLE ONLY public.page_class FORCE ROW LEVEL SECURITY;

CREATE TABLE public.page_teacher (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    person_id uuid NOT NULL,
    from_date date NOT NULL,
    to_date date
);

ALTER TABLE ONLY public.page_teacher FORCE ROW LEVEL SECURITY;

CREATE TABLE public.person (
    institution_id uuid NOT NULL,
    person_id uuid NOT NULL,
    last_name text NOT NULL,
    first_name text NOT NULL,
    middle_name text
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

CREATE TABLE public.result (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    student_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    period_id uuid NOT NULL,
    page_id uuid NOT NULL,
    version bigint NOT NULL,
    result jsonb,
    CONSTRAINT result_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.result FORCE ROW LEVEL SECURITY;

CREATE TABLE public.revision (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
)
PARTITION BY LIST (year);

ALTER TABLE ONLY public.revision FORCE ROW LEVEL SECURITY;

CREATE TABLE public.revision_2023 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE TABLE public.revision_2024 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE TABLE public.revision_2025 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE TABLE public.revision_2026 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE TABLE public.revision_2027 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE TABLE public.revision_2028 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE TABLE public.revision_note (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    target_id uuid NOT NULL,
    student_id uuid NOT NULL,
    salt bytea NOT NULL,
    note text NOT NULL
);

ALTER TABLE ONLY public.revision_note FORCE ROW LEVEL SECURITY;

CREATE TABLE public.save (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
)
PARTITION BY LIST (year);

ALTER TABLE ONLY public.save FORCE ROW LEVEL SECURITY;

CREATE TABLE public.save_2023 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE public.save_2024 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE public.save_2025 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE public.save_2026 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE public.save_2027 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE public.save_2028 (
    institution_id uuid NOT NULL,
    year smallint NOT NULL,
    page_id uuid NOT NULL,
    seq bigint NOT NULL,
    canonical text NOT NULL,
    hash bytea NOT NULL,
    saved_by uuid NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    event_id uuid DEFAULT gen_random_uuid() NOT NULL
);

CREATE TABLE public.standing (
    institution_id uuid NOT NULL,
    page_id uuid NOT NULL,
    period_id uuid NOT NULL,
    student_id uuid NOT NULL,
    sum bigint NOT NULL,
    weight bigint NOT NULL,
    marks integer NOT NULL,
    absences integer NOT NULL
);

ALTER TABLE ONLY public.standing FORCE ROW LEVEL SECURITY;

CREATE TABLE public.work (
    institution_id uuid NOT NULL,
    id uuid NOT NULL,
    page_id uuid NOT NULL,
    lesson_id uuid NOT NULL,
    type_key text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    weight integer NOT NULL,
    version bigint NOT NULL,
    removed boolean DEFAULT false NOT NULL,
    CONSTRAINT work_weight_check CHECK ((weight >= 0))
);

ALTER TABLE ONLY public.work FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.attendance ATTACH PARTITION public.attendance_2023 FOR VALUES IN ('2023');

ALTER TABLE ONLY public.attendance ATTACH PARTITION public.attendance_2024 FOR VALUES IN ('2024');

ALTER TABLE ONLY public.attendance ATTACH PARTITION public.attendance_2025 FOR VALUES IN ('2025');

ALTER TABLE ONLY public.attendance ATTACH PARTITION public.attendance_2026 FOR VALUES IN ('2026');

ALTER TABLE ONLY public.attendance ATTACH PARTITION public.attendance_2027 FOR VALUES IN ('2027');

ALTER TABLE ONLY public.attendance ATTACH PARTITION public.attendance_2028 FOR VALUES IN ('2028');

ALTER TABLE ONLY public.mark ATTACH PARTITION public.mark_2023 FOR VALUES IN ('2023');

ALTER TABLE ONLY public.mark ATTACH PARTITION public.mark_2024 FOR VALUES IN ('2024');

ALTER TABLE ONLY public.mark ATTACH PARTITION public.mark_2025 FOR VALUES IN ('2025');

ALTER TABLE ONLY public.mark ATTACH PARTITION public.mark_2026 FOR VALUES IN ('2026');

ALTER TABLE ONLY public.mark ATTACH PARTITION public.mark_2027 FOR VALUES IN ('2027');

ALTER TABLE ONLY public.mark ATTACH PARTITION public.mark_2028 FOR VALUES IN ('2028');

ALTER TABLE ONLY public.revision ATTACH PARTITION public.revision_2023 FOR VALUES IN ('2023');

ALTER TABLE ONLY public.revision ATTACH PARTITION public.revision_2024 FOR VALUES IN ('2024');

ALTER TABLE ONLY public.revision ATTACH PARTITION public.revision_2025 FOR VALUES IN ('2025');

ALTER TABLE ONLY public.revision ATTACH PARTITION public.revision_2026 FOR VALUES IN ('2026');

ALTER TABLE ONLY public.revision ATTACH PARTITION public.revision_2027 FOR VALUES IN ('2027');

ALTER TABLE ONLY public.revision ATTACH PARTITION public.revision_2028 FOR VALUES IN ('2028');

ALTER TABLE ONLY public.save ATTACH PARTITION public.save_2023 FOR VALUES IN ('2023');

ALTER TABLE ONLY public.save ATTACH PARTITION public.save_2024 FOR VALUES IN ('2024');

ALTER TABLE ONLY public.save ATTACH PARTITION public.save_2025 FOR VALUES IN ('2025');

ALTER TABLE ONLY public.save ATTACH PARTITION public.save_2026 FOR VALUES IN ('2026');

ALTER TABLE ONLY public.save ATTACH PARTITION public.save_2027 FOR VALUES IN ('2027');

ALTER TABLE ONLY public.save ATTACH PARTITION public.save_2028 FOR VALUES IN ('2028');

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (institution_id, user_id);

ALTER TABLE ONLY public.aggregate_version
    ADD CONSTRAINT aggregate_version_pkey PRIMARY KEY (institution_id, consumer, type, key);

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT attendance_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.attendance_2023
    ADD CONSTRAINT attendance_2023_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.attendance_2024
    ADD CONSTRAINT attendance_2024_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.attendance_2025
    ADD CONSTRAINT attendance_2025_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.attendance_2026
    ADD CONSTRAINT attendance_2026_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.attendance_2027
    ADD CONSTRAINT attendance_2027_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.attendance_2028
    ADD CONSTRAINT attendance_2028_pkey PRIMARY KEY (institution_id, year, lesson_id, student_id);

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (institution_id, year);

ALTER TABLE ONLY public.class_member
    ADD CONSTRAINT class_member_pkey PRIMARY KEY (institution_id, class_id, student_id, from_date);

ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (institution_id, class_id);

ALTER TABLE ONLY public.class_teacher
    ADD CONSTRAINT class_teacher_pkey PRIMARY KEY (institution_id, class_id, person_id, from_date);

ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.epoch
    ADD CONSTRAINT epoch_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (user_id, assignment_id, operation, key);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, message_id);

ALTER TABLE ONLY public.lesson
    ADD CONSTRAINT lesson_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.lesson_record
    ADD CONSTRAINT lesson_record_pkey PRIMARY KEY (institution_id, lesson_id);

ALTER TABLE ONLY public.mark
    ADD CONSTRAINT mark_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.mark_2023
    ADD CONSTRAINT mark_2023_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.mark_2024
    ADD CONSTRAINT mark_2024_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.mark_2025
    ADD CONSTRAINT mark_2025_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.mark_2026
    ADD CONSTRAINT mark_2026_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.mark_2027
    ADD CONSTRAINT mark_2027_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.mark_2028
    ADD CONSTRAINT mark_2028_pkey PRIMARY KEY (institution_id, year, work_id, student_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (institution_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.page_class
    ADD CONSTRAINT page_class_pkey PRIMARY KEY (institution_id, page_id, class_id);

ALTER TABLE ONLY public.page
    ADD CONSTRAINT page_pkey PRIMARY KEY (institution_id, id);

ALTER TABLE ONLY public.page_teacher
    ADD CONSTRAINT page_teacher_pkey PRIMARY KEY (institution_id, page_id, person_id, from_date);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (institution_id, person_id);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (institution_id, relation_id);

ALTER TABLE ONLY public.result
    ADD CONSTRAINT result_pkey PRIMARY KEY (institution_id, year, student_id, subject_id, period_id);

ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_2023
    ADD CONSTRAINT revision_2023_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_2024
    ADD CONSTRAINT revision_2024_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_2025
    ADD CONSTRAINT revision_2025_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_2026
    ADD CONSTRAINT revision_2026_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_2027
    ADD CONSTRAINT revision_2027_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_2028
    ADD CONSTRAINT revision_2028_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.revision_note
    ADD CONSTRAINT revision_note_pkey PRIMARY KEY (institution_id, year, page_id, seq, kind, target_id, student_id);

ALTER TABLE ONLY public.save
    ADD CONSTRAINT save_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.save_2023
    ADD CONSTRAINT save_2023_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.save_2024
    ADD CONSTRAINT save_2024_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.save_2025
    ADD CONSTRAINT save_2025_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.save_2026
    ADD CONSTRAINT save_2026_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.save_2027
    ADD CONSTRAINT save_2027_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.save_2028
    ADD CONSTRAINT save_2028_pkey PRIMARY KEY (institution_id, year, page_id, seq);

ALTER TABLE ONLY public.standing
    ADD CONSTRAINT standing_pkey PRIMARY KEY (institution_id, page_id, period_id, student_id);

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (institution_id, id);

CREATE INDEX aggregate_version_told ON public.aggregate_version USING btree (institution_id, consumer, type, partition, at);

CREATE INDEX attendance_page ON ONLY public.attendance USING btree (institution_id, year, page_id);

CREATE INDEX attendance_2023_institution_id_year_page_id_idx ON public.attendance_2023 USING btree (institution_id, year, page_id);

CREATE INDEX attendance_2024_institution_id_year_page_id_idx ON public.attendance_2024 USING btree (institution_id, year, page_id);

CREATE INDEX attendance_2025_institution_id_year_page_id_idx ON public.attendance_2025 USING btree (institution_id, year, page_id);

CREATE INDEX attendance_2026_institution_id_year_page_id_idx ON public.attendance_2026 USING btree (institution_id, year, page_id);

CREATE INDEX attendance_2027_institution_id_year_page_id_idx ON public.attendance_2027 USING btree (institution_id, year, page_id);

CREATE INDEX attendance_2028_institution_id_year_page_id_idx ON public.attendance_2028 USING btree (institution_id, year, page_id);

CREATE INDEX class_member_student ON public.class_member USING btree (institution_id, student_id);

CREATE INDEX class_teacher_person ON public.class_teacher USING btree (institution_id, person_id);

CREATE INDEX dead_letter_created_at ON public.dead_letter USING btree (created_at);

CREATE INDEX idempotency_created_at ON public.idempotency USING btree (created_at);

CREATE INDEX inbox_received_at ON public.inbox USING btree (received_at);

CREATE INDEX lesson_page_date ON public.lesson USING btree (institution_id, page_id, date);

CREATE INDEX lesson_record_page ON public.lesson_record USING btree (institution_id, page_id);

CREATE INDEX mark_page ON ONLY public.mark USING btree (institution_id, year, page_id);

CREATE INDEX mark_2023_institution_id_year_page_id_idx ON public.mark_2023 USING btree (institution_id, year, page_id);

CREATE INDEX mark_2024_institution_id_year_page_id_idx ON public.mark_2024 USING btree (institution_id, year, page_id);

CREATE INDEX mark_2025_institution_id_year_page_id_idx ON public.mark_2025 USING btree (institution_id, year, page_id);

CREATE INDEX mark_2026_institution_id_year_page_id_idx ON public.mark_2026 USING btree (institution_id, year, page_id);

CREATE INDEX mark_2027_institution_id_year_page_id_idx ON public.mark_2027 USING btree (institution_id, year, page_id);

CREATE INDEX mark_2028_institution_id_year_page_id_idx ON public.mark_2028 USING btree (institution_id, year, page_id);

CREATE INDEX page_class_class ON public.page_class USING btree (institution_id, class_id);

CREATE INDEX page_teacher_person ON public.page_teacher USING btree (institution_id, person_id);

CREATE INDEX relation_guardian ON public.relation USING btree (institution_id, guardian_id);

CREATE INDEX result_page ON public.result USING btree (institution_id, page_id);

CREATE INDEX revision_cell ON ONLY public.revision USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_2023_institution_id_page_id_target_id_student_id_idx ON public.revision_2023 USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_2024_institution_id_page_id_target_id_student_id_idx ON public.revision_2024 USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_2025_institution_id_page_id_target_id_student_id_idx ON public.revision_2025 USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_2026_institution_id_page_id_target_id_student_id_idx ON public.revision_2026 USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_2027_institution_id_page_id_target_id_student_id_idx ON public.revision_2027 USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_2028_institution_id_page_id_target_id_student_id_idx ON public.revision_2028 USING btree (institution_id, page_id, target_id, student_id);

CREATE INDEX revision_note_cell ON public.revision_note USING btree (institution_id, student_id, target_id, seq);

CREATE INDEX work_lesson ON public.work USING btree (institution_id, lesson_id);

CREATE INDEX work_page ON public.work USING btree (institution_id, page_id);

ALTER INDEX public.attendance_page ATTACH PARTITION public.attendance_2023_institution_id_year_page_id_idx;

ALTER INDEX public.attendance_pkey ATTACH PARTITION public.attendance_2023_pkey;

ALTER INDEX public.attendance_page ATTACH PARTITION public.attendance_2024_institution_id_year_page_id_idx;

ALTER INDEX public.attendance_pkey ATTACH PARTITION public.attendance_2024_pkey;

ALTER INDEX public.attendance_page ATTACH PARTITION public.attendance_2025_institution_id_year_page_id_idx;

ALTER INDEX public.attendance_pkey ATTACH PARTITION public.attendance_2025_pkey;

ALTER INDEX public.attendance_page ATTACH PARTITION public.attendance_2026_institution_id_year_page_id_idx;

ALTER INDEX public.attendance_pkey ATTACH PARTITION public.attendance_2026_pkey;

ALTER INDEX public.attendance_page ATTACH PARTITION public.attendance_2027_institution_id_year_page_id_idx;

ALTER INDEX public.attendance_pkey ATTACH PARTITION public.attendance_2027_pkey;

ALTER INDEX public.attendance_page ATTACH PARTITION public.attendance_2028_institution_id_year_page_id_idx;

ALTER INDEX public.attendance_pkey ATTACH PARTITION public.attendance_2028_pkey;

ALTER INDEX public.mark_page ATTACH PARTITION public.mark_2023_institution_id_year_page_id_idx;

ALTER INDEX public.mark_pkey ATTACH PARTITION public.mark_2023_pkey;

ALTER INDEX public.mark_page ATTACH PARTITION public.mark_2024_institution_id_year_page_id_idx;

ALTER INDEX public.mark_pkey ATTACH PARTITION public.mark_2024_pkey;

ALTER INDEX public.mark_page ATTACH PARTITION public.mark_2025_institution_id_year_page_id_idx;

ALTER INDEX public.mark_pkey ATTACH PARTITION public.mark_2025_pkey;

ALTER INDEX public.mark_page ATTACH PARTITION public.mark_2026_institution_id_year_page_id_idx;

ALTER INDEX public.mark_pkey ATTACH PARTITION public.mark_2026_pkey;

ALTER INDEX public.mark_page ATTACH PARTITION public.mark_2027_institution_id_year_page_id_idx;

ALTER INDEX public.mark_pkey ATTACH PARTITION public.mark_2027_pkey;

ALTER INDEX public.mark_page ATTACH PARTITION public.mark_2028_institution_id_year_page_id_idx;

ALTER INDEX public.mark_pkey ATTACH PARTITION public.mark_2028_pkey;

ALTER INDEX public.revision_cell ATTACH PARTITION public.revision_2023_institution_id_page_id_target_id_student_id_idx;

ALTER INDEX public.revision_pkey ATTACH PARTITION public.revision_2023_pkey;

ALTER INDEX public.revision_cell ATTACH PARTITION public.revision_2024_institution_id_page_id_target_id_student_id_idx;

ALTER INDEX public.revision_pkey ATTACH PARTITION public.revision_2024_pkey;

ALTER INDEX public.revision_cell ATTACH PARTITION public.revision_2025_institution_id_page_id_target_id_student_id_idx;

ALTER INDEX public.revision_pkey ATTACH PARTITION public.revision_2025_pkey;

ALTER INDEX public.revision_cell ATTACH PARTITION public.revision_2026_institution_id_page_id_target_id_student_id_idx;

ALTER INDEX public.revision_pkey ATTACH PARTITION public.revision_2026_pkey;

ALTER INDEX public.revision_cell ATTACH PARTITION public.revision_2027_institution_id_page_id_target_id_student_id_idx;

ALTER INDEX public.revision_pkey ATTACH PARTITION public.revision_2027_pkey;

ALTER INDEX public.revision_cell ATTACH PARTITION public.revision_2028_institution_id_page_id_target_id_student_id_idx;

ALTER INDEX public.revision_pkey ATTACH PARTITION public.revision_2028_pkey;

ALTER INDEX public.save_pkey ATTACH PARTITION public.save_2023_pkey;

ALTER INDEX public.save_pkey ATTACH PARTITION public.save_2024_pkey;

ALTER INDEX public.save_pkey ATTACH PARTITION public.save_2025_pkey;

ALTER INDEX public.save_pkey ATTACH PARTITION public.save_2026_pkey;

ALTER INDEX public.save_pkey ATTACH PARTITION public.save_2027_pkey;

ALTER INDEX public.save_pkey ATTACH PARTITION public.save_2028_pkey;

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendar ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.class_teacher ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lesson ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lesson_record ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance ON public.account TO journal_owner USING (true);

CREATE POLICY maintenance ON public.attendance TO journal_owner USING (true);

CREATE POLICY maintenance ON public.calendar TO journal_owner USING (true);

CREATE POLICY maintenance ON public.class TO journal_owner USING (true);

CREATE POLICY maintenance ON public.class_member TO journal_owner USING (true);

CREATE POLICY maintenance ON public.class_teacher TO journal_owner USING (true);

CREATE POLICY maintenance ON public.idempotency TO journal_owner USING (true);

CREATE POLICY maintenance ON public.lesson TO journal_owner USING (true);

CREATE POLICY maintenance ON public.lesson_record TO journal_owner USING (true);

CREATE POLICY maintenance ON public.mark TO journal_owner USING (true);

CREATE POLICY maintenance ON public.organisation TO journal_owner USING (true);

CREATE POLICY maintenance ON public.page TO journal_owner USING (true);

CREATE POLICY maintenance ON public.page_class TO journal_owner USING (true);

CREATE POLICY maintenance ON public.page_teacher TO journal_owner USING (true);

CREATE POLICY maintenance ON public.person TO journal_owner USING (true);

CREATE POLICY maintenance ON public.relation TO journal_owner USING (true);

CREATE POLICY maintenance ON public.result TO journal_owner USING (true);

CREATE POLICY maintenance ON public.revision TO journal_owner USING (true);

CREATE POLICY maintenance ON public.revision_note TO journal_owner USING (true);

CREATE POLICY maintenance ON public.save TO journal_owner USING (true);

CREATE POLICY maintenance ON public.standing TO journal_owner USING (true);

CREATE POLICY maintenance ON public.work TO journal_owner USING (true);

ALTER TABLE public.mark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.account USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.attendance USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.calendar USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_member USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.class_teacher USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.idempotency USING ((user_id = ( SELECT (NULLIF(current_setting('parta.user'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.lesson USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.lesson_record USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.mark USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.organisation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page_class USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.page_teacher USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.person USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.relation USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.result USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.revision USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.revision_note USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.save USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.standing USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY own ON public.work USING ((institution_id = ( SELECT (NULLIF(current_setting('parta.institution'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.page ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.page_class ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.page_teacher ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.relation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.result ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.revision ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.revision_note ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.save ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.standing ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.work ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO journal_app;
GRANT USAGE ON SCHEMA public TO journal_relay;

REVOKE ALL ON FUNCTION public.drop_old_plumbing(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_old_plumbing(most integer) TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account TO journal_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.aggregate_version TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.attendance TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendar TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_member TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.class_teacher TO journal_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.dead_letter TO journal_app;

GRANT SELECT ON TABLE public.epoch TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency TO journal_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.inbox TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lesson TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lesson_record TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mark TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation TO journal_app;

GRANT INSERT ON TABLE public.outbox TO journal_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO journal_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page_class TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.page_teacher TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.relation TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.result TO journal_app;

GRANT SELECT,INSERT ON TABLE public.revision TO journal_app;

GRANT SELECT,INSERT ON TABLE public.revision_note TO journal_app;

GRANT SELECT,INSERT ON TABLE public.save TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.standing TO journal_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.work TO journal_app;
