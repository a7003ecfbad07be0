//! The deadlines of a case: what is due and when, the rule behind it, and the answers.

use leptos::prelude::*;
use yaninda_shared::{
    clocks::{ClockRuleRecord, DeadlineRecord, DeadlineState},
    ids::CaseId,
    policy::Action,
};

use super::{
    answer::Answers,
    words::{RuleSaid, title},
};
use crate::{
    cases::this_case,
    components::{Icon, Rows, Section, Tag, Tone},
    format,
    i18n::{Label, k, t, tf},
    store::{self, Reading},
};

/// Those that run; nothing stands here while there is none.
#[component]
pub fn Deadlines(case: Signal<Option<CaseId>>) -> impl IntoView {
    let (all, rules) = (store::clocks::deadlines(case), store::clocks::rules());
    let may_write = store::cases::may(this_case(), Action::EntryWrite);
    move || {
        let mut all = all.get()?;
        all.retain(|one| one.running);
        if all.is_empty() {
            return None;
        }
        let open = all.iter().filter(|one| one.answer.is_none()).count();
        let count = format::number(i64::try_from(open).unwrap_or(i64::MAX));
        Some(view! {
            <Section title=t(k::CLOCKS_OF_CASE) count=count>
                <Rows>{all.into_iter().map(|one| view! { <Deadline one=one rules=rules may_write=may_write/> }).collect_view()}</Rows>
            </Section>
        })
    }
}

#[component]
fn Deadline(one: DeadlineRecord, rules: Reading<Vec<ClockRuleRecord>>, may_write: Signal<bool>) -> impl IntoView {
    let people = store::colleagues::list();
    let answered = one.answer.is_some();
    let put_off = !answered && one.remind_on > format::today() && one.version > 1;
    let near = !answered && one.remind_on <= format::today();
    // Nothing is asked before its first reminder; what was answered or put off may be asked about again.
    let asks = near || answered || put_off;
    let heading = [Some(title(one.cited, one.measure)), one.document_kind.map(Label::label)];
    let heading = heading.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let ends = format::day(one.due_on);
    let left = (!answered).then(|| format::due(one.due_on));
    let tag = match one.state {
        DeadlineState::OverLaw => Some((Tone::Due, "alert")),
        DeadlineState::Overdue | DeadlineState::Due => Some((Tone::Due, "clock")),
        DeadlineState::WindowOpen => Some((Tone::Wait, "half")),
        DeadlineState::Upcoming => None,
    };
    let tag = tag.filter(|_| !answered).map(|(tone, icon)| view! { <Tag tone=tone icon=icon text=one.state.label()/> });
    let opens = one.opens_on.filter(|opens| !answered && *opens > format::today());
    let opens = opens.map(|day| tf(k::CLOCKS_WINDOW, &[("day", &format::day(day))]));
    let later = put_off.then(|| tf(k::CLOCKS_REMINDER_ON, &[("day", &format::day(one.remind_on))]));
    let said = one.answer.zip(one.answered_by).zip(one.answered_at);
    let said = move || {
        said.map(|((answer, by), at)| {
            let (who, when) = (store::colleagues::name(people, by), format::day(format::day_of(at)));
            tf(k::CLOCKS_ANSWERED, &[("answer", answer.label()), ("who", &who), ("when", &when)])
        })
    };
    let reason = one.reason.as_ref().map(|reason| reason.as_str().to_owned());
    view! {
        <li class="row" data-test="deadline">
            <span class="row-icon" class:row-icon-due=near><Icon name="clock"/></span>
            <div class="grow stack-s">
                <p class="cluster">
                    <span class="row-title grow">{heading}</span>
                    {left.map(|left| view! { <strong class="sm" class:due=near>{left}</strong> })}
                </p>
                <p class="cluster"><span class="row-text">{ends}</span>{tag}</p>
                {[opens, later].into_iter().flatten().map(|text| view! { <p class="row-text">{text}</p> }).collect_view()}
                <RuleSaid rules=rules cited=one.cited/>
                {move || said().map(|said| view! { <p class="row-text"><bdi>{said}</bdi></p> })}
                {reason.map(|reason| view! { <p class="row-text" dir="auto">{reason}</p> })}
                {move || (asks && may_write.get()).then(|| view! { <Answers case=one.case id=one.id version=one.version due_on=one.due_on answered=answered/> })}
            </div>
        </li>
    }
}
