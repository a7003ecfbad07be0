//! Offices, and the keys of what they hold.

table! {
    offices (id) {
        id -> Guid,
        code -> Text,
        name -> Text,
        version -> BigInt,
        quiet_days -> Integer,
        confirm_days -> Integer,
        next_case -> BigInt,
        created_at -> BigInt,
        mail_sender -> Nullable<Text>,
        mail_subject -> Nullable<Text>,
    }
}

table! {
    office_keys (office_id, id) {
        office_id -> Guid,
        id -> Guid,
        wrapped -> Binary,
        root_key -> Text,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

table! {
    case_keys (office_id, case_id) {
        office_id -> Guid,
        case_id -> Guid,
        id -> Guid,
        wrapped -> Binary,
        office_key -> Guid,
        created_at -> BigInt,
    }
}
