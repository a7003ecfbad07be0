//! Who was sent to an office, and the workshops for those who send.

table! {
    referral_units (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        name -> Text,
        source -> Text,
        retired -> Bool,
    }
}

table! {
    referrals (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        source -> Text,
        unit_id -> Nullable<Guid>,
        received_on -> Date,
        outcome -> Text,
        outcome_on -> Nullable<Date>,
        case_id -> Nullable<Guid>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    workshops (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        held_on -> Date,
        phase -> Text,
        closes_on -> Nullable<Date>,
        link_number -> Integer,
        link_hash -> Nullable<Binary>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    workshop_answers (id) {
        id -> Guid,
        office_id -> Guid,
        workshop_id -> Guid,
        phase -> Text,
        answered_on -> Date,
        effective -> Nullable<Integer>,
        choices -> Text,
    }
}
