//! Who is signed in, and the stages the app goes through: restoring, away, signed out, enrolling, in,
//! locked.

use std::sync::LazyLock;

use leptos::prelude::*;
use yaninda_shared::{
    ids::UserId,
    policy::{Action, Relation, Role, allows},
    sessions::{Me, Session, SignIn},
    values::EmailAddress,
};

use super::{memory, reading};
use crate::{
    api::{self, Failure, Precondition, Why},
    browser,
};

/// Where the app stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Asking the server whether this device is still signed in.
    Restoring,
    /// The server cannot be asked now.
    Away,
    SignedOut,
    /// The role needs a second factor first.
    Enrol,
    In,
    /// Everything is forgotten until the password is given.
    Locked,
}

static STAGE: LazyLock<ArcRwSignal<Stage>> = LazyLock::new(|| ArcRwSignal::new(Stage::Restoring));
static ME: LazyLock<ArcRwSignal<Option<Me>>> = LazyLock::new(|| ArcRwSignal::new(None));

/// Milliseconds between tries while the server cannot be asked.
const PAUSE: i32 = 5000;

/// The stage; the caller runs again when it changes.
#[must_use]
pub fn stage() -> Stage {
    STAGE.get()
}

/// The stage, without subscribing.
#[must_use]
pub fn stage_now() -> Stage {
    STAGE.get_untracked()
}

/// The signed-in account; the caller runs again when it changes.
#[must_use]
pub fn me() -> Option<Me> {
    ME.get()
}

/// The signed-in account's id, without subscribing.
#[must_use]
pub fn user() -> Option<UserId> {
    ME.with_untracked(|me| me.as_ref().map(|me| me.id))
}

/// The role, without subscribing.
#[must_use]
pub fn role() -> Option<Role> {
    ME.with_untracked(|me| me.as_ref().map(|me| me.role))
}

/// Whether the caller may do this: hides buttons, the server decides. `relation` comes with the case record;
/// use `Relation::Office` for actions that are about no case.
#[must_use]
pub fn may(action: Action, relation: Relation) -> bool {
    role().is_some_and(|role| allows(role, action, relation))
}

fn enter(session: &Session) {
    api::hold(session);
    memory::remember(session.device, session.me.id);
    memory::set_locked(false);
    memory::touch();
    memory::set_locale(session.me.locale);
    ME.set(Some(session.me.clone()));
    STAGE.set(if session.me.must_enrol_totp { Stage::Enrol } else { Stage::In });
}

/// On load: goes on where this device left off, unless it was locked or unused for too long. Tries again while the server
/// cannot be asked.
pub async fn restore() {
    api::when_session_ends(ended);
    leptos::task::spawn_local(end_left());
    let Some((device, _)) = memory::device() else {
        STAGE.set(Stage::SignedOut);
        return;
    };
    while !memory::locked() && !is_idle() {
        match api::refresh(device).await {
            Ok(session) => return enter(&session),
            Err(failure) if failure.is_session_over() => return STAGE.set(Stage::SignedOut),
            // The server is away or busy; the session may be well.
            Err(_) => STAGE.set(Stage::Away),
        }
        browser::sleep(PAUSE).await;
        if STAGE.get_untracked() != Stage::Away {
            return;
        }
    }
    memory::set_locked(true);
    STAGE.set(Stage::Locked);
}

fn is_idle() -> bool {
    #[expect(clippy::cast_precision_loss, reason = "minutes are few")]
    let limit = memory::idle_minutes() as f64 * 60_000.0;
    browser::now_millis() - memory::last_active() > limit
}

/// Signs in, or unlocks. `email` may be left out while the account that was locked is remembered.
pub async fn sign_in(email: Option<EmailAddress>, password: String, code: Option<String>) -> Result<(), Failure> {
    let Some(email) = email.or_else(memory::account) else {
        return Err(Failure::new(Why::Problem(yaninda_shared::problem::Code::WrongCredentials)));
    };
    let device = memory::device().map(|(device, _)| device);
    let body = SignIn { email: email.clone(), password: password.into(), code: code.map(Into::into), device };
    let session: Session = api::write(gloo_net::http::Method::POST, "/sessions", &body, Precondition::None).await?;
    memory::set_account(&email);
    enter(&session);
    leptos::task::spawn_local(end_left());
    Ok(())
}

/// Whether unlocking needs the e-mail address.
#[must_use]
pub fn needs_email() -> bool {
    memory::account().is_none()
}

/// Asks the server who we are again, after the second factor was set up.
pub async fn reload_me() -> Result<(), Failure> {
    let me: Me = api::get("/me").await?;
    STAGE.set(if me.must_enrol_totp { Stage::Enrol } else { Stage::In });
    ME.set(Some(me));
    Ok(())
}

/// Locks at once, without asking: token, cache and account leave memory, and the view is taken down.
pub fn lock() {
    if matches!(STAGE.get_untracked(), Stage::In | Stage::Enrol | Stage::Away) {
        memory::set_locked(true);
        forget(Stage::Locked);
    }
}

/// What another tab of this browser did is done here too: it locked, signed out, or signed somebody else in.
pub fn follow() {
    match memory::device() {
        None if STAGE.get_untracked() != Stage::SignedOut => ended(),
        Some((_, now)) if user().is_some_and(|user| user != now) => forget(Stage::Locked),
        _ if memory::locked() => lock(),
        _ => {}
    }
}

/// The server ended the session (device ended, account disabled), or the person did.
pub fn ended() {
    memory::forget();
    forget(Stage::SignedOut);
}

/// Signs out: here at once, then on the server. If it cannot be reached, it hears of it at the next contact.
pub async fn sign_out() {
    if let Some((device, _)) = memory::device() {
        memory::set_left(Some(device));
    }
    ended();
    end_left().await;
}

/// Tells the server of a device that was left.
async fn end_left() {
    let Some(device) = memory::left() else { return };
    let Ok(body) = api::json(&yaninda_shared::sessions::Refresh { device }) else { return };
    let answer = api::write_text(gloo_net::http::Method::POST, "/sessions/end", body, Precondition::None).await;
    if answer.is_ok() && memory::left() == Some(device) {
        memory::set_left(None);
    }
}

/// From the lock screen to a fresh sign-in.
pub async fn use_another_account() {
    sign_out().await;
}

fn forget(stage: Stage) {
    api::drop_token();
    reading::forget();
    super::habits::forget();
    STAGE.set(stage);
    ME.set(None);
}
