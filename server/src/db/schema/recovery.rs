//! How life goes, what was reached, and what is planned.

table! {
    assessments (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        occurred_on -> Date,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    outcome_standings (office_id, case_id, domain) {
        office_id -> Guid,
        case_id -> Guid,
        domain -> Text,
        first_score -> Integer,
        latest_score -> Integer,
        ratings -> Integer,
    }
}

table! {
    milestone_types (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        name -> Text,
        domain -> Text,
        offset_days -> Nullable<Integer>,
        retired -> Bool,
    }
}

table! {
    milestones (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Nullable<Text>,
        type_id -> Nullable<Guid>,
        expected_on -> Nullable<Date>,
        reached_on -> Nullable<Date>,
        reached_by -> Nullable<Guid>,
        confirmed_at -> Nullable<BigInt>,
        confirmed_by -> Nullable<Guid>,
        declined_on -> Nullable<Date>,
        withdrawn -> Bool,
        sealed -> Binary,
        due_on -> Nullable<Date>,
    }
}

table! {
    milestone_dismissals (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        created_at -> BigInt,
        created_by -> Guid,
        sealed -> Binary,
    }
}

table! {
    goals (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        state -> Text,
        next_due_on -> Nullable<Date>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    plan_entries (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        occurred_on -> Date,
        review_on -> Nullable<Date>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}
