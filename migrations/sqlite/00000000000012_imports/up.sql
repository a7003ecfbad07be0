CREATE TABLE imports (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    doubles INTEGER NOT NULL,
    made INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    beat_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    undo_until INTEGER,
    feed_seq INTEGER NOT NULL,
    file_token BLOB NOT NULL,
    headers_token BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX imports_by_office ON imports (office_id, id);
CREATE INDEX imports_by_file ON imports (office_id, file_token);
CREATE INDEX imports_by_end ON imports (office_id, expires_at);

-- Rows as they were read, what is wrong with them, rows ready to go in, and what was made: each sealed as a whole.
CREATE TABLE import_parts (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    import_id BLOB NOT NULL CHECK (length(import_id) = 16),
    kind TEXT NOT NULL,
    seq INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, import_id, kind, seq)
) STRICT;

CREATE TABLE import_mappings (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    kind TEXT NOT NULL,
    headers_token BLOB NOT NULL,
    import_id BLOB NOT NULL CHECK (length(import_id) = 16),
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, kind, headers_token)
) STRICT, WITHOUT ROWID;
