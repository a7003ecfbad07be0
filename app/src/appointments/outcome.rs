//! Saying how an appointment went: attended by one press, missed or excused with a word about it.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};
use yaninda_shared::{
    appointments::{AppointmentRecord, Ending, Outcome, OutcomeDraft},
    ids::{AppointmentId, CaseId},
};

use super::ending::{PageTasks, foretold};
use crate::{
    components::{Button, Kind, toast},
    forms::{
        self, Form, Job,
        Kind::{Flag, Line},
        Spec,
    },
    i18n::{Key, k, t},
    store::{self, Failure},
};

static MISSED: [Spec; 2] = [
    Spec::new("tell", k::APPOINTMENTS_ASK_AGAIN, Flag).required().hint(k::APPOINTMENTS_TELL_HINT),
    Spec::new("note", k::APPOINTMENTS_NOTE, Line),
];
/// Of one of which nobody is told.
static UNTOLD: [Spec; 1] = [Spec::new("note", k::APPOINTMENTS_NOTE, Line)];

/// The word on a button.
const fn word(outcome: Outcome) -> Key {
    match outcome {
        Outcome::Attended => k::APPOINTMENTS_ATTENDED,
        Outcome::Missed => k::APPOINTMENTS_MISSED,
        Outcome::Excused => k::APPOINTMENTS_EXCUSED,
    }
}

/// Buttons for what can be said once it has begun: whoever says before that they cannot come has it cancelled or moved, and is
/// told of that.
#[component]
pub(super) fn Outcomes(
    one: AppointmentRecord,
    tasks: PageTasks,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let (of, told) = ((one.case, one.id, one.meta.version), one.draft.tell);
    let attended = move |()| {
        busy.set(true);
        spawn_local(async move {
            said(store::appointments::end(of, &bare(Outcome::Attended)).await.map(drop));
            busy.try_set(false);
        });
    };
    let missed = move |()| {
        busy.set(true);
        spawn_local(async move {
            let check = store::appointments::ending(of.0, of.1, Ending::Missed).await.ok();
            let asks = check.is_none_or(|check| check.tells.is_some());
            // Whom no mail was wanted for is not asked by one unless that is chosen.
            let tell = told && check.is_none_or(|check| check.refused.is_none());
            let lead = check.as_ref().map(foretold);
            job.try_set(Some(with_word(of, tasks, Outcome::Missed, (asks, asks && tell), lead)));
            busy.try_set(false);
        });
    };
    let excused = move |()| job.set(Some(with_word(of, tasks, Outcome::Excused, (false, false), None)));
    view! {
        <Button kind=Kind::Soft compact=true icon="done" busy=busy on_press=attended attr:data-test="attended">{t(word(Outcome::Attended))}</Button>
        <Button compact=true busy=busy on_press=missed attr:data-test="missed">{t(word(Outcome::Missed))}</Button>
        <Button compact=true on_press=excused attr:data-test="excused">{t(word(Outcome::Excused))}</Button>
    }
}

/// An outcome and not a word about it.
const fn bare(outcome: Outcome) -> OutcomeDraft {
    OutcomeDraft { outcome, note: None, tell: false }
}

/// Records an outcome by one press, and says so.
pub async fn say_by_id(case: CaseId, id: AppointmentId, outcome: Outcome) {
    said(store::appointments::end_by_id(case, id, &bare(outcome)).await);
}

fn said(done: Result<(), Failure>) {
    match done {
        Ok(()) => toast::say(t(k::STATE_SAVED)),
        Err(failure) => toast::say(failure.message()),
    }
}

/// A sheet for what is worth a word; whether the person may be asked for another time, and whether that is chosen at first.
fn with_word(
    of: super::Version,
    tasks: PageTasks,
    outcome: Outcome,
    (asks, tell): (bool, bool),
    lead: Option<String>,
) -> Job {
    let (case, id, version) = of;
    let base = json!({"outcome": outcome.as_str(), "tell": tell});
    let specs: &'static [Spec] = if asks { &MISSED } else { &UNTOLD };
    Job {
        title: t(word(outcome)).to_owned(),
        lead,
        form: Form::new(specs, &base),
        base,
        version: Some(version),
        save: Rc::new(move |draft, version| Box::pin(save((case, id, version.unwrap_or_default()), tasks, draft))),
    }
}

async fn save(of: super::Version, tasks: PageTasks, draft: Value) -> Result<(), Failure> {
    let draft: OutcomeDraft = forms::draft(&draft)?;
    store::appointments::end(of, &draft).await.map_err(super::look_first)?;
    tasks.saved(k::STATE_SAVED);
    Ok(())
}
