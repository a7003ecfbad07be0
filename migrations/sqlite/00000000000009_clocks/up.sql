ALTER TABLE offices ADD COLUMN country TEXT DEFAULT 'TR';
ALTER TABLE offices ADD COLUMN clocks_edition TEXT;

CREATE TABLE clock_rules (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    stands_for TEXT,
    verified_by BLOB CHECK (length(verified_by) = 16),
    rule TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_rules_by_office ON clock_rules (office_id, stands_for, id);

CREATE TABLE clock_rule_versions (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    rule_id BLOB NOT NULL CHECK (length(rule_id) = 16),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by_user BLOB NOT NULL CHECK (length(by_user) = 16),
    verified_by BLOB CHECK (length(verified_by) = 16),
    rule TEXT NOT NULL,
    PRIMARY KEY (office_id, rule_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE clock_changes (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    event TEXT NOT NULL,
    changed_on TEXT NOT NULL CHECK (length(changed_on) = 10),
    PRIMARY KEY (office_id, case_id, event, changed_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE deadlines (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    measure TEXT NOT NULL,
    rule TEXT NOT NULL,
    cited TEXT NOT NULL,
    document_id BLOB CHECK (length(document_id) = 16),
    document_kind TEXT,
    from_on TEXT CHECK (length(from_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    opens_on TEXT CHECK (length(opens_on) = 10),
    remind_on TEXT NOT NULL CHECK (length(remind_on) = 10),
    since_on TEXT NOT NULL CHECK (length(since_on) = 10),
    escalate_on TEXT NOT NULL CHECK (length(escalate_on) = 10),
    over_law INTEGER NOT NULL CHECK (over_law IN (0, 1)),
    running INTEGER NOT NULL CHECK (running IN (0, 1)),
    later_on TEXT CHECK (length(later_on) = 10),
    answer TEXT,
    answered_at INTEGER,
    answered_by BLOB CHECK (length(answered_by) = 16),
    sealed BLOB,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX deadlines_by_case ON deadlines (office_id, case_id, due_on, id);
CREATE INDEX deadlines_open ON deadlines (office_id, due_on, case_id, remind_on, escalate_on) WHERE answered_at IS NULL;
