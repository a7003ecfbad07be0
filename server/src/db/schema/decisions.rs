//! What is asked for and decided by somebody else.

table! {
    approvals (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Text,
        state -> Text,
        service_id -> Nullable<Guid>,
        logged_by -> Nullable<Guid>,
        cost_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        to_office -> Nullable<Guid>,
        close_reason -> Nullable<Text>,
        settled_at -> Nullable<BigInt>,
        settled_by -> Nullable<Guid>,
        sealed -> Nullable<Binary>,
        amended_by -> Nullable<Guid>,
    }
}
