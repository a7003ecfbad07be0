//! Milestones that papers and services speak for: taken up by one press, or left.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    ids::{CaseId, MilestoneId},
    milestones::{ChosenBy, Evidence, MilestoneDraft, MilestoneRecord, MilestoneState, MilestoneSuggestion},
};

use super::{form::blank, said::dismiss};
use crate::{
    components::{Button, Icon, Kind, Row, Rows, Size, toast},
    format,
    forms::Job,
    i18n::{Key, Label, k, t},
    ids,
    store::{self, Reading},
};

/// What seems to be reached; nothing while nothing does.
#[component]
pub(super) fn Suggested(
    case: CaseId,
    known: Reading<Vec<MilestoneRecord>>,
    may_write: Signal<bool>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let found = store::milestones::suggestions(Signal::stored(Some(case)));
    move || {
        let found = found.get().filter(|found| !found.is_empty() && may_write.get())?;
        let rows =
            found.into_iter().map(|one| view! { <Suggestion case=case one=one known=known job=job/> }).collect_view();
        Some(view! {
            <div class="stack-s suggestions" data-test="suggestions">
                <h3 class="outcome-area">{t(k::MILESTONES_SUGGESTED)}</h3>
                <Rows>{rows}</Rows>
            </div>
        })
    }
}

#[component]
fn Suggestion(
    case: CaseId,
    one: MilestoneSuggestion,
    known: Reading<Vec<MilestoneRecord>>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let shown = if one.document.is_some() { Evidence::Document } else { Evidence::Service };
    let take = move |()| {
        busy.set(true);
        let all = untrack(|| known.get()).unwrap_or_default();
        let (id, version, draft) = taken(&all, &one);
        spawn_local(async move {
            match store::milestones::save(case, id, version, &draft).await {
                Ok(_) => toast::say(t(k::STATE_SAVED)),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    let label = move |key: Key| [t(key), ": ", one.kind.label()].concat();
    let dismiss = move |()| job.set(Some(dismiss(case, &one)));
    view! {
        <Row>
            <span class="row-icon"><Icon name="goal" size=Size::Small/></span>
            <span class="grow" data-test="suggestion">
                <span class="row-title">{one.kind.label()}</span>
                <span class="row-text">{[format::day(one.reached_on).as_str(), shown.label()].join(" · ")}</span>
            </span>
            <Button kind=Kind::Soft compact=true icon="check" busy=busy on_press=take attr:aria-label=label(k::MILESTONES_TAKE_UP) attr:data-test="take-up">{t(k::MILESTONES_TAKE_UP)}</Button>
            <Button kind=Kind::Quiet compact=true on_press=dismiss attr:aria-label=label(k::MILESTONES_DISMISS) attr:data-test="dismiss">{t(k::MILESTONES_DISMISS)}</Button>
        </Row>
    }
}

/// The one that is open already is reached; else it is one that the worker saw.
fn taken(all: &[MilestoneRecord], one: &MilestoneSuggestion) -> (MilestoneId, Option<i64>, MilestoneDraft) {
    let open = all
        .iter()
        .find(|known| known.draft.kind == Some(one.kind) && known.state == MilestoneState::Open && !known.withdrawn);
    let base = open.map_or_else(|| blank(ChosenBy::Worker), |open| open.draft.clone());
    let draft = MilestoneDraft {
        kind: Some(one.kind),
        reached_on: Some(one.reached_on),
        document: one.document.or(base.document),
        service: one.service.or(base.service),
        ..base
    };
    let id = open.map_or_else(|| ids::new(MilestoneId::from_parts), |open| open.id);
    (id, open.map(|open| open.meta.version), draft)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::milestones::words::sample;

    #[test]
    fn what_was_expected_already_is_reached_and_keeps_whose_wish_it_was() {
        let one: MilestoneSuggestion =
            serde_json::from_value(json!({ "kind": "own_tenancy", "reached_on": "2026-11-16" })).unwrap();
        let expected = sample(&json!({ "version": 3, "expected_on": "2026-12-01" }));
        let (id, version, draft) = taken(std::slice::from_ref(&expected), &one);
        assert_eq!((id, version, draft.chosen_by), (expected.id, Some(3), ChosenBy::Person));
        assert_eq!((draft.expected_on, draft.reached_on), (expected.draft.expected_on, Some(one.reached_on)));
        let (_, version, draft) = taken(&[sample(&json!({ "withdrawn": true }))], &one);
        assert_eq!((version, draft.chosen_by, draft.kind), (None, ChosenBy::Worker, Some(one.kind)));
    }
}
