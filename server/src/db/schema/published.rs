//! What was published, and what is to be.

table! {
    releases (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        scope -> Text,
        period -> Text,
        definition -> Integer,
        threshold -> Integer,
        state -> Text,
        done -> Integer,
        steps -> Integer,
        refusal -> Nullable<Text>,
    }
}

table! {
    release_tables (id) {
        id -> Guid,
        office_id -> Guid,
        number -> BigInt,
        decided_at -> BigInt,
        scope -> Text,
        period -> Text,
        year -> Integer,
        kind -> Text,
        definition -> Integer,
        threshold -> Integer,
        withheld -> Bool,
        published -> Text,
        offices -> Nullable<Binary>,
        counts -> Nullable<Binary>,
        facts -> Nullable<Binary>,
    }
}
