CREATE TABLE goals (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    state text NOT NULL,
    next_due_on date,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX goals_by_case ON goals (office_id, case_id, id);
CREATE INDEX goals_by_due ON goals (office_id, next_due_on, case_id) WHERE next_due_on IS NOT NULL;

CREATE TABLE plan_entries (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    occurred_on date NOT NULL,
    review_on date,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX plan_entries_by_case ON plan_entries (office_id, case_id, occurred_on, id);
CREATE INDEX plan_entries_by_review ON plan_entries (office_id, review_on, case_id) WHERE review_on IS NOT NULL;
