//! What belongs to the whole installation.

table! {
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

table! {
    system_keys (id) {
        id -> Guid,
        purpose -> Text,
        wrapped -> Binary,
        root_key -> Text,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

table! {
    rate_limits (key) {
        key -> Binary,
        window_start -> BigInt,
        hits -> BigInt,
    }
}
