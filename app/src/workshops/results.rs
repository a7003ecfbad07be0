//! What was answered: steps and right answers, each as a bar with its number, and as a table.

use leptos::prelude::*;
use yaninda_shared::workshops::{Effective, FeedbackPhase, Knowledge, WorkshopRecord};

use crate::{
    components::{Note, Section, Tone},
    format,
    i18n::{k, t, tf},
};

/// A share in tenths of a per cent, rounded; nothing of nothing.
#[must_use]
pub fn share(part: u32, whole: u32) -> Option<i64> {
    let (part, whole) = (i64::from(part), i64::from(whole));
    (whole > 0).then(|| (part * 2000 + whole) / (whole * 2))
}

/// Of one workshop.
#[component]
pub(super) fn Results(one: WorkshopRecord) -> impl IntoView {
    let paper = &one.draft.paper;
    let (effective, before, after) =
        (one.results.found_effective(paper), one.results.known_before(paper), one.results.known_after(paper));
    let (open, overfull) = (one.phase != FeedbackPhase::Closed, one.is_overfull());
    view! {
        <Section title=t(k::WORKSHOPS_RESULTS)>
            {open.then(|| view! { <Note tone=Tone::Wait><p>{t(k::WORKSHOPS_RESULTS_LATER)}</p></Note> })}
            {overfull.then(|| view! { <Note tone=Tone::Wait><p data-test="overfull">{t(k::WORKSHOPS_OVERFULL)}</p></Note> })}
            <Shares effective=effective before=before after=after/>
        </Section>
    }
}

/// Whether it was found effective, and what was known before and after.
#[component]
pub fn Shares(effective: Effective, before: Knowledge, after: Knowledge) -> impl IntoView {
    let known = before.asked > 0 || after.asked > 0;
    if effective.answers() == 0 && !known {
        return view! { <p class="sm muted">{t(k::WORKSHOPS_NO_ANSWERS)}</p> }.into_any();
    }
    let found = share(effective.found(), effective.answers()).map(|tenths| {
        let numbers = [
            ("share", format::percent(tenths)),
            ("found", count(effective.found())),
            ("answers", count(effective.answers())),
        ];
        let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
        view! { <p data-test="effective">{tf(k::WORKSHOPS_EFFECTIVE, &numbers)}</p> }
    });
    view! {
        <div class="card card-pad stack-s">
            {found}
            {(effective.answers() > 0).then(|| view! { <Steps effective=effective/> })}
            {known.then(|| view! { <Known before=before after=after/> })}
        </div>
    }
    .into_any()
}

fn count(count: u32) -> String {
    format::number(count.into())
}

/// How many chose each step. A real table: the bar beside a number only repeats it.
#[component]
fn Steps(effective: Effective) -> impl IntoView {
    let most = effective.steps().into_iter().max().unwrap_or(1).max(1);
    let words = [k::STEP_ONE, k::STEP_TWO, k::STEP_THREE, k::STEP_FOUR, k::STEP_FIVE];
    let rows = words.into_iter().zip(effective.steps()).map(|(word, people)| {
        view! {
            <tr role="row"><th role="rowheader" scope="row">{t(word)}</th>
                <td role="cell"><span class="share"><meter class="share-bar" min="0" max=most.to_string() value=people.to_string() aria-hidden="true"></meter><span class="num">{count(people)}</span></span></td></tr>
        }
    });
    view! {
        <table class="table shares" role="table">
            <caption class="visually-hidden">{t(k::WORKSHOPS_STATEMENT)}</caption>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Known(before: Knowledge, after: Knowledge) -> impl IntoView {
    let rows = [(k::FEEDBACK_PHASE_BEFORE, before), (k::FEEDBACK_PHASE_AFTER, after)].map(|(word, known)| {
        let tenths = share(known.right, known.asked);
        let said = tenths.map_or_else(|| t(k::STATE_NONE).to_owned(), format::percent);
        view! {
            <tr role="row"><th role="rowheader" scope="row">{t(word)}</th>
                <td role="cell"><span class="share"><meter class="share-bar" min="0" max="1000" value=tenths.unwrap_or(0).to_string() aria-hidden="true"></meter><span class="num">{said}</span></span></td></tr>
        }
    });
    view! {
        <table class="table shares" role="table" data-test="known">
            <caption class="sm">{t(k::WORKSHOPS_KNOWN)}</caption>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_nothing_has_none() {
        assert_eq!((share(67, 72), share(1, 3), share(2, 3), share(0, 5)), (Some(931), Some(333), Some(667), Some(0)));
        assert_eq!(share(0, 0), None);
    }
}
