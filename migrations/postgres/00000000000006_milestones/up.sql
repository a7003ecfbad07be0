CREATE TABLE milestone_types (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    offset_days integer,
    retired boolean NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX milestone_types_by_office ON milestone_types (office_id, id);

CREATE TABLE milestones (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    kind text,
    type_id uuid,
    expected_on date,
    reached_on date,
    reached_by uuid,
    confirmed_at bigint,
    confirmed_by uuid,
    declined_on date,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id),
    CHECK ((kind IS NULL) <> (type_id IS NULL))
);
CREATE INDEX milestones_by_case ON milestones (office_id, case_id, reached_on, id);
CREATE INDEX milestones_by_day ON milestones (office_id, reached_on, kind, type_id, withdrawn) WHERE reached_on IS NOT NULL;
CREATE INDEX milestones_expected ON milestones (office_id, expected_on, case_id) WHERE expected_on IS NOT NULL AND reached_on IS NULL AND declined_on IS NULL;
CREATE INDEX milestones_to_confirm ON milestones (office_id, reached_on, case_id) WHERE reached_on IS NOT NULL AND confirmed_at IS NULL;
