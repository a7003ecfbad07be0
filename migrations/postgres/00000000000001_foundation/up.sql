CREATE TABLE settings (
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE system_keys (
    id uuid NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('sign','pepper')),
    wrapped bytea NOT NULL,
    root_key text NOT NULL,
    created_at bigint NOT NULL,
    retired_at bigint,
    PRIMARY KEY (id)
);

CREATE TABLE rate_limits (
    key bytea NOT NULL,
    window_start bigint NOT NULL,
    hits bigint NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE offices (
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    version bigint NOT NULL,
    quiet_days integer NOT NULL,
    confirm_days integer NOT NULL,
    next_case bigint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code)
);

CREATE TABLE office_keys (
    office_id uuid NOT NULL,
    id uuid NOT NULL,
    wrapped bytea NOT NULL,
    root_key text NOT NULL,
    created_at bigint NOT NULL,
    retired_at bigint,
    PRIMARY KEY (office_id, id)
);

CREATE TABLE case_keys (
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    id uuid NOT NULL,
    wrapped bytea NOT NULL,
    office_key uuid NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (office_id, case_id)
);

CREATE TABLE feed_heads (
    office_id uuid NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (office_id)
);

CREATE TABLE change_feed (
    office_id uuid NOT NULL,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    case_id uuid,
    seq bigint NOT NULL,
    PRIMARY KEY (office_id, kind, record_id),
    UNIQUE (office_id, seq)
);
CREATE INDEX change_feed_by_case ON change_feed (office_id, case_id, seq);

CREATE TABLE audit_heads (
    office_id uuid NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (office_id)
);

CREATE TABLE audit_entries (
    office_id uuid NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    user_id uuid,
    device_id uuid,
    action text NOT NULL,
    kind text NOT NULL,
    case_id uuid,
    ids bytea NOT NULL,
    fields text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (office_id, seq)
);
CREATE INDEX audit_entries_by_user ON audit_entries (office_id, user_id, seq);
CREATE INDEX audit_entries_by_case ON audit_entries (office_id, case_id, seq);

CREATE TABLE idempotency_keys (
    office_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key uuid NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    record_id uuid NOT NULL,
    version bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (office_id, user_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (office_id, at);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted'; END $$;
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
