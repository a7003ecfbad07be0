//! Cases, who may see them, and how they are found.

table! {
    cases (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        number -> Text,
        code_name -> Text,
        status -> Text,
        open -> Bool,
        risk -> Text,
        worker_id -> Nullable<Guid>,
        opened_on -> Date,
        closed_on -> Nullable<Date>,
        close_reason -> Nullable<Text>,
        close_requested_by -> Nullable<Guid>,
        close_requested_on -> Nullable<Date>,
        last_contact_on -> Nullable<Date>,
        next_due_on -> Nullable<Date>,
        contact_confirmed_on -> Nullable<Date>,
        profile -> Binary,
        safe_contact -> Binary,
        identity -> Nullable<Binary>,
        mail_stopped_at -> Nullable<BigInt>,
        rated_on -> Nullable<Date>,
        protection_changed_on -> Nullable<Date>,
        legal_change_on -> Nullable<Date>,
        assess_on -> Nullable<Date>,
        last_opened_on -> Nullable<Date>,
    }
}

table! {
    case_grants (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        user_id -> Guid,
        kind -> Text,
        sealed -> Nullable<Binary>,
        ended_at -> Nullable<BigInt>,
    }
}

table! {
    case_tokens (office_id, kind, token, record_id) {
        office_id -> Guid,
        kind -> Text,
        token -> Binary,
        case_id -> Guid,
        record_id -> Guid,
    }
}

table! {
    case_events (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        kind -> Text,
        occurred_on -> Date,
        at -> BigInt,
        by_user -> Guid,
        user_id -> Nullable<Guid>,
        status -> Nullable<Text>,
        sealed -> Nullable<Binary>,
        service_id -> Nullable<Guid>,
    }
}
