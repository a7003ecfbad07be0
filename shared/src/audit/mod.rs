//! The audit log as its reader sees it: ids and field names, never values.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseId, DeviceId, UserId},
    values::Stamp,
};

text_enum! {
    /// What was done.
    AuditAction {
        SignedIn = "signed_in",
        SignInFailed = "sign_in_failed",
        SignedOut = "signed_out",
        SessionReused = "session_reused",
        DeviceEnded = "device_ended",
        PasswordChanged = "password_changed",
        PasswordWaits = "password_waits",
        PasswordConfirmed = "password_confirmed",
        PasswordRefused = "password_refused",
        TotpEnrolled = "totp_enrolled",
        TotpRemoved = "totp_removed",
        RecoveryCodeUsed = "recovery_code_used",
        Created = "created",
        Changed = "changed",
        Withdrawn = "withdrawn",
        Read = "read",
        Listed = "listed",
        Searched = "searched",
        Revealed = "revealed",
        DuplicateChecked = "duplicate_checked",
        DuplicateFound = "duplicate_found",
        Synced = "synced",
        Assigned = "assigned",
        Shared = "shared",
        ShareEnded = "share_ended",
        StatusChanged = "status_changed",
        CloseRequested = "close_requested",
        CloseDecided = "close_decided",
        Reopened = "reopened",
        Transferred = "transferred",
        ApprovalAsked = "approval_asked",
        ApprovalDecided = "approval_decided",
        Resolved = "resolved",
        Cancelled = "cancelled",
        OutcomeRecorded = "outcome_recorded",
        Answered = "answered",
        Confirmed = "confirmed",
        Declined = "declined",
        Undone = "undone",
        MailSent = "mail_sent",
        MailRefused = "mail_refused",
        MailBounced = "mail_bounced",
        MailStopped = "mail_stopped",
        AddressProven = "address_proven",
        AttachmentOpened = "attachment_opened",
        Reported = "reported",
        Imported = "imported",
        Exported = "exported",
        SteppedUp = "stepped_up",
        Published = "published",
        NotPublished = "not_published",
        UserCreated = "user_created",
        UserChanged = "user_changed",
        UserDisabled = "user_disabled",
        UserEnabled = "user_enabled",
        ResetLinkMade = "reset_link_made",
        RoleRequested = "role_requested",
        RoleApproved = "role_approved",
        AuditRead = "audit_read",
        KeyRotated = "key_rotated",
        BackedUp = "backed_up",
        Restored = "restored",
        Denied = "denied",
    }
}

/// One entry of the chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Counts up by one in the office.
    pub seq: i64,
    pub at: Stamp,
    /// Absent for the command line and for failed sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    pub action: AuditAction,
    /// What it was done to, for instance `case` or `service`.
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// The records it was done to.
    pub ids: Vec<Uuid>,
    /// Names of the fields it was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// SHA-256 of this entry and the one before, hex.
    pub hash: String,
}

/// Query of `GET /audit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<AuditAction>,
    /// At this instant or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Stamp>,
    /// Before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Stamp>,
}
