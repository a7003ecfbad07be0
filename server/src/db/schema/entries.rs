//! What is written down in a case.

table! {
    services (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        code -> Text,
        category -> Text,
        status -> Text,
        occurred_on -> Date,
        quantity -> Nullable<BigInt>,
        cost_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        fund -> Nullable<Text>,
        delivered_by -> Text,
        confidentiality -> Text,
        needed_on -> Nullable<Date>,
        requested_on -> Nullable<Date>,
        next_step_on -> Nullable<Date>,
        document_id -> Nullable<Guid>,
        device_time -> Nullable<BigInt>,
        withdrawn -> Bool,
        sealed -> Binary,
        approval -> Nullable<Text>,
        amended_by -> Nullable<Guid>,
    }
}

table! {
    documents (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Text,
        status -> Text,
        occurred_on -> Date,
        issued_on -> Nullable<Date>,
        valid_from -> Nullable<Date>,
        expires_on -> Nullable<Date>,
        legal_max_on -> Nullable<Date>,
        holder_has_original -> Bool,
        copy_stored -> Bool,
        supersedes -> Nullable<Guid>,
        service_id -> Nullable<Guid>,
        withdrawn -> Bool,
        sealed -> Binary,
        status_on -> Nullable<Date>,
    }
}

table! {
    notes (id) {
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
    consents (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        given_on -> Date,
        withdrawn_on -> Nullable<Date>,
        sealed -> Binary,
    }
}

table! {
    contacts (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        channel -> Text,
        last_confirmed_on -> Nullable<Date>,
        sealed -> Binary,
        proven_on -> Nullable<Date>,
        code_mail -> Nullable<Guid>,
        code_tries -> Integer,
    }
}

table! {
    comments (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        on_kind -> Text,
        on_id -> Guid,
        resolved_at -> Nullable<BigInt>,
        resolved_by -> Nullable<Guid>,
        sealed -> Binary,
        kind -> Text,
        asked_of -> Nullable<Guid>,
        reply_to -> Nullable<Guid>,
        waits_for -> Nullable<Guid>,
        open_since -> Nullable<BigInt>,
    }
}
