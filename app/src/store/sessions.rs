//! One's own account: devices, password, second factor, language, saved views; and the demo's accounts.

use yaninda_shared::{
    ids::{DeviceId, ViewId},
    sessions::{
        DemoInfo, DeviceRecord, Me, MeDraft, PasswordChange, PasswordReset, RecoveryCodes, ResetWaits, StepUpProof,
        SteppedUp, TotpCode, TotpConfirm, TotpOffer, ViewDraft, ViewRecord,
    },
    users::Locale,
};

use super::{Failure, Reading, memory, write};
use crate::api;

/// The caller's devices.
#[must_use]
pub fn devices() -> Reading<Vec<DeviceRecord>> {
    Reading::new(|| Some("/me/devices".to_owned()))
}

/// Signs a device out.
pub async fn end_device(device: DeviceId) -> Result<(), Failure> {
    write::post_empty(&format!("/me/devices/{device}/end"), &()).await
}

/// Changes one's password.
pub async fn change_password(change: &PasswordChange) -> Result<(), Failure> {
    write::post_empty("/me/password", change).await
}

/// Redeems a one-time link; answers what it waits for, if a colleague has to confirm first.
pub async fn reset_password(reset: &PasswordReset) -> Result<Option<ResetWaits>, Failure> {
    write::post_if_any("/sessions/reset", reset).await
}

/// Shows again who is there; what it is for can then be done for a few minutes.
pub async fn step_up(proof: &StepUpProof) -> Result<SteppedUp, Failure> {
    write::post("/me/step-up", proof).await
}

/// Asks for a new authenticator secret.
pub async fn offer_totp() -> Result<TotpOffer, Failure> {
    write::post("/me/totp", &()).await
}

/// Puts the offered secret in force; the answer is shown once. A while after the sign-in the password is wanted again.
pub async fn confirm_totp(code: String, password: Option<String>) -> Result<RecoveryCodes, Failure> {
    let body = TotpConfirm { code: code.into(), current: None, password: password.map(Into::into) };
    write::put_plain("/me/totp", &body).await
}

/// Takes the second factor away.
pub async fn remove_totp(code: String) -> Result<(), Failure> {
    write::post_empty("/me/totp/remove", &TotpCode { code: code.into() }).await
}

/// Chooses the language for this account and browser.
pub async fn choose_locale(locale: Locale) -> Result<(), Failure> {
    memory::set_locale(locale);
    write::put_plain::<Me>("/me", &MeDraft { locale }).await.map(|_| ())
}

/// The demo's sign-ins; empty on a real database.
pub async fn demo() -> Option<DemoInfo> {
    api::get::<DemoInfo>("/demo").await.ok().filter(|info| info.demo)
}

/// Saved views of the list of cases.
#[must_use]
pub fn views() -> Reading<Vec<ViewRecord>> {
    Reading::new(|| Some("/me/views".to_owned()))
}

/// Saves a view (`version` is `None` for a new one).
pub async fn save_view(id: ViewId, version: Option<i64>, draft: &ViewDraft) -> Result<ViewRecord, Failure> {
    write::put(&format!("/me/views/{id}"), version, draft).await
}

/// Removes a view.
pub async fn remove_view(id: ViewId) -> Result<(), Failure> {
    write::delete(&format!("/me/views/{id}")).await
}
