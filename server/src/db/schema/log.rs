//! What was done in an office: the feed, the audit log, what was sent before, and former versions.

table! {
    feed_heads (office_id) {
        office_id -> Guid,
        seq -> BigInt,
    }
}

table! {
    change_feed (office_id, kind, record_id) {
        office_id -> Guid,
        kind -> Text,
        record_id -> Guid,
        case_id -> Nullable<Guid>,
        seq -> BigInt,
    }
}

table! {
    audit_heads (office_id) {
        office_id -> Guid,
        seq -> BigInt,
        hash -> Binary,
    }
}

table! {
    audit_entries (office_id, seq) {
        office_id -> Guid,
        seq -> BigInt,
        at -> BigInt,
        user_id -> Nullable<Guid>,
        device_id -> Nullable<Guid>,
        action -> Text,
        kind -> Text,
        case_id -> Nullable<Guid>,
        ids -> Binary,
        fields -> Text,
        hash -> Binary,
    }
}

table! {
    idempotency_keys (office_id, user_id, key) {
        office_id -> Guid,
        user_id -> Guid,
        key -> Guid,
        request_hash -> Binary,
        status -> Integer,
        record_id -> Guid,
        version -> BigInt,
        at -> BigInt,
    }
}

table! {
    revisions (office_id, kind, record_id, version) {
        office_id -> Guid,
        kind -> Text,
        record_id -> Guid,
        version -> BigInt,
        case_id -> Guid,
        at -> BigInt,
        by_user -> Guid,
        sealed -> Binary,
    }
}
