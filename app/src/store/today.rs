//! What is due.

use yaninda_shared::today::Today;

use super::Reading;

/// What is due on the caller's cases, soonest first.
#[must_use]
pub fn due() -> Reading<Today> {
    Reading::new(|| Some("/today".to_owned()))
}
