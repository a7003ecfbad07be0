//! All open cases of one worker, and handing them over.

use leptos::prelude::*;
use yaninda_shared::{
    caseload::{Caseload, Reassignment},
    ids::UserId,
};

use super::{Failure, Reading, write};

fn path(user: UserId, action: &str) -> String {
    ["/users/", &user.to_string(), "/caseload", action].concat()
}

/// What would be handed over; nothing while nobody is chosen.
#[must_use]
pub fn of(user: Signal<Option<UserId>>) -> Reading<Caseload> {
    Reading::new(move || user.get().map(|user| path(user, "")))
}

/// Hands it over as it was shown, all of it or nothing.
pub async fn reassign(user: UserId, wish: &Reassignment) -> Result<Caseload, Failure> {
    write::tell(&path(user, "/reassign"), wish).await
}
