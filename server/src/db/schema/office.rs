//! Offices, the keys of what they hold, and the funds that pay.

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
        country -> Nullable<Text>,
        clocks_edition -> Nullable<Text>,
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

table! {
    approval_limits (office_id, currency) {
        office_id -> Guid,
        currency -> Text,
        minor -> BigInt,
    }
}

table! {
    funds (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        code -> Text,
        name -> Text,
        retired -> Bool,
    }
}

table! {
    fund_amounts (office_id, fund_id, seq) {
        office_id -> Guid,
        fund_id -> Guid,
        seq -> Integer,
        currency -> Text,
        amount_minor -> BigInt,
        starts_on -> Date,
        ends_on -> Date,
    }
}
