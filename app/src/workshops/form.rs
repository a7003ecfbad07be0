//! State of the form of a workshop, and the draft it makes.

use leptos::{prelude::*, reactive::owner::WeakOwner};
use yaninda_shared::{
    ids::{UnitId, WorkshopId},
    problem::FieldError,
    record::Meta,
    values::{NaiveDate, ShortText, ValueError},
    workshops::{Attendance, Effective, Knowledge, Paper, WorkshopDraft, WorkshopRecord, WorkshopTopic},
};

use super::{questions::Asked, said};
use crate::{
    components::{Refused, typed},
    format,
    forms::{DraftForm, Saved},
    ids,
    store::{self, Failure},
    timeline::Fact,
};

/// What a form begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub id: WorkshopId,
    pub version: Option<i64>,
    pub draft: Option<WorkshopDraft>,
}

impl Start {
    /// A new one.
    pub(super) fn record() -> Self {
        Self { id: ids::new(WorkshopId::from_parts), version: None, draft: None }
    }

    /// One there is.
    pub(super) fn change(one: &WorkshopRecord) -> Self {
        Self { id: one.id, version: Some(one.meta.version), draft: Some(one.draft.clone()) }
    }
}

/// Counts from paper: the steps from 1 to 5, and questions asked and answered rightly before and after.
pub(super) const PAPER: usize = 9;

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub start: StoredValue<Start>,
    pub held_on: RwSignal<Option<NaiveDate>>,
    pub place: RwSignal<String>,
    pub topics: RwSignal<Vec<WorkshopTopic>>,
    pub note: RwSignal<String>,
    /// How many of each unit; the units come from the office's list.
    pub people: RwSignal<Vec<(UnitId, RwSignal<String>)>>,
    pub questions: RwSignal<Vec<Asked>>,
    pub paper: [RwSignal<String>; PAPER],
    pub saved: Saved,
    /// Whose signals live as long as the form, also those that it gets later.
    owner: StoredValue<Option<WeakOwner>>,
}

fn shown(count: u32) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// A count as it was typed; nothing typed is none.
fn count(refused: &mut Refused, field: &str, typed: RwSignal<String>) -> u32 {
    let typed = typed.get_untracked();
    let typed = typed.trim();
    if typed.is_empty() {
        return 0;
    }
    refused.check(field, typed.parse().map_err(|_| ValueError::WrongType)).unwrap_or(0)
}

impl Form {
    pub(super) fn new(start: Start) -> Self {
        let draft = start.draft.as_ref();
        let counts = draft.map(said::paper).unwrap_or_default();
        let people = draft.into_iter().flat_map(|draft| &draft.attendance);
        let questions = draft.into_iter().flat_map(|draft| &draft.questions);
        Self {
            held_on: RwSignal::new(Some(draft.map_or_else(format::today, |draft| draft.held_on))),
            place: typed(draft.map(|draft| &draft.place)),
            topics: RwSignal::new(draft.map(|draft| draft.topics.clone()).unwrap_or_default()),
            note: RwSignal::new(
                draft.and_then(|draft| draft.note.as_ref()).map_or_else(String::new, |note| note.as_str().to_owned()),
            ),
            people: RwSignal::new(people.map(|line| (line.unit, RwSignal::new(shown(line.people)))).collect()),
            questions: RwSignal::new(questions.map(Asked::of).collect()),
            paper: counts.map(|count| RwSignal::new(shown(count))),
            saved: Saved::new(start.version),
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            start: StoredValue::new(start),
        }
    }

    /// Makes signals that stay with the form, not with the part of the screen that wants them: lists are drawn anew.
    pub(super) fn lasting<T>(self, make: impl FnOnce() -> T) -> T {
        match self.owner.with_value(|owner| owner.as_ref().and_then(WeakOwner::upgrade)) {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }

    /// The field of a unit; one that the form did not hold is added to it.
    pub(super) fn people_of(self, unit: UnitId) -> RwSignal<String> {
        let known =
            self.people.with_untracked(|all| all.iter().find(|(known, _)| *known == unit).map(|(_, typed)| *typed));
        known.unwrap_or_else(|| {
            let typed = self.lasting(|| RwSignal::new(String::new()));
            self.people.update_untracked(|all| all.push((unit, typed)));
            typed
        })
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn read(self) -> Result<WorkshopDraft, Failure> {
        let mut refused = Refused::default();
        let held_on = refused.check("held_on", self.held_on.get_untracked().ok_or(ValueError::Missing));
        let place = refused.check("place", ShortText::parse(&self.place.get_untracked()));
        let note = refused.long("note", self.note);
        let mut attendance = Vec::new();
        for (unit, typed) in self.people.get_untracked() {
            match count(&mut refused, &format!("people.{unit}"), typed) {
                0 => {}
                people => attendance.push(Attendance { unit, people }),
            }
        }
        let asked = self.questions.get_untracked();
        let questions = asked.iter().enumerate().filter_map(|(at, one)| one.read(at, &mut refused)).collect();
        let mut counts = [0; PAPER];
        for (at, (slot, typed)) in counts.iter_mut().zip(self.paper).enumerate() {
            *slot = count(&mut refused, &format!("paper.{at}"), typed);
        }
        let [one, two, three, four, five, asked_before, right_before, asked_after, right_after] = counts;
        let (Some(held_on), Some(place)) = (held_on, place) else { return Err(refused.failure()) };
        let draft = WorkshopDraft {
            held_on,
            place,
            topics: self.topics.get_untracked(),
            note,
            attendance,
            questions,
            paper: Paper {
                effective: Effective { one, two, three, four, five },
                before: Knowledge { asked: asked_before, right: right_before },
                after: Knowledge { asked: asked_after, right: right_after },
            },
        };
        let checked = draft.validate().map_err(|errors| said::named(errors, &draft));
        refused.finish(draft, checked)
    }
}

impl DraftForm for Form {
    type Draft = WorkshopDraft;
    type Record = WorkshopRecord;

    fn saved(self) -> Saved {
        self.saved
    }

    fn draft(self) -> Result<WorkshopDraft, Failure> {
        self.read()
    }

    fn fill(self, draft: &WorkshopDraft) {
        self.held_on.set(Some(draft.held_on));
        self.place.set(draft.place.as_str().to_owned());
        self.topics.set(draft.topics.clone());
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
        for (_, typed) in self.people.get_untracked() {
            typed.set(String::new());
        }
        for line in &draft.attendance {
            self.people_of(line.unit).set(shown(line.people));
        }
        self.questions.set(self.lasting(|| draft.questions.iter().map(Asked::of).collect()));
        for (typed, count) in self.paper.iter().zip(said::paper(draft)) {
            typed.set(shown(count));
        }
    }

    fn parts(record: &WorkshopRecord) -> (Meta, &WorkshopDraft) {
        (record.meta, &record.draft)
    }

    fn facts(_: &WorkshopRecord, draft: &WorkshopDraft) -> Vec<Fact> {
        said::summary(draft)
    }

    async fn save(self, draft: &WorkshopDraft, version: Option<i64>) -> Result<WorkshopRecord, Failure> {
        store::workshops::save(self.start.with_value(|start| start.id), version, draft).await
    }

    fn named(errors: Vec<FieldError>, draft: &WorkshopDraft) -> Vec<FieldError> {
        said::named(errors, draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_numbers_and_nothing_typed_is_none() {
        let owner = Owner::new();
        owner.set();
        let form = Form::new(Start::record());
        assert!(form.draft().is_err_and(|failure| failure.field("place").is_some()));
        form.held_on.set("2026-11-20".parse().ok());
        form.place.set("Fatih".to_owned());
        form.topics.set(vec![WorkshopTopic::Law]);
        let unit = ids::new(UnitId::from_parts);
        form.people_of(unit).set("12".to_owned());
        let draft = form.draft().ok().unwrap();
        assert_eq!((draft.participants(), draft.paper), (12, Paper::default()));
        form.people_of(unit).set("a dozen".to_owned());
        assert!(form.draft().is_err_and(|failure| failure.field(&format!("people.{unit}")).is_some()));
        form.people_of(unit).set(String::new());
        assert!(form.draft().is_ok_and(|draft| draft.attendance.is_empty()));
    }

    #[test]
    fn what_is_refused_is_named_as_its_field_and_theirs_takes_its_place() {
        let owner = Owner::new();
        owner.set();
        let form = Form::new(Start::record());
        form.held_on.set("2026-11-20".parse().ok());
        form.place.set("Fatih".to_owned());
        form.topics.set(vec![WorkshopTopic::Law]);
        let unit = ids::new(UnitId::from_parts);
        form.people_of(unit).set("10001".to_owned());
        for (at, count) in [(3, "10001"), (7, "3"), (8, "4")] {
            form.paper[at].set(count.to_owned());
        }
        let fields: Vec<String> = form.draft().err().unwrap().fields.into_iter().map(|error| error.field).collect();
        assert_eq!(fields, [format!("people.{unit}"), "paper.3".to_owned(), "paper.8".to_owned()]);
        for at in [3, 7, 8] {
            form.paper[at].set(String::new());
        }
        form.people_of(unit).set("12".to_owned());
        let draft = form.draft().ok().unwrap();
        form.place.set("Aksaray".to_owned());
        form.people_of(unit).set("9".to_owned());
        form.fill(&draft);
        assert_eq!(form.draft().ok(), Some(draft));
    }
}
