CREATE TABLE imports (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    total bigint NOT NULL,
    done bigint NOT NULL,
    wrong bigint NOT NULL,
    doubles bigint NOT NULL,
    made bigint NOT NULL,
    kept bigint NOT NULL,
    beat_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    undo_until bigint,
    feed_seq bigint NOT NULL,
    file_token bytea NOT NULL,
    headers_token bytea NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX imports_by_office ON imports (office_id, id);
CREATE INDEX imports_by_file ON imports (office_id, file_token);
CREATE INDEX imports_by_end ON imports (office_id, expires_at);

-- Rows as they were read, what is wrong with them, rows ready to go in, and what was made: each sealed as a whole.
CREATE TABLE import_parts (
    office_id uuid NOT NULL,
    import_id uuid NOT NULL,
    kind text NOT NULL,
    seq integer NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (office_id, import_id, kind, seq)
);

CREATE TABLE import_mappings (
    office_id uuid NOT NULL,
    kind text NOT NULL,
    headers_token bytea NOT NULL,
    import_id uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (office_id, kind, headers_token)
);
