ALTER TABLE offices ADD COLUMN country text DEFAULT 'TR';
ALTER TABLE offices ADD COLUMN clocks_edition text;

CREATE TABLE clock_rules (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    stands_for text,
    verified_by uuid,
    rule text NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX clock_rules_by_office ON clock_rules (office_id, stands_for, id);

CREATE TABLE clock_rule_versions (
    office_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    version bigint NOT NULL,
    at bigint NOT NULL,
    by_user uuid NOT NULL,
    verified_by uuid,
    rule text NOT NULL,
    PRIMARY KEY (office_id, rule_id, version)
);

CREATE TABLE clock_changes (
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    event text NOT NULL,
    changed_on date NOT NULL,
    PRIMARY KEY (office_id, case_id, event, changed_on)
);

CREATE TABLE deadlines (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    updated_at bigint NOT NULL,
    measure text NOT NULL,
    rule text NOT NULL,
    cited text NOT NULL,
    document_id uuid,
    document_kind text,
    from_on date,
    due_on date NOT NULL,
    opens_on date,
    remind_on date NOT NULL,
    since_on date NOT NULL,
    escalate_on date NOT NULL,
    over_law boolean NOT NULL,
    running boolean NOT NULL,
    later_on date,
    answer text,
    answered_at bigint,
    answered_by uuid,
    sealed bytea,
    PRIMARY KEY (id)
);
CREATE INDEX deadlines_by_case ON deadlines (office_id, case_id, due_on, id);
CREATE INDEX deadlines_open ON deadlines (office_id, due_on, case_id, remind_on, escalate_on) WHERE answered_at IS NULL;
