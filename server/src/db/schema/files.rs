//! Files of a case.

table! {
    attachments (id) {
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
        media_type -> Text,
        bytes -> BigInt,
        chunks -> Integer,
    }
}

table! {
    attachment_chunks (office_id, attachment_id, seq) {
        office_id -> Guid,
        attachment_id -> Guid,
        seq -> Integer,
        sealed -> Binary,
    }
}
