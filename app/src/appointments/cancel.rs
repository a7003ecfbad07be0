//! Cancelling an appointment: it stays on the timeline, marked as cancelled.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::appointments::{AppointmentRecord, Cancellation, EndingCheck};

use super::ending::{foretold, say_task};
use crate::{
    forms::{
        self, Form, Job,
        Kind::{Explained, Flag, Line},
        Options::Closed,
        Spec, at, set,
    },
    i18n::{k, t},
    store::{self, Failure},
};

/// How the person hears of it: by e-mail, by word, or they know.
const MAIL: &str = "mail";
const WORD: &str = "word";
const KNOWS: &str = "knows";

const HEARS: Spec = Spec::new("hears", k::APPOINTMENTS_HEARS, Explained(Closed(ways), says)).required();
const REASON: Spec = Spec::new("reason", k::APPOINTMENTS_REASON, Line).hint(k::APPOINTMENTS_REASON_HINT);

static ONE: [Spec; 2] = [HEARS, REASON];

/// Of one that is repeated weekly.
static WEEKLY: [Spec; 3] = [
    Spec::new("following", k::APPOINTMENTS_FOLLOWING, Flag).required().hint(k::APPOINTMENTS_FOLLOWING_HINT),
    HEARS,
    REASON,
];

/// Of one of which there is nothing to tell.
static UNTOLD: [Spec; 1] = [REASON];

fn ways() -> Vec<(String, String)> {
    let ways =
        [(MAIL, k::APPOINTMENTS_HEARS_MAIL), (WORD, k::APPOINTMENTS_HEARS_WORD), (KNOWS, k::APPOINTMENTS_HEARS_KNOWS)];
    ways.map(|(way, label)| (way.to_owned(), t(label).to_owned())).to_vec()
}

fn says(way: &str) -> &'static str {
    t(match way {
        MAIL => k::APPOINTMENTS_TELL_HINT,
        WORD => k::APPOINTMENTS_HEARS_WORD_SAYS,
        _ => k::APPOINTMENTS_ENDING_NOTHING,
    })
}

/// Asks how the person hears of it, and of a weekly one whether the later ones go too. `check` is what would be told, as far as
/// that is known.
pub(super) fn cancel(one: &AppointmentRecord, check: Option<&EndingCheck>) -> Job {
    let (case, id) = (one.case, one.id);
    let base = json!({"hears": MAIL, "following": false});
    let told = check.is_none_or(|check| check.tells.is_some());
    let specs: &'static [Spec] = match (one.series.is_some(), told) {
        (true, _) => &WEEKLY,
        (false, true) => &ONE,
        (false, false) => &UNTOLD,
    };
    let lead = t(k::APPOINTMENTS_CANCEL_LEAD);
    // Of later ones there may be something to tell where there is nothing of this one.
    let known = check.filter(|check| check.tells.is_some() || one.series.is_none());
    Job {
        title: t(k::APPOINTMENTS_CANCEL_TITLE).to_owned(),
        lead: Some(known.map_or_else(|| lead.to_owned(), |check| [lead, &foretold(check)].join(" "))),
        form: Form::new(specs, &base),
        base,
        version: Some(one.meta.version),
        save: Rc::new(move |draft, version| Box::pin(save((case, id, version.unwrap_or_default()), draft))),
    }
}

/// What was chosen, as it is sent.
fn wish(mut draft: Value) -> Result<Cancellation, Failure> {
    let hears = at(&draft, "hears").and_then(Value::as_str).unwrap_or_default().to_owned();
    set(&mut draft, "hears", Value::Null);
    set(&mut draft, "tell", (hears == MAIL).into());
    set(&mut draft, "knows", (hears == KNOWS).into());
    forms::draft(&draft)
}

async fn save(of: super::Version, draft: Value) -> Result<(), Failure> {
    store::appointments::cancel(of, &wish(draft)?).await.map_err(super::look_first)?;
    say_task(of.0, of.1, k::STATE_SAVED);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_hearing_is_what_is_wished_for() {
        for (way, tell, knows) in [(MAIL, true, false), (WORD, false, false), (KNOWS, false, true)] {
            let wished = wish(json!({ "hears": way, "following": true, "reason": "The office is closed" })).unwrap();
            assert_eq!((wished.tell, wished.knows, wished.following), (tell, knows, true), "{way}");
            assert!(!says(way).is_empty());
        }
    }
}
