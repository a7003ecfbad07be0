CREATE TABLE users (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    email_token bytea NOT NULL,
    sealed bytea NOT NULL,
    role text NOT NULL,
    pending_role text,
    pending_by uuid,
    locale text NOT NULL,
    password_hash text,
    waiting_hash text,
    waiting_by uuid,
    waiting_since bigint,
    totp bytea,
    totp_pending bytea,
    totp_last_step bigint NOT NULL,
    disabled_at bigint,
    PRIMARY KEY (id),
    UNIQUE (email_token)
);
CREATE INDEX users_by_office ON users (office_id, id);

CREATE TABLE recovery_codes (
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    slot integer NOT NULL,
    hash bytea NOT NULL,
    used_at bigint,
    PRIMARY KEY (office_id, user_id, slot)
);

CREATE TABLE reset_links (
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid,
    expires_at bigint NOT NULL,
    used_at bigint,
    PRIMARY KEY (token_hash)
);
CREATE INDEX reset_links_by_user ON reset_links (office_id, user_id);

CREATE TABLE devices (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    label text NOT NULL,
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    ended_at bigint,
    PRIMARY KEY (id)
);
CREATE INDEX devices_by_user ON devices (office_id, user_id);

CREATE TABLE refresh_families (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    device_id uuid NOT NULL,
    current_hash bytea NOT NULL,
    previous_hash bytea,
    rotated_at bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    PRIMARY KEY (id)
);
CREATE INDEX refresh_families_by_device ON refresh_families (office_id, device_id);

CREATE TABLE saved_views (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    version bigint NOT NULL,
    sealed bytea NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX saved_views_by_user ON saved_views (office_id, user_id);
