//! Cancelling an appointment: it stays on the timeline, marked as cancelled.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    appointments::{AppointmentRecord, Cancellation},
    mail::Refusal,
};

use crate::{
    forms::{
        self, Form, Job,
        Kind::{Flag, Line},
        Spec,
    },
    i18n::{Label, k, t},
    store::{self, Failure},
};

static ONE: [Spec; 2] = [
    Spec::new("tell", k::APPOINTMENTS_TELL, Flag).required().hint(k::APPOINTMENTS_TELL_HINT),
    Spec::new("reason", k::APPOINTMENTS_REASON, Line).hint(k::APPOINTMENTS_REASON_HINT),
];

/// Of one that is repeated weekly.
static WEEKLY: [Spec; 3] = [
    Spec::new("following", k::APPOINTMENTS_FOLLOWING, Flag).required(),
    Spec::new("tell", k::APPOINTMENTS_TELL, Flag).required().hint(k::APPOINTMENTS_TELL_HINT),
    Spec::new("reason", k::APPOINTMENTS_REASON, Line).hint(k::APPOINTMENTS_REASON_HINT),
];

/// Asks whether the person is told, and of a weekly one whether the later ones go too. `refused` is why no mail can go.
pub(super) fn cancel(one: &AppointmentRecord, refused: Option<Refusal>) -> Job {
    let (case, id) = (one.case, one.id);
    let base = json!({"tell": true, "following": false});
    let specs: &'static [Spec] = if one.series.is_some() { &WEEKLY } else { &ONE };
    let lead = t(k::APPOINTMENTS_CANCEL_LEAD);
    Job {
        title: t(k::APPOINTMENTS_CANCEL_TITLE).to_owned(),
        lead: Some(refused.map_or_else(|| lead.to_owned(), |why| [lead, &no_mail(why)].join(" "))),
        form: Form::new(specs, &base),
        base,
        version: Some(one.meta.version),
        save: Rc::new(move |draft, version| Box::pin(save((case, id, version.unwrap_or_default()), draft))),
    }
}

/// That no mail can go, why, and what happens instead.
pub(super) fn no_mail(refused: Refusal) -> String {
    [t(k::MAIL_CARD_NO), refused.label(), t(k::APPOINTMENTS_TASK_YES)].join(" ")
}

async fn save(of: super::Version, draft: Value) -> Result<(), Failure> {
    let wish: Cancellation = forms::draft(&draft)?;
    store::appointments::cancel(of, &wish).await.map(drop).map_err(super::look_first)
}
