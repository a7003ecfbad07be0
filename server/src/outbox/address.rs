//! Which of a person's addresses is written to.

use chrono::Days;
use yaninda_shared::{
    contacts::{AddressRank, Channel, confirmed_on},
    ids::ContactId,
    mail::Refusal,
    values::{EmailAddress, NaiveDate},
};

use crate::{contacts::row::ContactRow, problem::ApiResult, seal::Sealer};

/// An e-mail address of the person.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub id: ContactId,
    pub address: EmailAddress,
    pub safe: bool,
    /// The day a code was read back that was sent there.
    pub proven_on: Option<NaiveDate>,
    /// The day the person last said, or showed, that it is safe.
    pub confirmed_on: Option<NaiveDate>,
}

/// The addresses among these contacts.
pub(super) fn candidates(contacts: &[ContactRow], key: &Sealer) -> ApiResult<Vec<Candidate>> {
    let mut found = Vec::new();
    for row in contacts.iter().filter(|row| row.channel == Channel::Email) {
        let contact = row.open(key)?;
        let Ok(address) = EmailAddress::parse(contact.draft.value.as_str()) else { continue };
        let confirmed_on = confirmed_on(row.last_confirmed_on, row.proven_on);
        found.push(Candidate { id: row.id, address, safe: contact.draft.safe, proven_on: row.proven_on, confirmed_on });
    }
    // An address that stands twice is as safe as where it is least so.
    let is_unsafe = |one: &Candidate| found.iter().any(|other| !other.safe && other.address == one.address);
    let unsafe_too: Vec<ContactId> = found.iter().filter(|one| is_unsafe(one)).map(|one| one.id).collect();
    found.iter_mut().filter(|one| unsafe_too.contains(&one.id)).for_each(|one| one.safe = false);
    Ok(found)
}

/// The last day on which a confirmation of this day holds.
pub(super) fn holds_until(confirmed_on: NaiveDate, days: i32) -> NaiveDate {
    let days = Days::new(u64::try_from(days).unwrap_or_default());
    confirmed_on.checked_add_days(days).unwrap_or(confirmed_on)
}

/// The best of them, and why none of them may be written to: what is to be mended of the one that lacks least.
pub(super) fn choose(candidates: &[Candidate], days: i32, today: NaiveDate) -> (Option<&Candidate>, Option<Refusal>) {
    let fresh = |one: &Candidate| one.confirmed_on.is_some_and(|day| holds_until(day, days) >= today);
    // What was confirmed later is fresh for longer: the rank need not know for how long that holds.
    let rank = |one: &&Candidate| AddressRank::new(one.id, one.safe, one.proven_on, one.confirmed_on);
    let best = candidates.iter().max_by_key(rank);
    let refused = match best {
        None => Some(Refusal::NoAddress),
        Some(best) if !best.safe => Some(Refusal::AddressUnsafe),
        Some(best) if best.proven_on.is_none() => Some(Refusal::AddressUnproven),
        Some(best) if !fresh(best) => Some(Refusal::AddressStale),
        Some(_) => None,
    };
    (best, refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn one(id: u64, safe: bool, proven: Option<&str>, confirmed: Option<&str>) -> Candidate {
        let (proven_on, confirmed_on) = (proven.map(day), confirmed.map(day).max(proven.map(day)));
        let address = EmailAddress::parse("a@b.example").expect("an address");
        Candidate { id: ContactId::from_parts(id, [0; 10]), address, safe, proven_on, confirmed_on }
    }

    #[test]
    fn the_address_that_lacks_least_is_chosen_and_says_what_it_lacks() {
        let today = day("2026-11-23");
        let (old, new) = (Some("2026-09-01"), Some("2026-11-20"));
        for (what, candidates, wanted, refused) in [
            ("none", vec![], None, Some(Refusal::NoAddress)),
            ("unsafe", vec![one(1, false, new, new)], Some(1), Some(Refusal::AddressUnsafe)),
            ("unproven", vec![one(1, true, None, new)], Some(1), Some(Refusal::AddressUnproven)),
            ("stale", vec![one(1, true, old, old)], Some(1), Some(Refusal::AddressStale)),
            ("proof is a confirmation", vec![one(1, true, new, None)], Some(1), None),
            ("confirmed again", vec![one(1, true, old, new)], Some(1), None),
            ("the safe one", vec![one(1, false, new, new), one(2, true, old, new)], Some(2), None),
            (
                "the proven one",
                vec![one(1, true, None, new), one(2, true, old, old)],
                Some(2),
                Some(Refusal::AddressStale),
            ),
            ("the fresh one", vec![one(1, true, old, old), one(2, true, old, new)], Some(2), None),
            ("the first of equals", vec![one(2, true, new, new), one(1, true, new, new)], Some(1), None),
        ] {
            let (best, why) = choose(&candidates, 60, today);
            assert_eq!(best.map(|best| best.id), wanted.map(|id| ContactId::from_parts(id, [0; 10])), "{what}");
            assert_eq!(why, refused, "{what}");
        }
    }

    #[test]
    fn a_confirmation_holds_through_its_last_day() {
        let candidates = [one(1, true, Some("2026-09-24"), None)];
        assert_eq!(choose(&candidates, 60, day("2026-11-23")).1, None);
        assert_eq!(choose(&candidates, 60, day("2026-11-24")).1, Some(Refusal::AddressStale));
    }
}
