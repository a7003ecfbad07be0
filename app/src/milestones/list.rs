//! Milestones of a case: those to come first, then what was reached, newest first, then what is not wanted.

use std::cmp::Reverse;

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::CaseRecord,
    ids::CaseId,
    milestones::{MilestoneRecord, MilestoneState},
    policy::Action,
    values::NaiveDate,
};

use super::{
    form::Start,
    said::{decline, undo},
    sheet::MilestoneSheet,
    suggested::Suggested,
    words::{lines, name},
};
use crate::{
    cases::this_case,
    components::{Button, Empty, Icon, Kind, Loaded, Section, Size, Tag, Tone, hold, toast},
    format,
    forms::{EditSheet, Job},
    i18n::{Key, Label, k, t, tf},
    store::{self, Reading},
    timeline::href,
};

/// What may be done, and where it is done. `Copy`.
#[derive(Clone, Copy)]
struct Doing {
    record: Reading<CaseRecord>,
    may_write: Signal<bool>,
    /// In a closed case too.
    may_reach: Memo<bool>,
    may_confirm: Memo<bool>,
    start: RwSignal<Option<Start>>,
    job: RwSignal<Option<Job>, LocalStorage>,
}

impl Doing {
    /// Opens the form of one.
    fn open(self, one: &MilestoneRecord, reached: bool) {
        self.start.set(untrack(|| self.record.get()).map(|case| Start::change(&case, one, reached)));
    }
}

/// Those there are, what seems to be reached, and the sheets.
#[component]
pub fn Milestones(case: CaseId) -> impl IntoView {
    let record = this_case();
    let own = Signal::stored(Some(case));
    let listing = store::milestones::list(own);
    let may =
        move |action| Memo::new(move |_| record.get().is_some_and(|case| store::session::may(action, case.relation)));
    let doing = Doing {
        record,
        may_write: store::cases::may(record, Action::EntryWrite),
        may_reach: may(Action::EntryWrite),
        may_confirm: may(Action::MilestoneConfirm),
        // Kept through a lock, with what is typed in its form.
        start: hold(|| {
            let start = RwSignal::new(None::<Start>);
            (start, Signal::derive(move || start.with(Option::is_some)))
        }),
        job: RwSignal::new_local(None),
    };
    let choose = move |()| {
        let all = untrack(|| listing.get()).unwrap_or_default();
        doing.start.set(untrack(|| record.get()).map(|case| Start::choose(&case, &all)));
    };
    let action = move || {
        doing.may_write.get().then(|| view! { <Button kind=Kind::Quiet compact=true icon="plus" on_press=choose attr:data-test="add-milestone">{t(k::ACTION_ADD)}</Button> })
    };
    let done = Callback::new(move |()| doing.start.set(None));
    view! {
        <Section title=t(k::MILESTONES_TITLE) action=action.into_any()>
            <Suggested case=case known=listing may_write=doing.may_write job=doing.job/>
            <Loaded reading=listing view={move |all: Vec<MilestoneRecord>| view! { <All all=all doing=doing/> }}/>
        </Section>
        {move || doing.start.get().map(|start| view! { <MilestoneSheet start=start done=done/> })}
        <EditSheet job=doing.job/>
    }
}

/// In which part of the list one stands, and where in it.
fn place(one: &MilestoneRecord) -> (u8, Option<NaiveDate>, Reverse<Option<NaiveDate>>) {
    match one.state {
        MilestoneState::Open => (0, Some(one.draft.expected_on.unwrap_or(NaiveDate::MAX)), Reverse(None)),
        MilestoneState::Reached | MilestoneState::Confirmed => (1, None, Reverse(one.draft.reached_on)),
        MilestoneState::Declined => (2, None, Reverse(one.declined_on)),
    }
}

#[component]
fn All(all: Vec<MilestoneRecord>, doing: Doing) -> impl IntoView {
    let mut all: Vec<MilestoneRecord> = all.into_iter().filter(|one| !one.withdrawn).collect();
    if all.is_empty() {
        return view! { <Empty icon="goal" title=t(k::MILESTONES_EMPTY) text=t(k::MILESTONES_EMPTY_TEXT)/> }.into_any();
    }
    all.sort_by_key(place);
    let count = |wanted: fn(&MilestoneRecord) -> bool| {
        format::number(i64::try_from(all.iter().filter(|one| wanted(one)).count()).unwrap_or(i64::MAX))
    };
    let reached = count(|one| one.draft.reached_on.is_some());
    // Whoever does not want one has one less to reach.
    let wanted = count(|one| one.state != MilestoneState::Declined);
    let said = tf(k::MILESTONES_COUNT, &[("reached", &reached), ("all", &wanted)]);
    let rows = all.into_iter().map(|one| view! { <One one=one doing=doing/> }).collect_view();
    view! {
        <p class="sm muted" data-test="milestone-count">{said}</p>
        <ol class="timeline card card-pad milestones">{rows}</ol>
    }
    .into_any()
}

#[component]
fn One(one: MilestoneRecord, doing: Doing) -> impl IntoView {
    let (tone, icon) = match one.state {
        MilestoneState::Open => (Tone::Plain, "asked"),
        MilestoneState::Reached => (Tone::Wait, "half"),
        MilestoneState::Confirmed => (Tone::Good, "done"),
        MilestoneState::Declined => (Tone::Plain, "close"),
    };
    let is_reached = matches!(one.state, MilestoneState::Reached | MilestoneState::Confirmed);
    let (to, title, state) = (href(one.case, one.id.uuid()), name(&one), one.state.label());
    let lines = lines(&one).into_iter().map(|line| view! { <p class="row-text" dir="auto">{line}</p> }).collect_view();
    view! {
        <li class="timeline-entry" data-test="milestone">
            <span class="timeline-icon" class:milestone-open=one.state == MilestoneState::Open class:milestone-reached=is_reached><Icon name="flag" size=Size::Small/></span>
            <div class="timeline-body">
                <p class="timeline-title"><a class="milestone-link" href=to dir="auto">{title}</a><Tag tone=tone icon=icon text=state/></p>
                {lines}
                <Actions one=one doing=doing/>
            </div>
        </li>
    }
}

/// What can be done with it now.
#[component]
fn Actions(one: MilestoneRecord, doing: Doing) -> impl IntoView {
    let state = one.state;
    let mine = store::session::user().is_some_and(|user| !one.independent_of(user));
    let stored = StoredValue::new(one);
    // What a press is about is read out with it.
    let label = move |key: Key| stored.with_value(|one| [t(key), ": ", &name(one)].concat());
    let open = move |reached: bool| Callback::new(move |()| stored.with_value(|one| doing.open(one, reached)));
    let ask =
        move |job: fn(&MilestoneRecord) -> Job| Callback::new(move |()| doing.job.set(Some(stored.with_value(job))));
    let busy = RwSignal::new(false);
    let confirm = Callback::new(move |()| {
        busy.set(true);
        let (case, id, version) = stored.with_value(|one| (one.case, one.id, one.meta.version));
        spawn_local(async move {
            match store::milestones::confirm(case, id, version).await {
                Ok(_) => toast::say(t(k::STATE_SAVED)),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    });
    let is = move |wanted| state == wanted;
    let (is_open, is_reached) = (is(MilestoneState::Open), is(MilestoneState::Reached));
    let is_confirmed = is(MilestoneState::Confirmed);
    view! {
        <p class="row-actions">
            {move || (is_open && doing.may_reach.get()).then(|| view! {
                <Button kind=Kind::Soft compact=true icon="check" on_press=open(true) attr:aria-label=label(k::MILESTONES_REACH) attr:data-test="reach">{t(k::MILESTONES_REACH)}</Button>
            })}
            {move || (is_reached && !mine && doing.may_confirm.get()).then(|| view! {
                <Button kind=Kind::Soft compact=true icon="done" busy=busy on_press=confirm attr:aria-label=label(k::MILESTONES_CONFIRM) attr:data-test="confirm-milestone">{t(k::MILESTONES_CONFIRM)}</Button>
            })}
            {move || ((is_open || is_reached) && doing.may_write.get()).then(|| view! {
                <Button kind=Kind::Quiet compact=true icon="edit" on_press=open(false) attr:aria-label=label(k::ACTION_EDIT) attr:data-test="change-milestone">{t(k::ACTION_EDIT)}</Button>
            })}
            {move || (is_open && doing.may_write.get()).then(|| view! {
                <Button kind=Kind::Quiet compact=true on_press=ask(decline) attr:aria-label=label(k::MILESTONES_DECLINE) attr:data-test="decline">{t(k::MILESTONES_DECLINE)}</Button>
            })}
            {move || (!is_open && doing.may_write.get() && (!is_confirmed || doing.may_confirm.get())).then(|| view! {
                <Button kind=Kind::Quiet compact=true on_press=ask(undo) attr:aria-label=label(k::ACTION_UNDO) attr:data-test="undo-milestone">{t(k::ACTION_UNDO)}</Button>
            })}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::milestones::words::sample;

    #[test]
    fn those_to_come_stand_first_and_the_soonest_of_them() {
        let mut all = [
            sample(&json!({ "state": "declined", "declined_on": "2026-11-01", "version": 1 })),
            sample(&json!({ "state": "confirmed", "reached_on": "2026-05-01", "version": 2 })),
            sample(&json!({ "version": 3 })),
            sample(&json!({ "expected_on": "2027-01-01", "version": 4 })),
            sample(&json!({ "state": "reached", "reached_on": "2026-06-01", "version": 5 })),
        ];
        all.sort_by_key(place);
        let order: Vec<i64> = all.iter().map(|one| one.meta.version).collect();
        assert_eq!(order, [4, 3, 5, 2, 1]);
    }
}
