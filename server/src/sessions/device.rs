//! Devices a user signed in on.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{DeviceId, OfficeId, UserId},
    values::Stamp,
};

use crate::{
    db::{AnyConnection, schema::devices},
    problem::ApiResult,
    random,
    seal::Keyring,
};

/// Remembers a new device of a user. `label` comes from the browser's name and system.
pub fn add_device(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    office: OfficeId,
    user: UserId,
    label: &str,
) -> ApiResult<DeviceId> {
    let id = DeviceId::from_raw(random::id(keys.random(), now));
    diesel::insert_into(devices::table)
        .values((
            devices::id.eq(id),
            devices::office_id.eq(office),
            devices::user_id.eq(user),
            devices::label.eq(label),
            devices::created_at.eq(now),
            devices::last_seen_at.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}

/// The browser's family and system, for instance "Chrome, Android". Nothing else of the header is kept.
pub(super) fn label(agent: &str) -> String {
    // The more particular name first: every browser also claims to be an older one.
    let browser = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|found| found.1);
    match (find(&browser), find(&system)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Unknown browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_label_names_browser_and_system_only() {
        let agent =
            "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36";
        assert_eq!(label(agent), "Chrome, Android");
        assert_eq!(label("curl/8.5"), "Unknown browser");
    }
}
