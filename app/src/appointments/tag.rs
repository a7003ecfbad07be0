//! Where an appointment stands, as a mark: how it ended, or what the person answered.

use leptos::prelude::*;
use yaninda_shared::appointments::{AnswerKind, AppointmentState};

use crate::{
    components::{Tag, Tone},
    i18n::{Label, k, t},
};

/// While it is planned the answer counts, afterwards how it went.
#[component]
pub fn AppointmentTag(
    state: AppointmentState,
    answer: Option<AnswerKind>,
    /// Somebody else may have given the answer.
    unverified: bool,
) -> impl IntoView {
    let (tone, icon, text) = mark(state, answer, unverified);
    let counts = state == AppointmentState::Planned && answer.is_some();
    let text = if counts { said(text, unverified) } else { text.to_owned() };
    view! { <Tag tone=tone icon=icon text=text/> }
}

/// An answer in words, and that it may be somebody else's.
#[must_use]
pub fn said(answer: &str, unverified: bool) -> String {
    if unverified { [answer, t(k::FORM_COMMA), t(k::ANSWER_UNSURE)].concat() } else { answer.to_owned() }
}

/// Below an answer that somebody else may have given: what to do about it.
#[component]
pub fn ConfirmAnswer(unverified: bool) -> impl IntoView {
    unverified.then(|| view! { <span class="row-text" data-test="confirm-answer">{t(k::ANSWER_CONFIRM)}</span> })
}

fn mark(state: AppointmentState, answer: Option<AnswerKind>, unverified: bool) -> (Tone, &'static str, &'static str) {
    let (tone, icon) = match (state, answer) {
        (AppointmentState::Planned, None) => (Tone::Plain, "asked"),
        (AppointmentState::Planned, Some(answer)) => {
            let (tone, icon) = match answer {
                // Nothing is settled by it.
                AnswerKind::Coming if unverified => (Tone::Wait, "half"),
                AnswerKind::Coming => (Tone::Good, "done"),
                AnswerKind::NotComing => (Tone::Due, "close"),
                AnswerKind::AnotherTime => (Tone::Due, "question"),
            };
            return (tone, icon, answer.label());
        }
        (AppointmentState::Attended, _) => (Tone::Good, "done"),
        (AppointmentState::Missed, _) => (Tone::Due, "minus"),
        (AppointmentState::Excused, _) => (Tone::Plain, "minus"),
        (AppointmentState::Cancelled, _) => (Tone::Plain, "close"),
    };
    (tone, icon, state.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_no_longer_counts_when_it_is_over() {
        let said = |state, answer| mark(state, answer, false).2;
        assert_eq!(said(AppointmentState::Planned, Some(AnswerKind::Coming)), "Will come");
        assert_eq!(said(AppointmentState::Planned, None), "Planned");
        assert_eq!(said(AppointmentState::Missed, Some(AnswerKind::Coming)), "Did not come");
    }

    #[test]
    fn what_somebody_else_may_have_answered_says_so_and_is_not_marked_as_good() {
        assert_eq!(said(AnswerKind::Coming.label(), true), "Will come, unverified");
        assert_eq!(said(AnswerKind::Coming.label(), false), "Will come");
        let tone = |state, unverified| mark(state, Some(AnswerKind::Coming), unverified).0;
        assert_eq!(tone(AppointmentState::Planned, false), Tone::Good);
        assert_eq!(tone(AppointmentState::Planned, true), Tone::Wait);
        assert_eq!(tone(AppointmentState::Attended, true), Tone::Good, "it was seen");
    }

    #[test]
    fn every_mark_is_in_the_sprite() {
        let sprite = include_str!("../../icons/icons.svg");
        for state in AppointmentState::ALL {
            for answer in [None].into_iter().chain(AnswerKind::ALL.iter().copied().map(Some)) {
                for unverified in [false, true] {
                    let (_, icon, text) = mark(*state, answer, unverified);
                    assert!(sprite.contains(&format!("id=\"i-{icon}\"")) && !text.is_empty(), "{state}");
                }
            }
        }
    }
}
