//! Accounts, for administrators, and new passwords that wait for a colleague.

use yaninda_shared::{
    ids::UserId,
    users::{PasswordConfirmation, ResetLink, UserDraft, UserRecord, WaitingPassword},
};

use super::{Failure, Reading, write};

/// All accounts of the office.
#[must_use]
pub fn list() -> Reading<Vec<UserRecord>> {
    Reading::new(|| Some("/users".to_owned()))
}

/// Invites somebody (`version` is `None`) or changes an account.
pub async fn save(id: UserId, version: Option<i64>, draft: &UserDraft) -> Result<UserRecord, Failure> {
    write::put(&format!("/users/{id}"), version, draft).await
}

/// Disables or enables an account.
pub async fn set_disabled(user: &UserRecord, disabled: bool) -> Result<UserRecord, Failure> {
    let action = if disabled { "disable" } else { "enable" };
    write::act(&format!("/users/{}/{action}", user.id), user.meta.version, &()).await
}

/// Makes a one-time link for the user alone.
pub async fn reset_link(user: &UserRecord) -> Result<ResetLink, Failure> {
    write::act(&format!("/users/{}/reset-link", user.id), user.meta.version, &()).await
}

/// Approves a role that another administrator asked for.
pub async fn approve_role(user: &UserRecord) -> Result<UserRecord, Failure> {
    write::act(&format!("/users/{}/role-approval", user.id), user.meta.version, &()).await
}

/// New passwords that wait for the caller's word.
#[must_use]
pub fn waiting_passwords() -> Reading<Vec<WaitingPassword>> {
    Reading::new(|| Some("/waiting-passwords".to_owned()))
}

/// Says whether it was the user who chose the password that waits.
pub async fn confirm_password(user: UserId, was_them: bool) -> Result<(), Failure> {
    write::post_empty(&format!("/users/{user}/password-confirmation"), &PasswordConfirmation { was_them }).await
}
