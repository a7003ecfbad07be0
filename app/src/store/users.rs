//! Accounts, for administrators.

use yaninda_shared::{
    ids::UserId,
    users::{ResetLink, UserDraft, UserRecord},
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
