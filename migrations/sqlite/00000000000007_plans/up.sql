CREATE TABLE goals (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    state TEXT NOT NULL,
    next_due_on TEXT CHECK (length(next_due_on) = 10),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX goals_by_case ON goals (office_id, case_id, id);
CREATE INDEX goals_by_due ON goals (office_id, next_due_on, case_id) WHERE next_due_on IS NOT NULL;

CREATE TABLE plan_entries (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    review_on TEXT CHECK (length(review_on) = 10),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX plan_entries_by_case ON plan_entries (office_id, case_id, occurred_on, id);
CREATE INDEX plan_entries_by_review ON plan_entries (office_id, review_on, case_id) WHERE review_on IS NOT NULL;
