//! Mails to survivors, and the languages they may be in.

table! {
    mails (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        subject_id -> Guid,
        kind -> Text,
        occasion -> Text,
        sequence -> Integer,
        state -> Text,
        reason -> Nullable<Text>,
        due_at -> BigInt,
        useful_until -> BigInt,
        attempts -> Integer,
        next_at -> Nullable<BigInt>,
        leased_until -> Nullable<BigInt>,
        sent_at -> Nullable<BigInt>,
        link_hash -> Nullable<Binary>,
        sent_to -> Nullable<Binary>,
    }
}

table! {
    mail_languages (office_id, language) {
        office_id -> Guid,
        language -> Text,
        version -> BigInt,
        texts_hash -> Text,
        approved_at -> BigInt,
        recorded_by -> Guid,
        sealed -> Binary,
    }
}
