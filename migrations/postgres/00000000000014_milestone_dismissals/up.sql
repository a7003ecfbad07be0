CREATE TABLE milestone_dismissals (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX milestone_dismissals_by_case ON milestone_dismissals (office_id, case_id, id);
