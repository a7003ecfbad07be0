CREATE TABLE referral_units (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    retired boolean NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX referral_units_by_office ON referral_units (office_id, id);

CREATE TABLE referrals (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    source text NOT NULL,
    unit_id uuid,
    received_on date NOT NULL,
    outcome text NOT NULL,
    outcome_on date,
    case_id uuid,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX referrals_by_day ON referrals (office_id, received_on, id);
CREATE INDEX referrals_by_unit ON referrals (office_id, unit_id, received_on, id);
CREATE INDEX referrals_by_outcome ON referrals (office_id, outcome, received_on, id);
CREATE INDEX referrals_by_recorder ON referrals (office_id, created_by, received_on, id);
CREATE INDEX referrals_by_case ON referrals (office_id, case_id, received_on, id);
CREATE INDEX referrals_by_month ON referrals (office_id, received_on, unit_id, withdrawn);

CREATE TABLE workshops (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    created_by uuid NOT NULL,
    updated_at bigint NOT NULL,
    updated_by uuid NOT NULL,
    held_on date NOT NULL,
    phase text NOT NULL,
    closes_on date,
    link_number integer NOT NULL,
    link_hash bytea,
    withdrawn boolean NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX workshops_by_day ON workshops (office_id, held_on, id);
CREATE INDEX workshops_by_link ON workshops (link_hash) WHERE link_hash IS NOT NULL;

CREATE TABLE workshop_answers (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    workshop_id uuid NOT NULL,
    phase text NOT NULL,
    answered_on date NOT NULL,
    effective integer CHECK (effective BETWEEN 1 AND 5),
    choices text NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX workshop_answers_by_workshop ON workshop_answers (office_id, workshop_id, phase, effective, choices);

-- Who was reached in some months: each person once.
CREATE INDEX services_by_person ON services (office_id, occurred_on, status, withdrawn, case_id);
