//! What is to happen in a case.

table! {
    appointments (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        code -> Text,
        state -> Text,
        starts -> Text,
        zone -> Text,
        occurred_on -> Date,
        starts_at -> BigInt,
        ends_at -> BigInt,
        attended_by -> Nullable<Guid>,
        sequence -> Integer,
        series_id -> Nullable<Guid>,
        answer -> Nullable<Text>,
        answered_at -> Nullable<BigInt>,
        sealed -> Binary,
        answer_sealed -> Nullable<Binary>,
    }
}

table! {
    tasks (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Text,
        urgent -> Bool,
        on_kind -> Text,
        on_id -> Guid,
        due_on -> Date,
        reason -> Nullable<Text>,
        done_at -> Nullable<BigInt>,
        done_by -> Nullable<Guid>,
    }
}
