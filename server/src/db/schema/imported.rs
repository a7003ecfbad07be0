//! Spreadsheets that are being brought in.

table! {
    imports (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Text,
        state -> Text,
        total -> BigInt,
        done -> BigInt,
        wrong -> BigInt,
        doubles -> BigInt,
        made -> BigInt,
        kept -> BigInt,
        beat_at -> BigInt,
        expires_at -> BigInt,
        undo_until -> Nullable<BigInt>,
        feed_seq -> BigInt,
        file_token -> Binary,
        headers_token -> Binary,
        sealed -> Binary,
    }
}

table! {
    import_parts (office_id, import_id, kind, seq) {
        office_id -> Guid,
        import_id -> Guid,
        kind -> Text,
        seq -> Integer,
        sealed -> Binary,
    }
}

table! {
    import_mappings (office_id, kind, headers_token) {
        office_id -> Guid,
        kind -> Text,
        headers_token -> Binary,
        import_id -> Guid,
        sealed -> Binary,
    }
}
