CREATE TABLE cases (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    number TEXT NOT NULL,
    code_name TEXT NOT NULL,
    status TEXT NOT NULL,
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    risk TEXT NOT NULL,
    worker_id BLOB CHECK (length(worker_id) = 16),
    opened_on TEXT NOT NULL CHECK (length(opened_on) = 10),
    closed_on TEXT CHECK (length(closed_on) = 10),
    close_reason TEXT,
    close_requested_by BLOB CHECK (length(close_requested_by) = 16),
    close_requested_on TEXT CHECK (length(close_requested_on) = 10),
    last_contact_on TEXT CHECK (length(last_contact_on) = 10),
    next_due_on TEXT CHECK (length(next_due_on) = 10),
    contact_confirmed_on TEXT CHECK (length(contact_confirmed_on) = 10),
    profile BLOB NOT NULL,
    safe_contact BLOB NOT NULL,
    identity BLOB,
    PRIMARY KEY (id),
    UNIQUE (office_id, number)
) STRICT;
CREATE INDEX cases_by_change ON cases (office_id, open, updated_at, id);
CREATE INDEX cases_by_worker ON cases (office_id, worker_id, open, updated_at, id);
CREATE INDEX cases_by_due ON cases (office_id, open, next_due_on, id);
CREATE INDEX cases_by_code_name ON cases (office_id, code_name);

CREATE TABLE case_grants (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    kind TEXT NOT NULL,
    sealed BLOB,
    ended_at INTEGER,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_grants_by_case ON case_grants (office_id, case_id, ended_at);
CREATE INDEX case_grants_by_user ON case_grants (office_id, user_id, ended_at, kind, case_id);

CREATE TABLE case_tokens (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    kind TEXT NOT NULL,
    token BLOB NOT NULL,
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    record_id BLOB NOT NULL CHECK (length(record_id) = 16),
    PRIMARY KEY (office_id, kind, token, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_tokens_by_record ON case_tokens (office_id, record_id);
CREATE INDEX case_tokens_by_case ON case_tokens (office_id, case_id);

CREATE TABLE case_events (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    kind TEXT NOT NULL,
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    at INTEGER NOT NULL,
    by_user BLOB NOT NULL CHECK (length(by_user) = 16),
    user_id BLOB CHECK (length(user_id) = 16),
    status TEXT,
    sealed BLOB,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_events_by_case ON case_events (office_id, case_id, occurred_on, id);

CREATE TABLE services (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    code TEXT NOT NULL,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    quantity INTEGER,
    cost_minor INTEGER,
    currency TEXT,
    fund TEXT,
    delivered_by TEXT NOT NULL,
    confidentiality TEXT NOT NULL,
    needed_on TEXT CHECK (length(needed_on) = 10),
    requested_on TEXT CHECK (length(requested_on) = 10),
    next_step_on TEXT CHECK (length(next_step_on) = 10),
    document_id BLOB CHECK (length(document_id) = 16),
    device_time INTEGER,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id),
    CHECK ((cost_minor IS NULL) = (currency IS NULL))
) STRICT;
CREATE INDEX services_by_case ON services (office_id, case_id, occurred_on, id);
CREATE INDEX services_by_need ON services (office_id, case_id, category)
    WHERE NOT withdrawn AND status IN ('planned', 'requested', 'approved', 'in_progress');
CREATE INDEX services_by_month ON services (office_id, occurred_on, category, status, withdrawn);
CREATE INDEX services_by_step ON services (office_id, next_step_on, case_id);

CREATE TABLE documents (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
    issued_on TEXT CHECK (length(issued_on) = 10),
    valid_from TEXT CHECK (length(valid_from) = 10),
    expires_on TEXT CHECK (length(expires_on) = 10),
    legal_max_on TEXT CHECK (length(legal_max_on) = 10),
    holder_has_original INTEGER NOT NULL CHECK (holder_has_original IN (0, 1)),
    copy_stored INTEGER NOT NULL CHECK (copy_stored IN (0, 1)),
    supersedes BLOB CHECK (length(supersedes) = 16),
    service_id BLOB CHECK (length(service_id) = 16),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX documents_by_case ON documents (office_id, case_id, occurred_on, id);
CREATE INDEX documents_by_expiry ON documents (office_id, expires_on, case_id);

CREATE TABLE notes (
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
CREATE INDEX notes_by_case ON notes (office_id, case_id, occurred_on, id);

CREATE TABLE consents (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    given_on TEXT NOT NULL CHECK (length(given_on) = 10),
    withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX consents_by_case ON consents (office_id, case_id, given_on, id);

CREATE TABLE contacts (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    channel TEXT NOT NULL,
    last_confirmed_on TEXT CHECK (length(last_confirmed_on) = 10),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_case ON contacts (office_id, case_id, id);

CREATE TABLE comments (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    on_kind TEXT NOT NULL,
    on_id BLOB NOT NULL CHECK (length(on_id) = 16),
    resolved_at INTEGER,
    resolved_by BLOB CHECK (length(resolved_by) = 16),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX comments_by_case ON comments (office_id, case_id, on_id, id);

CREATE TABLE attachments (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    on_kind TEXT NOT NULL,
    on_id BLOB NOT NULL CHECK (length(on_id) = 16),
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    chunks INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_by_case ON attachments (office_id, case_id, on_id, id);

CREATE TABLE attachment_chunks (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    attachment_id BLOB NOT NULL CHECK (length(attachment_id) = 16),
    seq INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, attachment_id, seq)
) STRICT;

CREATE TABLE revisions (
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL CHECK (length(record_id) = 16),
    version INTEGER NOT NULL,
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    at INTEGER NOT NULL,
    by_user BLOB NOT NULL CHECK (length(by_user) = 16),
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, kind, record_id, version)
) STRICT;
CREATE INDEX revisions_by_case ON revisions (office_id, case_id);
