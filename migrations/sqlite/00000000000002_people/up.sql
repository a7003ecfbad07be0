CREATE TABLE users (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    email_token BLOB NOT NULL,
    sealed BLOB NOT NULL,
    role TEXT NOT NULL,
    pending_role TEXT,
    pending_by BLOB CHECK (length(pending_by) = 16),
    locale TEXT NOT NULL,
    password_hash TEXT,
    waiting_hash TEXT,
    waiting_by BLOB CHECK (length(waiting_by) = 16),
    waiting_since INTEGER,
    totp BLOB,
    totp_pending BLOB,
    totp_last_step INTEGER NOT NULL,
    disabled_at INTEGER,
    PRIMARY KEY (id),
    UNIQUE (email_token)
) STRICT;
CREATE INDEX users_by_office ON users (office_id, id);

CREATE TABLE recovery_codes (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    slot INTEGER NOT NULL,
    hash BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (office_id, user_id, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE reset_links (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    token_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB CHECK (length(created_by) = 16),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (token_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX reset_links_by_user ON reset_links (office_id, user_id);

CREATE TABLE devices (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_by_user ON devices (office_id, user_id);

CREATE TABLE refresh_families (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    device_id BLOB NOT NULL CHECK (length(device_id) = 16),
    current_hash BLOB NOT NULL,
    previous_hash BLOB,
    rotated_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_families_by_device ON refresh_families (office_id, device_id);

CREATE TABLE saved_views (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_views_by_user ON saved_views (office_id, user_id);
