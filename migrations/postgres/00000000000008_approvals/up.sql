CREATE TABLE approval_limits (
    office_id uuid NOT NULL,
    currency text NOT NULL,
    minor bigint NOT NULL,
    PRIMARY KEY (office_id, currency)
);

CREATE TABLE approvals (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    service_id uuid,
    logged_by uuid,
    cost_minor bigint,
    currency text,
    to_office uuid,
    close_reason text,
    settled_at bigint,
    settled_by uuid,
    sealed bytea,
    PRIMARY KEY (id)
);
CREATE INDEX approvals_waiting ON approvals (office_id, created_at, id) WHERE settled_at IS NULL;
CREATE INDEX approvals_by_case ON approvals (office_id, case_id, id);
CREATE INDEX approvals_settled ON approvals (office_id, created_by, settled_at) WHERE settled_at IS NOT NULL;

-- Requests to close that wait are requests like any other; a case has one at most, so its id serves.
INSERT INTO approvals (id, office_id, case_id, version, created_at, created_by, updated_at, updated_by, kind, state, close_reason)
    SELECT id, office_id, id, 1, updated_at, close_requested_by, updated_at, close_requested_by, 'close', 'waiting', close_reason
    FROM cases WHERE open AND close_requested_by IS NOT NULL;

ALTER TABLE services ADD COLUMN approval text;

ALTER TABLE comments ADD COLUMN kind text NOT NULL DEFAULT 'comment';
ALTER TABLE comments ADD COLUMN asked_of uuid;
ALTER TABLE comments ADD COLUMN reply_to uuid;
ALTER TABLE comments ADD COLUMN waits_for uuid;
ALTER TABLE comments ADD COLUMN open_since bigint;
CREATE INDEX comments_waiting ON comments (office_id, waits_for, open_since) WHERE open_since IS NOT NULL;
CREATE INDEX comments_late ON comments (office_id, open_since) WHERE open_since IS NOT NULL;
