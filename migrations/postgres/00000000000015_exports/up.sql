ALTER TABLE refresh_families ADD COLUMN step_up_for text;
ALTER TABLE refresh_families ADD COLUMN step_up_until bigint;

CREATE TABLE export_requests (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    state text NOT NULL,
    expires_at bigint NOT NULL,
    decided_by uuid,
    decided_at bigint,
    taken_at bigint,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX export_requests_by_office ON export_requests (office_id, id);
