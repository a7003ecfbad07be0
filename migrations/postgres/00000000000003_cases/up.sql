CREATE TABLE cases (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    number text NOT NULL,
    code_name text NOT NULL,
    status text NOT NULL,
    open boolean NOT NULL,
    risk text NOT NULL,
    worker_id uuid,
    opened_on date NOT NULL,
    closed_on date,
    close_reason text,
    close_requested_by uuid,
    close_requested_on date,
    last_contact_on date,
    next_due_on date,
    contact_confirmed_on date,
    profile bytea NOT NULL,
    safe_contact bytea NOT NULL,
    identity bytea,
    PRIMARY KEY (id),
    UNIQUE (office_id, number)
);
CREATE INDEX cases_by_change ON cases (office_id, open, updated_at, id);
CREATE INDEX cases_by_worker ON cases (office_id, worker_id, open, updated_at, id);
CREATE INDEX cases_by_due ON cases (office_id, open, next_due_on, id);
CREATE INDEX cases_by_code_name ON cases (office_id, code_name);

CREATE TABLE case_grants (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    sealed bytea,
    ended_at bigint,
    PRIMARY KEY (id)
);
CREATE INDEX case_grants_by_case ON case_grants (office_id, case_id, ended_at);
CREATE INDEX case_grants_by_user ON case_grants (office_id, user_id, ended_at, kind, case_id);

CREATE TABLE case_tokens (
    office_id uuid NOT NULL,
    kind text NOT NULL,
    token bytea NOT NULL,
    case_id uuid NOT NULL,
    record_id uuid NOT NULL,
    PRIMARY KEY (office_id, kind, token, record_id)
);
CREATE INDEX case_tokens_by_record ON case_tokens (office_id, record_id);
CREATE INDEX case_tokens_by_case ON case_tokens (office_id, case_id);

CREATE TABLE case_events (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    occurred_on date NOT NULL,
    at bigint NOT NULL,
    by_user uuid NOT NULL,
    user_id uuid,
    status text,
    sealed bytea,
    PRIMARY KEY (id)
);
CREATE INDEX case_events_by_case ON case_events (office_id, case_id, occurred_on, id);

CREATE TABLE services (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    code text NOT NULL,
    category text NOT NULL,
    status text NOT NULL,
    occurred_on date NOT NULL,
    quantity bigint,
    cost_minor bigint,
    currency text,
    fund text,
    delivered_by text NOT NULL,
    confidentiality text NOT NULL,
    needed_on date,
    requested_on date,
    next_step_on date,
    document_id uuid,
    device_time bigint,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id),
    CHECK ((cost_minor IS NULL) = (currency IS NULL))
);
CREATE INDEX services_by_case ON services (office_id, case_id, occurred_on, id);
CREATE INDEX services_by_need ON services (office_id, case_id, category)
    WHERE NOT withdrawn AND status IN ('planned', 'requested', 'approved', 'in_progress');
CREATE INDEX services_by_month ON services (office_id, occurred_on, category, status, withdrawn);
CREATE INDEX services_by_step ON services (office_id, next_step_on, case_id);

CREATE TABLE documents (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    occurred_on date NOT NULL,
    issued_on date,
    valid_from date,
    expires_on date,
    legal_max_on date,
    holder_has_original boolean NOT NULL,
    copy_stored boolean NOT NULL,
    supersedes uuid,
    service_id uuid,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX documents_by_case ON documents (office_id, case_id, occurred_on, id);
CREATE INDEX documents_by_expiry ON documents (office_id, expires_on, case_id);

CREATE TABLE notes (
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
CREATE INDEX notes_by_case ON notes (office_id, case_id, occurred_on, id);

CREATE TABLE consents (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    given_on date NOT NULL,
    withdrawn_on date,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX consents_by_case ON consents (office_id, case_id, given_on, id);

CREATE TABLE contacts (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    channel text NOT NULL,
    last_confirmed_on date,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX contacts_by_case ON contacts (office_id, case_id, id);

CREATE TABLE comments (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    on_kind text NOT NULL,
    on_id uuid NOT NULL,
    resolved_at bigint,
    resolved_by uuid,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX comments_by_case ON comments (office_id, case_id, on_id, id);

CREATE TABLE attachments (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    on_kind text NOT NULL,
    on_id uuid NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    chunks integer NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX attachments_by_case ON attachments (office_id, case_id, on_id, id);

CREATE TABLE attachment_chunks (
    office_id uuid NOT NULL,
    attachment_id uuid NOT NULL,
    seq integer NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (office_id, attachment_id, seq)
);

CREATE TABLE revisions (
    office_id uuid NOT NULL,
    kind text NOT NULL,
    record_id uuid NOT NULL,
    version bigint NOT NULL,
    case_id uuid NOT NULL,
    at bigint NOT NULL,
    by_user uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (office_id, kind, record_id, version)
);
CREATE INDEX revisions_by_case ON revisions (office_id, case_id);
