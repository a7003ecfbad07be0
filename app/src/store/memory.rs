//! What this browser remembers between visits: ids, preferences and the address of the worker's own account; nothing
//! about a person who is helped.

use std::str::FromStr;

use yaninda_shared::{
    cases::CaseFilter,
    ids::{DeviceId, UserId},
    users::Locale,
    values::EmailAddress,
};

use crate::browser::{keep, keep_here, recall, recall_here};

/// Which device and user this browser last signed in as; the secret is in an HttpOnly cookie.
#[must_use]
pub fn device() -> Option<(DeviceId, UserId)> {
    Some((DeviceId::from_str(&recall("device")?).ok()?, UserId::from_str(&recall("user")?).ok()?))
}

/// Remembers who signed in here.
pub fn remember(device: DeviceId, user: UserId) {
    keep("device", Some(&device.to_string()));
    keep("user", Some(&user.to_string()));
}

/// Whose password unlocks: asked for alone, also after a reload. It is never shown, so the lock screen tells nobody
/// whose phone this is.
#[must_use]
pub fn account() -> Option<EmailAddress> {
    EmailAddress::parse(&recall("account")?).ok()
}

/// Remembers the account until it signs out.
pub fn set_account(email: &EmailAddress) {
    keep("account", Some(email.as_str()));
}

/// Forgets who signed in here and how they work; preferences of the browser stay.
pub fn forget() {
    if let Some((_, user)) = device() {
        keep(&habits(user), None);
        keep(&bookings(user), None);
    }
    keep_here("filter", "");
    keep("device", None);
    keep("user", None);
    keep("account", None);
    keep("locked", None);
    keep("active", None);
}

/// The device that was signed out while the server could not be reached.
#[must_use]
pub fn left() -> Option<DeviceId> {
    DeviceId::from_str(&recall("left")?).ok()
}

/// Notes that the server must still hear of it, or that it has.
pub fn set_left(device: Option<DeviceId>) {
    keep("left", device.map(|device| device.to_string()).as_deref());
}

/// Name under which the types are kept that a user logs.
#[must_use]
pub fn habits(user: UserId) -> String {
    ["types-", &user.to_string()].concat()
}

/// Name under which the types are kept that a user books appointments for.
#[must_use]
pub fn bookings(user: UserId) -> String {
    ["booked-", &user.to_string()].concat()
}

/// The filter this tab last showed to this user: codes and ids, no personal data; nothing of it is in an address.
#[must_use]
pub fn filter() -> CaseFilter {
    let kept = recall_here("filter").unwrap_or_default();
    let own = device().and_then(|(_, user)| kept.strip_prefix(&user.to_string()).map(str::to_owned));
    own.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Remembers the filter until this tab is closed, for this user alone.
pub fn set_filter(filter: &CaseFilter) {
    if let (Some((_, user)), Ok(text)) = (device(), serde_json::to_string(filter)) {
        keep_here("filter", &(user.to_string() + &text));
    }
}

/// Whether the app was locked; survives a reload.
#[must_use]
pub fn locked() -> bool {
    recall("locked").is_some()
}

/// Notes that the app is locked or open.
pub fn set_locked(locked: bool) {
    keep("locked", locked.then_some("1"));
}

/// When the app was last used, in milliseconds since 1970.
#[must_use]
pub fn last_active() -> f64 {
    recall("active").and_then(|text| text.parse().ok()).unwrap_or(0.0)
}

/// Notes that the app is used now.
pub fn touch() {
    keep("active", Some(&crate::browser::now_millis().to_string()));
}

/// Minutes without use after which the app locks, 1 to 10; 5 unless chosen.
#[must_use]
pub fn idle_minutes() -> i64 {
    recall("idle").and_then(|text| text.parse().ok()).unwrap_or(5).clamp(1, 10)
}

/// Chooses the minutes.
pub fn set_idle_minutes(minutes: i64) {
    keep("idle", Some(&minutes.clamp(1, 10).to_string()));
}

/// Language of this browser before anybody signs in.
#[must_use]
pub fn locale() -> Locale {
    let browser = || crate::browser::window()?.navigator().language();
    let known = |text: String| Locale::from_code(text.get(..2)?);
    recall("locale").and_then(known).or_else(|| browser().and_then(known)).unwrap_or(Locale::En)
}

/// Chooses the language.
pub fn set_locale(locale: Locale) {
    keep("locale", Some(locale.as_str()));
    crate::i18n::switch(locale);
}

/// How the page is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

/// The chosen theme.
#[must_use]
pub fn theme() -> Theme {
    match recall("theme").as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

/// Chooses the theme.
pub fn set_theme(theme: Theme) {
    let name = match theme {
        Theme::Auto => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    keep("theme", name);
    match name {
        Some(name) => crate::browser::set_root_attribute("data-theme", name),
        None => crate::browser::remove_root_attribute("data-theme"),
    }
}

/// Whether single keys are shortcuts.
#[must_use]
pub fn shortcuts() -> bool {
    recall("keys").as_deref() != Some("off")
}

/// Switches them.
pub fn set_shortcuts(on: bool) {
    keep("keys", (!on).then_some("off"));
}

/// Whether names are shown by a tap for three seconds instead of while held.
#[must_use]
pub fn reveal_by_tap() -> bool {
    recall("reveal").as_deref() == Some("tap")
}

/// Chooses how names are shown.
pub fn set_reveal_by_tap(tap: bool) {
    keep("reveal", tap.then_some("tap"));
}
