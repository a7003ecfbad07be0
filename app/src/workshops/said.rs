//! What a workshop says, in words, and where in the form its refused fields are.

use yaninda_shared::{problem::FieldError, workshops::WorkshopDraft};

use crate::{
    format,
    i18n::{Label, k, t},
    timeline::Fact,
};

fn list(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(t(k::FORM_COMMA))
}

/// The counts from paper, in the order of the form's fields.
pub(super) fn paper(draft: &WorkshopDraft) -> [u32; 9] {
    let paper = draft.paper;
    let [one, two, three, four, five] = paper.effective.steps();
    [one, two, three, four, five, paper.before.asked, paper.before.right, paper.after.asked, paper.after.right]
}

/// For the comparison with what somebody else saved.
pub(super) fn summary(draft: &WorkshopDraft) -> Vec<Fact> {
    let number = |count: u32| format::number(count.into());
    let known = [
        (k::WORKSHOPS_HELD, format::day(draft.held_on)),
        (k::WORKSHOPS_PLACE, draft.place.as_str().to_owned()),
        (k::WORKSHOPS_TOPICS, list(draft.topics.iter().map(|topic| topic.label().to_owned()))),
        (k::LOG_NOTE, draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned())),
        (k::WORKSHOPS_PARTICIPANTS, list(draft.attendance.iter().map(|line| number(line.people)))),
        (k::WORKSHOPS_QUESTIONS, list(draft.questions.iter().map(|question| question.text.as_str().to_owned()))),
        (k::WORKSHOPS_PAPER, list(paper(draft).into_iter().map(number))),
    ];
    known.into_iter().map(|(label, value)| Fact { label: t(label), value }).collect()
}

/// Errors under the names of the form's fields: people by their unit, counts from paper by their place.
pub(super) fn named(errors: Vec<FieldError>, draft: &WorkshopDraft) -> Vec<FieldError> {
    let steps = draft.paper.effective.steps();
    let greatest = steps.iter().position(|count| Some(count) == steps.iter().max()).unwrap_or(0);
    let rename = |error: FieldError| {
        let of_unit = error.field.strip_prefix("attendance[").and_then(|rest| rest.split_once(']'));
        let unit = of_unit.and_then(|(at, _)| draft.attendance.get(at.parse::<usize>().ok()?)).map(|line| line.unit);
        let place = match error.field.as_str() {
            "paper.effective" => Some(greatest),
            "paper.before.asked" => Some(5),
            "paper.before.right" => Some(6),
            "paper.after.asked" => Some(7),
            "paper.after.right" => Some(8),
            _ => None,
        };
        let field = unit.map(|unit| format!("people.{unit}")).or_else(|| place.map(|at| format!("paper.{at}")));
        match field {
            Some(field) => FieldError { field, ..error },
            None => error,
        }
    };
    errors.into_iter().map(rename).collect()
}
