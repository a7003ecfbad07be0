CREATE TABLE settings (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key)
) STRICT, WITHOUT ROWID;

CREATE TABLE system_keys (
    id BLOB NOT NULL CHECK (length(id) = 16),
    purpose TEXT NOT NULL CHECK (purpose IN ('sign','pepper')),
    wrapped BLOB NOT NULL,
    root_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rate_limits (
    key BLOB NOT NULL,
    window_start INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    PRIMARY KEY (key)
) STRICT, WITHOUT ROWID;

CREATE TABLE offices (
    id BLOB NOT NULL CHECK (length(id) = 16),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    quiet_days INTEGER NOT NULL,
    confirm_days INTEGER NOT NULL,
    next_case INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_keys (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    id BLOB NOT NULL CHECK (length(id) = 16),
    wrapped BLOB NOT NULL,
    root_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (office_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_keys (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    id BLOB NOT NULL CHECK (length(id) = 16),
    wrapped BLOB NOT NULL,
    office_key BLOB NOT NULL CHECK (length(office_key) = 16),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_heads (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    seq INTEGER NOT NULL,
    PRIMARY KEY (office_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_feed (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL CHECK (length(record_id) = 16),
    case_id BLOB CHECK (length(case_id) = 16),
    seq INTEGER NOT NULL,
    PRIMARY KEY (office_id, kind, record_id),
    UNIQUE (office_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_feed_by_case ON change_feed (office_id, case_id, seq);

CREATE TABLE audit_heads (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (office_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entries (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    user_id BLOB CHECK (length(user_id) = 16),
    device_id BLOB CHECK (length(device_id) = 16),
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    case_id BLOB CHECK (length(case_id) = 16),
    ids BLOB NOT NULL,
    fields TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (office_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_entries_by_user ON audit_entries (office_id, user_id, seq);
CREATE INDEX audit_entries_by_case ON audit_entries (office_id, case_id, seq);

CREATE TABLE idempotency_keys (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    key BLOB NOT NULL CHECK (length(key) = 16),
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    record_id BLOB NOT NULL CHECK (length(record_id) = 16),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (office_id, user_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (office_id, at);

CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
-- INSERT OR REPLACE deletes without asking the triggers of a deletion.
CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE office_id = NEW.office_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit entries are never replaced'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
