//! Which of a person's e-mail addresses is written to.

use std::cmp::Reverse;

use super::ContactRecord;
use crate::{ids::ContactId, values::NaiveDate};

/// The day the person last said, or showed by reading a code back, that an address is safe.
#[must_use]
pub fn confirmed_on(last_confirmed_on: Option<NaiveDate>, proven_on: Option<NaiveDate>) -> Option<NaiveDate> {
    last_confirmed_on.max(proven_on)
}

/// How well an address serves. Of several the greatest is written to, or is the one to mend: a safe one, of those a proven
/// one, then the one confirmed last, then the one recorded first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddressRank {
    safe: bool,
    /// Whose address it is counts only where it may be written to.
    proven: bool,
    confirmed_on: Option<NaiveDate>,
    first: Reverse<ContactId>,
}

impl AddressRank {
    /// Of an address with these traits.
    #[must_use]
    pub const fn new(id: ContactId, safe: bool, proven_on: Option<NaiveDate>, confirmed_on: Option<NaiveDate>) -> Self {
        Self { safe, proven: safe && proven_on.is_some(), confirmed_on, first: Reverse(id) }
    }
}

impl ContactRecord {
    /// How well it serves, if it is an e-mail address.
    #[must_use]
    pub fn address_rank(&self) -> AddressRank {
        let confirmed_on = confirmed_on(self.draft.last_confirmed_on, self.proven_on);
        AddressRank::new(self.id, self.draft.safe, self.proven_on, confirmed_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_address_comes_first_and_proof_counts_for_a_safe_one_alone() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().expect("a day"));
        let rank = |id, safe, proven, confirmed| {
            AddressRank::new(ContactId::from_parts(id, [0; 10]), safe, proven, confirmed_on(confirmed, proven))
        };
        let (old, new) = (day("2026-09-01"), day("2026-11-20"));
        for (what, better, worse) in [
            ("safe", rank(1, true, None, None), rank(2, false, new, new)),
            ("proven", rank(1, true, old, None), rank(2, true, None, new)),
            ("confirmed last", rank(1, true, old, new), rank(2, true, old, None)),
            ("proof confirms", rank(1, true, new, None), rank(2, true, old, None)),
            ("unsafe and confirmed last", rank(1, false, None, new), rank(2, false, old, None)),
            ("recorded first", rank(1, true, new, new), rank(2, true, new, new)),
        ] {
            assert!(better > worse, "{what}");
        }
    }
}
