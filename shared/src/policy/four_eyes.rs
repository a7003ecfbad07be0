//! Four eyes: whoever asked for something, or did what is to be decided about, does not decide it.

use crate::{ids::UserId, values::Stamp};

/// Whether somebody may decide about what these people asked for or did. The role is [`super::allows`]'s to judge.
#[must_use]
pub fn independent(decider: UserId, concerned: impl IntoIterator<Item = UserId>) -> bool {
    concerned.into_iter().all(|user| user != decider)
}

/// Whom a request concerns: who asks, who logged what it is about, and who last changed that.
pub fn concerned(
    asks: UserId,
    logged_by: Option<UserId>,
    amended_by: Option<UserId>,
) -> impl Iterator<Item = UserId> + use<> {
    [Some(asks), logged_by, amended_by].into_iter().flatten()
}

/// Why somebody may not decide a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    /// It is their own.
    Own,
    /// It has been decided.
    Decided,
    /// It has waited too long.
    Expired,
}

/// What keeps `decider` from deciding a request of `asker` now; the right to decide at all is the role's.
#[must_use]
pub fn objection(asker: UserId, decider: UserId, decided: bool, expires: Stamp, now: Stamp) -> Option<Objection> {
    if !independent(decider, [asker]) {
        Some(Objection::Own)
    } else if decided {
        Some(Objection::Decided)
    } else if now >= expires {
        Some(Objection::Expired)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_decides_about_what_they_asked_for_or_did() {
        let [one, two, three] = [1, 2, 3].map(|byte| UserId::from_parts(0, [byte; 10]));
        assert!(independent(one, [two, three]) && independent(one, None));
        assert!(!independent(one, [one]) && !independent(one, [two, one]));
    }

    #[test]
    fn only_somebody_else_decides_and_only_in_time() {
        let [one, other] = [1, 2].map(|n| UserId::from_parts(n, [0; 10]));
        let at = Stamp::from_micros;
        assert_eq!(objection(one, other, false, at(9), at(8)), None);
        assert_eq!(objection(one, one, false, at(9), at(8)), Some(Objection::Own));
        assert_eq!(objection(one, other, true, at(9), at(8)), Some(Objection::Decided));
        assert_eq!(objection(one, other, false, at(9), at(9)), Some(Objection::Expired));
    }
}
