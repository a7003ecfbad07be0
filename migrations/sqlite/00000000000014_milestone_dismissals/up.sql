CREATE TABLE milestone_dismissals (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX milestone_dismissals_by_case ON milestone_dismissals (office_id, case_id, id);
