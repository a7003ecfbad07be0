CREATE TABLE appointments (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    starts TEXT NOT NULL CHECK (length(starts) = 16),
    zone TEXT NOT NULL,
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    attended_by BLOB CHECK (length(attended_by) = 16),
    sequence INTEGER NOT NULL,
    series_id BLOB CHECK (length(series_id) = 16),
    answer TEXT,
    answered_at INTEGER,
    sealed BLOB NOT NULL,
    answer_sealed BLOB,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX appointments_by_case ON appointments (office_id, case_id, occurred_on, id);
CREATE INDEX appointments_by_start ON appointments (office_id, starts_at, id);
CREATE INDEX appointments_by_attendant ON appointments (office_id, attended_by, starts_at, id) WHERE attended_by IS NOT NULL;
CREATE INDEX appointments_by_series ON appointments (office_id, series_id, starts_at) WHERE series_id IS NOT NULL;

CREATE TABLE tasks (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    kind TEXT NOT NULL,
    urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    on_kind TEXT NOT NULL,
    on_id BLOB NOT NULL CHECK (length(on_id) = 16),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    reason TEXT,
    done_at INTEGER,
    done_by BLOB CHECK (length(done_by) = 16),
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX tasks_by_case ON tasks (office_id, case_id, done_at, id);
CREATE INDEX tasks_by_record ON tasks (office_id, on_id, kind, done_at);
CREATE INDEX tasks_open ON tasks (office_id, urgent DESC, due_on, id) WHERE done_at IS NULL;

CREATE TABLE mails (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    subject_id BLOB NOT NULL CHECK (length(subject_id) = 16),
    kind TEXT NOT NULL,
    occasion TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    due_at INTEGER NOT NULL,
    useful_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER,
    leased_until INTEGER,
    sent_at INTEGER,
    link_hash BLOB CHECK (length(link_hash) = 32),
    sent_to BLOB CHECK (length(sent_to) = 32),
    PRIMARY KEY (id),
    UNIQUE (office_id, case_id, subject_id, kind, occasion, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX mails_due ON mails (next_at, id) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX mails_by_link ON mails (link_hash) WHERE link_hash IS NOT NULL;
CREATE INDEX mails_handled ON mails (office_id, state, created_at, id) WHERE state <> 'queued';

CREATE TABLE mail_languages (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    language TEXT NOT NULL,
    version INTEGER NOT NULL,
    texts_hash TEXT NOT NULL,
    approved_at INTEGER NOT NULL,
    recorded_by BLOB NOT NULL CHECK (length(recorded_by) = 16),
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_feeds (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, user_id),
    UNIQUE (token_hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE contacts ADD COLUMN proven_on TEXT CHECK (length(proven_on) = 10);
ALTER TABLE contacts ADD COLUMN code_mail BLOB CHECK (length(code_mail) = 16);
ALTER TABLE contacts ADD COLUMN code_tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN mail_stopped_at INTEGER;
ALTER TABLE offices ADD COLUMN mail_sender TEXT;
ALTER TABLE offices ADD COLUMN mail_subject TEXT;
