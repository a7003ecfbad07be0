//! Files that leave the office.

table! {
    export_requests (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        state -> Text,
        expires_at -> BigInt,
        decided_by -> Nullable<Guid>,
        decided_at -> Nullable<BigInt>,
        taken_at -> Nullable<BigInt>,
        sealed -> Binary,
    }
}
