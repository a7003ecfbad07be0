CREATE TABLE approval_limits (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    currency TEXT NOT NULL,
    minor INTEGER NOT NULL,
    PRIMARY KEY (office_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    service_id BLOB CHECK (length(service_id) = 16),
    logged_by BLOB CHECK (length(logged_by) = 16),
    cost_minor INTEGER,
    currency TEXT,
    to_office BLOB CHECK (length(to_office) = 16),
    close_reason TEXT,
    settled_at INTEGER,
    settled_by BLOB CHECK (length(settled_by) = 16),
    sealed BLOB,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX approvals_waiting ON approvals (office_id, created_at, id) WHERE settled_at IS NULL;
CREATE INDEX approvals_by_case ON approvals (office_id, case_id, id);
CREATE INDEX approvals_settled ON approvals (office_id, created_by, settled_at) WHERE settled_at IS NOT NULL;

-- Requests to close that wait are requests like any other; a case has one at most, so its id serves.
INSERT INTO approvals (id, office_id, case_id, version, created_at, created_by, updated_at, updated_by, kind, state, close_reason)
    SELECT id, office_id, id, 1, updated_at, close_requested_by, updated_at, close_requested_by, 'close', 'waiting', close_reason
    FROM cases WHERE open AND close_requested_by IS NOT NULL;

ALTER TABLE services ADD COLUMN approval TEXT;

ALTER TABLE comments ADD COLUMN kind TEXT NOT NULL DEFAULT 'comment';
ALTER TABLE comments ADD COLUMN asked_of BLOB CHECK (length(asked_of) = 16);
ALTER TABLE comments ADD COLUMN reply_to BLOB CHECK (length(reply_to) = 16);
ALTER TABLE comments ADD COLUMN waits_for BLOB CHECK (length(waits_for) = 16);
ALTER TABLE comments ADD COLUMN open_since INTEGER;
CREATE INDEX comments_waiting ON comments (office_id, waits_for, open_since) WHERE open_since IS NOT NULL;
CREATE INDEX comments_late ON comments (office_id, open_since) WHERE open_since IS NOT NULL;
