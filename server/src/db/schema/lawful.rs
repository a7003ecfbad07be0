//! Rules about how long things last, what of a case they start from, and the deadlines that follow.

table! {
    clock_rules (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        stands_for -> Nullable<Text>,
        verified_by -> Nullable<Guid>,
        rule -> Text,
    }
}

table! {
    clock_rule_versions (office_id, rule_id, version) {
        office_id -> Guid,
        rule_id -> Guid,
        version -> BigInt,
        at -> BigInt,
        by_user -> Guid,
        verified_by -> Nullable<Guid>,
        rule -> Text,
    }
}

table! {
    clock_changes (office_id, case_id, event, changed_on) {
        office_id -> Guid,
        case_id -> Guid,
        event -> Text,
        changed_on -> Date,
    }
}

table! {
    deadlines (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        updated_at -> BigInt,
        measure -> Text,
        rule -> Text,
        cited -> Text,
        document_id -> Nullable<Guid>,
        document_kind -> Nullable<Text>,
        from_on -> Nullable<Date>,
        due_on -> Date,
        opens_on -> Nullable<Date>,
        remind_on -> Date,
        since_on -> Date,
        escalate_on -> Date,
        over_law -> Bool,
        running -> Bool,
        later_on -> Nullable<Date>,
        answer -> Nullable<Text>,
        answered_at -> Nullable<BigInt>,
        answered_by -> Nullable<Guid>,
        sealed -> Nullable<Binary>,
    }
}
