CREATE TABLE referral_units (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX referral_units_by_office ON referral_units (office_id, id);

CREATE TABLE referrals (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    source TEXT NOT NULL,
    unit_id BLOB CHECK (length(unit_id) = 16),
    received_on TEXT NOT NULL CHECK (length(received_on) = 10),
    outcome TEXT NOT NULL,
    outcome_on TEXT CHECK (length(outcome_on) = 10),
    case_id BLOB CHECK (length(case_id) = 16),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX referrals_by_day ON referrals (office_id, received_on, id);
CREATE INDEX referrals_by_unit ON referrals (office_id, unit_id, received_on, id);
CREATE INDEX referrals_by_outcome ON referrals (office_id, outcome, received_on, id);
CREATE INDEX referrals_by_recorder ON referrals (office_id, created_by, received_on, id);
CREATE INDEX referrals_by_case ON referrals (office_id, case_id, received_on, id);
CREATE INDEX referrals_by_month ON referrals (office_id, received_on, unit_id, withdrawn);

CREATE TABLE workshops (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    updated_at INTEGER NOT NULL,
    updated_by BLOB NOT NULL CHECK (length(updated_by) = 16),
    held_on TEXT NOT NULL CHECK (length(held_on) = 10),
    phase TEXT NOT NULL,
    closes_on TEXT CHECK (length(closes_on) = 10),
    link_number INTEGER NOT NULL,
    link_hash BLOB,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX workshops_by_day ON workshops (office_id, held_on, id);
CREATE INDEX workshops_by_link ON workshops (link_hash) WHERE link_hash IS NOT NULL;

-- Without a rowid: the order in which answers came is kept nowhere.
CREATE TABLE workshop_answers (
    id BLOB NOT NULL CHECK (length(id) = 16),
    office_id BLOB NOT NULL CHECK (length(office_id) = 16),
    workshop_id BLOB NOT NULL CHECK (length(workshop_id) = 16),
    phase TEXT NOT NULL,
    answered_on TEXT NOT NULL CHECK (length(answered_on) = 10),
    effective INTEGER CHECK (effective BETWEEN 1 AND 5),
    choices TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX workshop_answers_by_workshop ON workshop_answers (office_id, workshop_id, phase, effective, choices);

-- Who was reached in some months: each person once.
CREATE INDEX services_by_person ON services (office_id, occurred_on, status, withdrawn, case_id);
