//! The tables as diesel sees them: one hand-kept schema for both databases. A test holds it against both.
//!
//! A part is named otherwise than any of its tables, so that a table's name means the table.

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

mod case;
mod decisions;
mod entries;
mod exports;
mod files;
mod identification;
mod imported;
mod installation;
mod lawful;
mod log;
mod mail;
mod office;
mod people;
mod published;
mod recovery;
mod work;

pub use case::*;
pub use decisions::*;
pub use entries::*;
pub use exports::*;
pub use files::*;
pub use identification::*;
pub use imported::*;
pub use installation::*;
pub use lawful::*;
pub use log::*;
pub use mail::*;
pub use office::*;
pub use people::*;
pub use published::*;
pub use recovery::*;
pub use work::*;

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
    milestone_dismissals,
    goals,
    plan_entries,
    clock_rules,
    clock_rule_versions,
    clock_changes,
    deadlines,
    approval_limits,
    approvals,
    funds,
    fund_amounts,
    imports,
    import_parts,
    import_mappings,
    export_requests,
    releases,
    release_tables,
    referral_units,
    referrals,
    workshops,
    workshop_answers
);
