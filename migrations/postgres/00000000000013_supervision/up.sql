CREATE TABLE funds (
    id UUID NOT NULL,
    office_id UUID NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by UUID NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    retired BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (office_id, code)
);

CREATE TABLE fund_amounts (
    office_id UUID NOT NULL,
    fund_id UUID NOT NULL,
    seq INTEGER NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    PRIMARY KEY (office_id, fund_id, seq)
);

ALTER TABLE cases ADD COLUMN last_opened_on DATE;
UPDATE cases SET last_opened_on = (
    SELECT (to_timestamp(max(at) / 1000000) AT TIME ZONE 'UTC')::date FROM audit_entries
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
