CREATE TABLE milestone_types (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    offset_days INTEGER,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX milestone_types_by_office ON milestone_types (office_id, id);

CREATE TABLE milestones (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    kind TEXT,
    type_id BLOB CHECK (length(type_id) = 16),
    expected_on TEXT CHECK (length(expected_on) = 10),
    reached_on TEXT CHECK (length(reached_on) = 10),
    reached_by BLOB CHECK (length(reached_by) = 16),
    confirmed_at INTEGER,
    confirmed_by BLOB CHECK (length(confirmed_by) = 16),
    declined_on TEXT CHECK (length(declined_on) = 10),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id),
    CHECK ((kind IS NULL) <> (type_id IS NULL))
) STRICT;
CREATE INDEX milestones_by_case ON milestones (office_id, case_id, reached_on, id);
CREATE INDEX milestones_by_day ON milestones (office_id, reached_on, kind, type_id, withdrawn) WHERE reached_on IS NOT NULL;
CREATE INDEX milestones_expected ON milestones (office_id, expected_on, case_id) WHERE expected_on IS NOT NULL AND reached_on IS NULL AND declined_on IS NULL;
CREATE INDEX milestones_to_confirm ON milestones (office_id, reached_on, case_id) WHERE reached_on IS NOT NULL AND confirmed_at IS NULL;
