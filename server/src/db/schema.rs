//! The tables as diesel sees them: one hand-kept schema for both databases. A test holds it against both.

/// A table with the types its columns are of.
macro_rules! table {
    ($($columns:tt)*) => {
        diesel::table! {
            use diesel::sql_types::*;
            use yaninda_shared::ids::sql::Guid;

            $($columns)*
        }
    };
}

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

table! {
    offices (id) {
        id -> Guid,
        code -> Text,
        name -> Text,
        version -> BigInt,
        quiet_days -> Integer,
        confirm_days -> Integer,
        next_case -> BigInt,
        created_at -> BigInt,
        mail_sender -> Nullable<Text>,
        mail_subject -> Nullable<Text>,
    }
}

table! {
    office_keys (office_id, id) {
        office_id -> Guid,
        id -> Guid,
        wrapped -> Binary,
        root_key -> Text,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

table! {
    case_keys (office_id, case_id) {
        office_id -> Guid,
        case_id -> Guid,
        id -> Guid,
        wrapped -> Binary,
        office_key -> Guid,
        created_at -> BigInt,
    }
}

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
    cases (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        number -> Text,
        code_name -> Text,
        status -> Text,
        open -> Bool,
        risk -> Text,
        worker_id -> Nullable<Guid>,
        opened_on -> Date,
        closed_on -> Nullable<Date>,
        close_reason -> Nullable<Text>,
        close_requested_by -> Nullable<Guid>,
        close_requested_on -> Nullable<Date>,
        last_contact_on -> Nullable<Date>,
        next_due_on -> Nullable<Date>,
        contact_confirmed_on -> Nullable<Date>,
        profile -> Binary,
        safe_contact -> Binary,
        identity -> Nullable<Binary>,
        mail_stopped_at -> Nullable<BigInt>,
        rated_on -> Nullable<Date>,
        protection_changed_on -> Nullable<Date>,
        legal_change_on -> Nullable<Date>,
        assess_on -> Nullable<Date>,
    }
}

table! {
    case_grants (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        user_id -> Guid,
        kind -> Text,
        sealed -> Nullable<Binary>,
        ended_at -> Nullable<BigInt>,
    }
}

table! {
    case_tokens (office_id, kind, token, record_id) {
        office_id -> Guid,
        kind -> Text,
        token -> Binary,
        case_id -> Guid,
        record_id -> Guid,
    }
}

table! {
    case_events (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        kind -> Text,
        occurred_on -> Date,
        at -> BigInt,
        by_user -> Guid,
        user_id -> Nullable<Guid>,
        status -> Nullable<Text>,
        sealed -> Nullable<Binary>,
    }
}

table! {
    services (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        code -> Text,
        category -> Text,
        status -> Text,
        occurred_on -> Date,
        quantity -> Nullable<BigInt>,
        cost_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        fund -> Nullable<Text>,
        delivered_by -> Text,
        confidentiality -> Text,
        needed_on -> Nullable<Date>,
        requested_on -> Nullable<Date>,
        next_step_on -> Nullable<Date>,
        document_id -> Nullable<Guid>,
        device_time -> Nullable<BigInt>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    documents (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Text,
        status -> Text,
        occurred_on -> Date,
        issued_on -> Nullable<Date>,
        valid_from -> Nullable<Date>,
        expires_on -> Nullable<Date>,
        legal_max_on -> Nullable<Date>,
        holder_has_original -> Bool,
        copy_stored -> Bool,
        supersedes -> Nullable<Guid>,
        service_id -> Nullable<Guid>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    notes (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        occurred_on -> Date,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    consents (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        given_on -> Date,
        withdrawn_on -> Nullable<Date>,
        sealed -> Binary,
    }
}

table! {
    contacts (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        channel -> Text,
        last_confirmed_on -> Nullable<Date>,
        sealed -> Binary,
        proven_on -> Nullable<Date>,
        code_mail -> Nullable<Guid>,
        code_tries -> Integer,
    }
}

table! {
    comments (id) {
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
        resolved_at -> Nullable<BigInt>,
        resolved_by -> Nullable<Guid>,
        sealed -> Binary,
    }
}

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

table! {
    calendar_feeds (office_id, user_id) {
        office_id -> Guid,
        user_id -> Guid,
        token_hash -> Binary,
        created_at -> BigInt,
    }
}

table! {
    assessments (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        occurred_on -> Date,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    outcome_standings (office_id, case_id, domain) {
        office_id -> Guid,
        case_id -> Guid,
        domain -> Text,
        first_score -> Integer,
        latest_score -> Integer,
        ratings -> Integer,
    }
}

table! {
    milestone_types (id) {
        id -> Guid,
        office_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        name -> Text,
        domain -> Text,
        offset_days -> Nullable<Integer>,
        retired -> Bool,
    }
}

table! {
    milestones (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        kind -> Nullable<Text>,
        type_id -> Nullable<Guid>,
        expected_on -> Nullable<Date>,
        reached_on -> Nullable<Date>,
        reached_by -> Nullable<Guid>,
        confirmed_at -> Nullable<BigInt>,
        confirmed_by -> Nullable<Guid>,
        declined_on -> Nullable<Date>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    goals (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        state -> Text,
        next_due_on -> Nullable<Date>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

table! {
    plan_entries (id) {
        id -> Guid,
        office_id -> Guid,
        case_id -> Guid,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Guid,
        updated_at -> BigInt,
        updated_by -> Guid,
        occurred_on -> Date,
        review_on -> Nullable<Date>,
        withdrawn -> Bool,
        sealed -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    system_keys,
    rate_limits,
    offices,
    office_keys,
    case_keys,
    feed_heads,
    change_feed,
    audit_heads,
    audit_entries,
    idempotency_keys,
    users,
    recovery_codes,
    reset_links,
    devices,
    refresh_families,
    saved_views,
    cases,
    case_grants,
    case_tokens,
    case_events,
    services,
    documents,
    notes,
    consents,
    contacts,
    comments,
    attachments,
    attachment_chunks,
    revisions,
    appointments,
    tasks,
    mails,
    mail_languages,
    calendar_feeds,
    assessments,
    outcome_standings,
    milestone_types,
    milestones,
    goals,
    plan_entries
);
