//! Those who work in an office, and how they come in.

table! {
    users (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        email_token -> Binary,
        sealed -> Binary,
        role -> Text,
        pending_role -> Nullable<Text>,
        pending_by -> Nullable<Guid>,
        locale -> Text,
        password_hash -> Nullable<Text>,
        waiting_hash -> Nullable<Text>,
        waiting_by -> Nullable<Guid>,
        waiting_since -> Nullable<BigInt>,
        totp -> Nullable<Binary>,
        totp_pending -> Nullable<Binary>,
        totp_last_step -> BigInt,
        disabled_at -> Nullable<BigInt>,
    }
}

table! {
    recovery_codes (office_id, user_id, slot) {
        office_id -> Guid,
        user_id -> Guid,
        slot -> Integer,
        hash -> Binary,
        used_at -> Nullable<BigInt>,
    }
}

table! {
    reset_links (token_hash) {
        office_id -> Guid,
        user_id -> Guid,
        token_hash -> Binary,
        created_at -> BigInt,
        created_by -> Nullable<Guid>,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

table! {
    devices (id) {
        id -> Guid,
        office_id -> Guid,
        user_id -> Guid,
        label -> Text,
        created_at -> BigInt,
        last_seen_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

table! {
    refresh_families (id) {
        id -> Guid,
        office_id -> Guid,
        user_id -> Guid,
        device_id -> Guid,
        current_hash -> Binary,
        previous_hash -> Nullable<Binary>,
        rotated_at -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        step_up_for -> Nullable<Text>,
        step_up_until -> Nullable<BigInt>,
    }
}

table! {
    saved_views (id) {
        id -> Guid,
        office_id -> Guid,
        user_id -> Guid,
        version -> BigInt,
        sealed -> Binary,
        created_at -> BigInt,
    }
}

table! {
    calendar_feeds (office_id, user_id) {
        office_id -> Guid,
        user_id -> Guid,
        token_hash -> Binary,
        created_at -> BigInt,
    }
}
