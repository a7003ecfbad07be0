ALTER TABLE refresh_families ADD COLUMN step_up_for TEXT;
ALTER TABLE refresh_families ADD COLUMN step_up_until INTEGER;

CREATE TABLE export_requests (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    state TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    decided_by BLOB CHECK (length(decided_by) = 16),
    decided_at INTEGER,
    taken_at INTEGER,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX export_requests_by_office ON export_requests (office_id, id);
