//! What is said of a milestone with a word about it: that it is not wanted, or that it is open again.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    ids::{CaseId, MilestoneDismissalId},
    milestones::{MilestoneDecline, MilestoneDismissalDraft, MilestoneRecord, MilestoneSuggestion, MilestoneUndo},
    problem::FieldError,
    values::check_not_future,
};

use super::words::name;
use crate::{
    format,
    forms::{
        self, Form, Job,
        Kind::{Line, Past},
        Saving, Spec,
    },
    i18n::{Key, Label, k, t},
    ids,
    store::{self, Failure},
};

static DECLINE: [Spec; 2] =
    [Spec::new("on", k::MILESTONES_DECLINED_ON, Past).required(), Spec::new("reason", k::ENTRY_REASON, Line)];
static REASON: [Spec; 1] = [Spec::new("reason", k::ENTRY_REASON, Line).required()];

fn job(
    one: &MilestoneRecord,
    lead: Key,
    specs: &'static [Spec],
    base: Value,
    save: impl Fn(Value, i64) -> Saving + 'static,
) -> Job {
    Job {
        title: name(one),
        lead: Some(t(lead).to_owned()),
        form: Form::new(specs, &base),
        base,
        version: Some(one.meta.version),
        save: Rc::new(move |draft, version| save(draft, version.unwrap_or_default())),
    }
}

/// The person does not want it.
pub(super) fn decline(one: &MilestoneRecord) -> Job {
    let (case, id) = (one.case, one.id);
    let base = json!({ "on": format::today().to_string() });
    job(one, k::MILESTONES_DECLINE_LEAD, &DECLINE, base, move |draft, version| {
        Box::pin(async move {
            let wish: MilestoneDecline = forms::draft(&draft)?;
            check_not_future(wish.on, format::today())
                .map_err(|why| Failure::invalid(vec![FieldError::new("on", why)]))?;
            store::milestones::decline(case, id, version, &wish).await.map(drop).map_err(look_first)
        })
    })
}

/// A paper or a service does not mean that it was reached.
pub(super) fn dismiss(case: CaseId, one: &MilestoneSuggestion) -> Job {
    // One id however often it is sent.
    let (id, suggested) = (ids::new(MilestoneDismissalId::from_parts), *one);
    Job {
        title: [t(k::MILESTONES_DISMISS), ": ", suggested.kind.label()].concat(),
        lead: Some(t(k::MILESTONES_DISMISS_LEAD).to_owned()),
        form: Form::new(&REASON, &json!({})),
        base: json!({}),
        version: None,
        save: Rc::new(move |draft, _| {
            Box::pin(async move {
                let said: MilestoneUndo = forms::draft(&draft)?;
                let draft = MilestoneDismissalDraft {
                    kind: suggested.kind,
                    document: suggested.document,
                    service: suggested.service,
                    reason: said.reason,
                };
                store::milestones::dismiss(case, id, &draft).await.map(drop).map_err(look_first)
            })
        }),
    }
}

/// It was not reached after all, or is wanted again.
pub(super) fn undo(one: &MilestoneRecord) -> Job {
    let (case, id) = (one.case, one.id);
    job(one, k::MILESTONES_UNDO_LEAD, &REASON, json!({}), move |draft, version| {
        Box::pin(async move {
            let wish: MilestoneUndo = forms::draft(&draft)?;
            store::milestones::undo(case, id, version, &wish).await.map(drop).map_err(look_first)
        })
    })
}

/// Somebody changed it meanwhile: what is said of it may no longer fit, so the person looks first.
fn look_first(failure: Failure) -> Failure {
    Failure { current: None, ..failure }
}
