CREATE TABLE appointments (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    code text NOT NULL,
    state text NOT NULL,
    starts text NOT NULL CHECK (length(starts) = 16),
    zone text NOT NULL,
    occurred_on date NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    attended_by uuid,
    sequence integer NOT NULL,
    series_id uuid,
    answer text,
    answered_at bigint,
    sealed bytea NOT NULL,
    answer_sealed bytea,
    PRIMARY KEY (id)
);
CREATE INDEX appointments_by_case ON appointments (office_id, case_id, occurred_on, id);
CREATE INDEX appointments_by_start ON appointments (office_id, starts_at, id);
CREATE INDEX appointments_by_attendant ON appointments (office_id, attended_by, starts_at, id) WHERE attended_by IS NOT NULL;
CREATE INDEX appointments_by_series ON appointments (office_id, series_id, starts_at) WHERE series_id IS NOT NULL;

CREATE TABLE tasks (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    kind text NOT NULL,
    urgent boolean NOT NULL,
    on_kind text NOT NULL,
    on_id uuid NOT NULL,
    due_on date NOT NULL,
    reason text,
    done_at bigint,
    done_by uuid,
    PRIMARY KEY (id)
);
CREATE INDEX tasks_by_case ON tasks (office_id, case_id, done_at, id);
CREATE INDEX tasks_by_record ON tasks (office_id, on_id, kind, done_at);
CREATE INDEX tasks_open ON tasks (office_id, urgent DESC, due_on, id) WHERE done_at IS NULL;

CREATE TABLE mails (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    subject_id uuid NOT NULL,
    kind text NOT NULL,
    occasion text NOT NULL,
    sequence integer NOT NULL,
    state text NOT NULL,
    reason text,
    due_at bigint NOT NULL,
    useful_until bigint NOT NULL,
    attempts integer NOT NULL,
    next_at bigint,
    leased_until bigint,
    sent_at bigint,
    link_hash bytea CHECK (length(link_hash) = 32),
    sent_to bytea CHECK (length(sent_to) = 32),
    PRIMARY KEY (id),
    UNIQUE (office_id, case_id, subject_id, kind, occasion, sequence)
);
CREATE INDEX mails_due ON mails (next_at, id) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX mails_by_link ON mails (link_hash) WHERE link_hash IS NOT NULL;
CREATE INDEX mails_handled ON mails (office_id, state, created_at, id) WHERE state <> 'queued';

CREATE TABLE mail_languages (
    office_id uuid NOT NULL,
    language text NOT NULL,
    version bigint NOT NULL,
    texts_hash text NOT NULL,
    approved_at bigint NOT NULL,
    recorded_by uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (office_id, language)
);

CREATE TABLE calendar_feeds (
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    created_at bigint NOT NULL,
    PRIMARY KEY (office_id, user_id),
    UNIQUE (token_hash)
);

ALTER TABLE contacts ADD COLUMN proven_on date;
ALTER TABLE contacts ADD COLUMN code_mail uuid;
ALTER TABLE contacts ADD COLUMN code_tries integer NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN mail_stopped_at bigint;
ALTER TABLE offices ADD COLUMN mail_sender text;
ALTER TABLE offices ADD COLUMN mail_subject text;
