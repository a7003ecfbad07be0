CREATE TABLE assessments (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX assessments_by_case ON assessments (office_id, case_id, occurred_on, id);

CREATE TABLE outcome_standings (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    domain TEXT NOT NULL,
    first_score INTEGER NOT NULL CHECK (first_score BETWEEN 1 AND 5),
    latest_score INTEGER NOT NULL CHECK (latest_score BETWEEN 1 AND 5),
    ratings INTEGER NOT NULL CHECK (ratings > 0),
    PRIMARY KEY (office_id, case_id, domain)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_standings_by_domain ON outcome_standings (office_id, domain, first_score, latest_score, ratings);

ALTER TABLE cases ADD COLUMN rated_on TEXT CHECK (length(rated_on) = 10);
ALTER TABLE cases ADD COLUMN protection_changed_on TEXT CHECK (length(protection_changed_on) = 10);
ALTER TABLE cases ADD COLUMN legal_change_on TEXT CHECK (length(legal_change_on) = 10);
ALTER TABLE cases ADD COLUMN assess_on TEXT CHECK (length(assess_on) = 10);
CREATE INDEX cases_by_assessment ON cases (office_id, open, assess_on, id) WHERE assess_on IS NOT NULL;
UPDATE cases SET assess_on = CASE WHEN open THEN date(opened_on, '+90 days') ELSE closed_on END
    WHERE status <> 'not_a_victim' AND (close_reason IS NULL OR close_reason NOT IN ('died', 'not_a_victim'));
