CREATE TABLE funds (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    PRIMARY KEY (id),
    UNIQUE (office_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE fund_amounts (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    fund_id BLOB NOT NULL CHECK (length(fund_id) = 16),
    seq INTEGER NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
    ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
    PRIMARY KEY (office_id, fund_id, seq)
) STRICT, WITHOUT ROWID;

ALTER TABLE cases ADD COLUMN last_opened_on TEXT CHECK (length(last_opened_on) = 10);
UPDATE cases SET last_opened_on = (
    SELECT date(max(at) / 1000000, 'unixepoch') FROM audit_entries
    WHERE audit_entries.office_id = cases.office_id AND audit_entries.case_id = cases.id
        AND audit_entries.action IN ('created', 'read') AND audit_entries.kind = 'case'
);

CREATE INDEX cases_by_load ON cases (office_id, open, worker_id, risk);
CREATE INDEX cases_by_contact ON cases (office_id, open, last_contact_on, opened_on);
CREATE INDEX cases_by_opening ON cases (office_id, open, last_opened_on, opened_on);
CREATE INDEX cases_to_close ON cases (office_id, open, close_requested_on) WHERE close_requested_by IS NOT NULL;
CREATE INDEX services_by_fund ON services (office_id, fund, currency, occurred_on, cost_minor)
    WHERE cost_minor IS NOT NULL AND NOT withdrawn AND status = 'delivered';
CREATE INDEX documents_in_force ON documents (office_id, expires_on, case_id)
    WHERE NOT withdrawn AND status IN ('to_apply', 'applied', 'biometrics_done', 'in_print', 'delivered', 'under_appeal');
CREATE INDEX documents_replacing ON documents (office_id, supersedes)
    WHERE NOT withdrawn AND status IN ('to_apply', 'applied', 'biometrics_done', 'in_print', 'delivered', 'expired', 'under_appeal');
