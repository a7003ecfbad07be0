CREATE TABLE releases (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    scope TEXT NOT NULL,
    period TEXT NOT NULL,
    definition INTEGER NOT NULL,
    threshold INTEGER NOT NULL CHECK (threshold >= 5),
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    refusal TEXT,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX releases_by_office ON releases (office_id, created_at, id);
CREATE UNIQUE INDEX releases_once ON releases (office_id, scope, period, definition) WHERE state <> 'refused';
CREATE UNIQUE INDEX releases_of_all_once ON releases (period, definition) WHERE scope = 'all' AND state <> 'refused';
CREATE INDEX releases_by_time ON releases (created_at, id);

CREATE TABLE release_tables (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    number INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    scope TEXT NOT NULL,
    period TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    definition INTEGER NOT NULL,
    threshold INTEGER NOT NULL CHECK (threshold >= 5),
    withheld INTEGER NOT NULL CHECK (withheld IN (0, 1)),
    published TEXT NOT NULL,
    offices BLOB,
    counts BLOB,
    facts BLOB,
    PRIMARY KEY (id),
    CHECK ((scope = 'all') = (counts IS NULL)),
    CHECK ((scope = 'all') = (offices IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX release_tables_once ON release_tables (office_id, scope, period, kind, definition);
CREATE UNIQUE INDEX release_tables_in_order ON release_tables (number);
CREATE INDEX release_tables_by_year ON release_tables (year, definition, number);
CREATE TRIGGER release_tables_stay BEFORE UPDATE ON release_tables BEGIN
    SELECT RAISE(ABORT, 'what was decided is never decided again');
END;

-- What a report reads stands in the index: nobody waits for two hundred thousand sealed rows.
DROP INDEX services_by_month;
CREATE INDEX services_by_month ON services (office_id, occurred_on, category, status, withdrawn, case_id, fund, currency, cost_minor);
CREATE INDEX appointments_by_day ON appointments (office_id, occurred_on, state, case_id);
CREATE INDEX cases_by_day ON cases (office_id, opened_on, closed_on, id);
