CREATE TABLE assessments (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    occurred_on date NOT NULL,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX assessments_by_case ON assessments (office_id, case_id, occurred_on, id);

CREATE TABLE outcome_standings (
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    domain text NOT NULL,
    first_score integer NOT NULL CHECK (first_score BETWEEN 1 AND 5),
    latest_score integer NOT NULL CHECK (latest_score BETWEEN 1 AND 5),
    ratings integer NOT NULL CHECK (ratings > 0),
    PRIMARY KEY (office_id, case_id, domain)
);
CREATE INDEX outcome_standings_by_domain ON outcome_standings (office_id, domain, first_score, latest_score, ratings);

ALTER TABLE cases ADD COLUMN rated_on date;
ALTER TABLE cases ADD COLUMN protection_changed_on date;
ALTER TABLE cases ADD COLUMN legal_change_on date;
ALTER TABLE cases ADD COLUMN assess_on date;
CREATE INDEX cases_by_assessment ON cases (office_id, open, assess_on, id) WHERE assess_on IS NOT NULL;
UPDATE cases SET assess_on = CASE WHEN open THEN opened_on + 90 ELSE closed_on END
    WHERE status <> 'not_a_victim' AND (close_reason IS NULL OR close_reason NOT IN ('died', 'not_a_victim'));
