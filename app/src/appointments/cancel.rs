//! Cancelling an appointment: it stays on the timeline, marked as cancelled.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    appointments::{AppointmentRecord, Cancellation, EndingCheck, Hears},
    mail::Refusal,
};

use super::ending::{PageTasks, foretold};
use crate::{
    components::enum_options,
    forms::{
        self, Form, Job,
        Kind::{Explained, Flag, Line},
        Options::Closed,
        Spec,
    },
    i18n::{k, t},
    store::{self, Failure},
};

const HEARS: Spec =
    Spec::new("hears", k::APPOINTMENTS_HEARS, Explained(Closed(|| enum_options(Hears::ALL, Hears::as_str)), says))
        .required();
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

/// What follows from each.
fn says(hears: &str) -> &'static str {
    t(match Hears::from_code(hears).unwrap_or_default() {
        Hears::Mail => k::APPOINTMENTS_TELL_HINT,
        Hears::Word => k::APPOINTMENTS_HEARS_WORD_SAYS,
        Hears::Knows => k::APPOINTMENTS_ENDING_NOTHING,
    })
}

/// Asks how the person hears of it, and of a weekly one whether the later ones go too. `check` is what would be told, as far as
/// that is known.
pub(super) fn cancel(one: &AppointmentRecord, check: Option<&EndingCheck>, tasks: PageTasks) -> Job {
    let (case, id) = (one.case, one.id);
    // What cannot be mailed is told another way; what is held up goes later all the same.
    let cannot = check.and_then(|check| check.refused).is_some_and(|why| why != Refusal::HeldUp);
    let hears = if cannot { Hears::Word } else { Hears::Mail };
    let base = json!({"hears": hears.as_str(), "following": false});
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
        save: Rc::new(move |draft, version| Box::pin(save((case, id, version.unwrap_or_default()), tasks, draft))),
    }
}

async fn save(of: super::Version, tasks: PageTasks, draft: Value) -> Result<(), Failure> {
    let wish: Cancellation = forms::draft(&draft)?;
    store::appointments::cancel(of, &wish).await.map_err(super::look_first)?;
    tasks.saved(k::STATE_SAVED);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_what_is_sent() {
        for hears in Hears::ALL {
            let draft = json!({ "hears": hears.as_str(), "following": true, "reason": "The office is closed" });
            let wish: Cancellation = forms::draft(&draft).unwrap();
            assert_eq!((wish.hears, wish.following), (*hears, true), "{hears}");
            assert!(says(hears.as_str()).contains('.'), "{hears}");
        }
    }
}
