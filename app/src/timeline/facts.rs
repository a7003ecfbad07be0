//! What a record says, as labels and values: for showing it, and for telling two versions apart.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentPlace, AppointmentRecord, AppointmentState},
    catalogue::{self, FieldKind, FieldSpec},
    consents::ConsentRecord,
    documents::DocumentDraft,
    milestones::MilestoneRecord,
    notes::NoteDraft,
    outcomes::{AssessmentDraft, Rating},
    services::{Confidentiality, FieldValue, ServiceDraft},
    timeline::Entry,
    values::{NaiveDate, ShortText, ZoneName},
};

use crate::{
    format,
    i18n::{self, Label, k, t, tf, tn},
    outcomes::told,
    plans::{of_entry, of_goal},
};

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub value: String,
}

#[derive(Default)]
struct Known(Vec<Fact>);

impl Known {
    fn say(&mut self, label: &'static str, value: impl Into<String>) {
        self.0.push(Fact { label, value: value.into() });
    }

    fn text(&mut self, label: &'static str, text: Option<&ShortText>) {
        if let Some(text) = text {
            self.say(label, text.as_str());
        }
    }

    fn day(&mut self, label: &'static str, day: Option<NaiveDate>) {
        if let Some(day) = day {
            self.say(label, format::day(day));
        }
    }
}

/// Of a service.
#[must_use]
pub fn of_service(draft: &ServiceDraft) -> Vec<Fact> {
    let kind = catalogue::find(&draft.code);
    let mut known = Known::default();
    known.say(t(k::LOG_STATUS), draft.status.label());
    known.day(t(k::LOG_WHEN), Some(draft.occurred_on));
    if let Some(cost) = &draft.cost {
        known.say(t(k::LOG_COST), format::money(cost));
    }
    if let (Some(quantity), Some(kind)) = (draft.quantity, kind) {
        known.say(kind.unit.label(), format::quantity(quantity));
    }
    for (key, value) in &draft.details {
        if let Some(spec) = kind.and_then(|kind| kind.field(key)) {
            known.say(i18n::field(spec.key), detail(spec, value));
        }
    }
    if let Some(fund) = &draft.fund {
        known.say(t(k::LOG_FUND), fund.as_str());
    }
    known.text(t(k::LOG_PROVIDER), draft.provider.as_ref());
    known.text(t(k::LOG_FOCAL_POINT), draft.focal_point.as_ref());
    known.text(t(k::LOG_PLACE), draft.place.as_ref());
    known.say(t(k::LOG_DELIVERED_BY), draft.delivered_by.label());
    known.day(t(k::ENTRY_NEEDED_ON), draft.needed_on);
    known.day(t(k::ENTRY_REQUESTED_ON), draft.requested_on);
    known.day(t(k::LOG_APPOINTMENT), draft.appointment_on);
    known.day(t(k::LOG_NEXT_STEP), draft.next_step_on);
    for (label, text) in [(k::LOG_NOTE, &draft.note), (k::LOG_OUTCOME, &draft.outcome)] {
        if let Some(text) = text {
            known.say(t(label), text.as_str());
        }
    }
    if draft.confidentiality == Confidentiality::Restricted {
        known.say(t(k::ENTRY_WHO_READS), draft.confidentiality.label());
    }
    known.0
}

/// A per-type value as people read it.
pub(super) fn detail(spec: &FieldSpec, value: &FieldValue) -> String {
    match (value, spec.kind) {
        (FieldValue::Flag(flag), _) => yes_no(*flag).to_owned(),
        (FieldValue::Count(count), _) => format::number(*count),
        (FieldValue::Text(text), FieldKind::Day) => text.as_str().parse().map_or_else(|_| String::new(), format::day),
        (FieldValue::Text(text), FieldKind::Country) => format::country(text.as_str()),
        (FieldValue::Text(text), FieldKind::Language) => format::language(text.as_str()),
        (FieldValue::Text(text), FieldKind::Choice(_)) => i18n::choice(text.as_str()).to_owned(),
        (FieldValue::Text(text), _) => text.as_str().to_owned(),
    }
}

fn yes_no(flag: bool) -> &'static str {
    t(if flag { k::FORM_YES } else { k::FORM_NO })
}

/// Of a document.
#[must_use]
pub fn of_document(draft: &DocumentDraft) -> Vec<Fact> {
    let mut known = Known::default();
    known.say(t(k::DOCUMENTS_KIND), draft.kind.label());
    known.say(t(k::DOCUMENTS_STATE), draft.status.label());
    known.text(t(k::DOCUMENTS_NUMBER), draft.number.as_ref());
    known.text(t(k::DOCUMENTS_ISSUER), draft.issuer.as_ref());
    known.day(t(k::DOCUMENTS_ISSUED), draft.issued_on);
    known.day(t(k::DOCUMENTS_VALID_FROM), draft.valid_from);
    known.day(t(k::DOCUMENTS_EXPIRES), draft.expires_on);
    known.day(t(k::DOCUMENTS_LEGAL_MAX), draft.legal_max_on);
    for (label, is) in [(k::DOCUMENTS_ORIGINAL, draft.holder_has_original), (k::DOCUMENTS_COPY, draft.copy_stored)] {
        if is {
            known.say(t(label), yes_no(is));
        }
    }
    known.text(t(k::LOG_NOTE), draft.note.as_ref());
    known.0
}

/// Of a note.
#[must_use]
pub fn of_note(draft: &NoteDraft) -> Vec<Fact> {
    let mut known = Known::default();
    known.day(t(k::LOG_WHEN), Some(draft.occurred_on));
    known.say(t(k::TIMELINE_NOTE), draft.body.as_str());
    known.0
}

fn of_consent(consent: &ConsentRecord) -> Vec<Fact> {
    let draft = &consent.draft;
    let mut known = Known::default();
    known.say(t(k::OPEN_GIVEN_BY), draft.given_by.label());
    known.day(t(k::OPEN_GIVEN_ON), Some(draft.given_on));
    let scope: Vec<&str> = draft.scope.iter().map(|scope| scope.label()).collect();
    known.say(t(k::OPEN_SCOPE), scope.join(t(k::FORM_COMMA)));
    known.text(t(k::OPEN_PURPOSE), Some(&draft.purpose));
    known.say(t(k::OPEN_LANGUAGE), format::language(draft.language.as_str()));
    known.text(t(k::LOG_NOTE), draft.note.as_ref());
    known.day(t(k::TIMELINE_WITHDRAWN), consent.withdrawn_on);
    known.0
}

/// Of an appointment as it is booked. Who attends stands elsewhere: it is a name to look up.
#[must_use]
pub fn of_appointment(draft: &AppointmentDraft) -> Vec<Fact> {
    let mut known = Known::default();
    known.say(t(k::APPOINTMENTS_KIND), i18n::service(&draft.code));
    known.say(t(k::APPOINTMENTS_STARTS), format::day_time(draft.starts));
    if draft.zone != ZoneName::default() {
        known.say(t(k::APPOINTMENTS_ZONE), draft.zone.as_str());
    }
    known.say(t(k::APPOINTMENTS_MINUTES), tn(k::COUNT_MINUTES, draft.minutes.into()));
    known.text(t(k::APPOINTMENTS_WITH_WHOM), draft.with_whom.as_ref());
    known.text(t(k::APPOINTMENTS_PLACE), draft.place.as_ref());
    if let Some(place) = &draft.mail_place {
        known.say(t(k::APPOINTMENTS_MAIL_PLACE), mail_place(place));
    }
    for (label, is) in [(k::APPOINTMENTS_INTERPRETER, draft.interpreter), (k::APPOINTMENTS_ESCORT, draft.escort)] {
        if is {
            known.say(t(label), yes_no(is));
        }
    }
    known.text(t(k::APPOINTMENTS_BRING), draft.bring.as_ref());
    if !draft.offered.is_empty() {
        let times: Vec<String> = draft.offered.iter().copied().map(format::day_time).collect();
        known.say(t(k::APPOINTMENTS_OFFERED), times.join(t(k::FORM_COMMA)));
    }
    if let Some(note) = &draft.note {
        known.say(t(k::APPOINTMENTS_NOTE), note.as_str());
    }
    known.0
}

/// What a mail says about the place, in the reader's language.
fn mail_place(place: &AppointmentPlace) -> &str {
    match place {
        AppointmentPlace::Usual => t(k::APPOINTMENTS_PLACE_USUAL),
        AppointmentPlace::Agreed => t(k::APPOINTMENTS_PLACE_AGREED),
        AppointmentPlace::Phone => t(k::APPOINTMENTS_PLACE_PHONE),
        AppointmentPlace::Online => t(k::APPOINTMENTS_PLACE_ONLINE),
        AppointmentPlace::Words(words) => words.as_str(),
    }
}

/// With where it stands now.
fn of_stored_appointment(one: &AppointmentRecord) -> Vec<Fact> {
    let mut known = Known(of_appointment(&one.draft));
    known.say(t(k::APPOINTMENTS_STATE), one.state.label());
    let note =
        if one.state == AppointmentState::Cancelled { k::APPOINTMENTS_REASON } else { k::APPOINTMENTS_OUTCOME_NOTE };
    known.text(t(note), one.outcome_note.as_ref());
    known.0
}

/// Of an assessment: each domain with all that was said of it, then when and how it was rated.
#[must_use]
pub fn of_assessment(draft: &AssessmentDraft) -> Vec<Fact> {
    let mut known = Known::default();
    for rating in &draft.ratings {
        known.say(rating.domain.label(), of_rating(rating));
    }
    known.day(t(k::LOG_WHEN), Some(draft.occurred_on));
    known.say(t(k::OUTCOMES_OCCASION), draft.occasion.label());
    known.say(t(k::OUTCOMES_METHOD), draft.method.label());
    if let Some(note) = &draft.note {
        known.say(t(k::LOG_NOTE), note.as_str());
    }
    known.0
}

/// Line by line: the worker's step or why there is none, the person's own, and what was said about it.
fn of_rating(rating: &Rating) -> String {
    let labelled = |key, text: &str| [t(key), ": ", text].concat();
    let own = told(rating.own_score, rating.own_unrated).map(|own| tf(k::OUTCOMES_OWN_SAID, &[("rating", &own)]));
    let lines = [
        told(rating.score, rating.unrated),
        own,
        rating.confidence.map(|sure| labelled(k::OUTCOMES_CONFIDENCE, sure.label())),
        rating.evidence.as_ref().map(|text| labelled(k::OUTCOMES_EVIDENCE, text.as_str())),
        rating.help.as_ref().map(|text| labelled(k::OUTCOMES_HELP_SAID, text.as_str())),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Of a milestone: when it is expected and was reached, whose wish it was, and what was said of it.
#[must_use]
pub fn of_milestone(one: &MilestoneRecord) -> Vec<Fact> {
    let draft = &one.draft;
    let mut known = Known::default();
    known.say(t(k::MILESTONES_STATE), one.state.label());
    known.say(t(k::MILESTONES_CHOSEN_BY), draft.chosen_by.label());
    known.day(t(k::MILESTONES_EXPECTED), draft.expected_on);
    known.day(t(k::MILESTONES_REACHED_ON), draft.reached_on);
    known.text(t(k::OUTCOMES_EVIDENCE), draft.evidence.as_ref());
    known.day(t(k::MILESTONES_DECLINED_ON), one.declined_on);
    known.text(t(k::ENTRY_REASON), one.decline_reason.as_ref().or(one.undo_reason.as_ref()));
    if let Some(note) = &draft.note {
        known.say(t(k::LOG_NOTE), note.as_str());
    }
    known.0
}

/// Of an entry of the timeline.
#[must_use]
pub fn of(entry: &Entry) -> Vec<Fact> {
    match entry {
        Entry::Service(service) => of_service(&service.draft),
        Entry::Document(document) => of_document(&document.draft),
        Entry::Note(note) => of_note(&note.draft),
        Entry::Consent(consent) => of_consent(consent),
        Entry::Event(_) => Vec::new(),
        Entry::Appointment(one) => of_stored_appointment(one),
        Entry::Assessment(one) => of_assessment(&one.draft),
        Entry::Milestone(one) => of_milestone(one),
        Entry::Plan(one) => of_entry(&one.draft),
        Entry::Goal(one) => of_goal(&one.draft),
    }
}

/// Of an entry, without what its heading says: the kind and status of a service or document, the text of a note.
#[must_use]
pub fn beside_heading(entry: &Entry) -> Vec<Fact> {
    let said: &[_] = match entry {
        Entry::Service(_) => &[k::LOG_STATUS],
        Entry::Document(_) => &[k::DOCUMENTS_KIND, k::DOCUMENTS_STATE],
        Entry::Note(_) => &[k::TIMELINE_NOTE],
        Entry::Appointment(_) => &[k::APPOINTMENTS_KIND, k::APPOINTMENTS_STATE],
        Entry::Assessment(_) => &[k::OUTCOMES_OCCASION],
        Entry::Milestone(_) => &[k::MILESTONES_STATE],
        Entry::Plan(_) => &[k::PLANS_WHAT],
        Entry::Consent(_) | Entry::Event(_) => &[],
        Entry::Goal(_) => &[k::PLANS_WORDS, k::PLANS_STATE],
    };
    of(entry).into_iter().filter(|fact| !said.iter().any(|key| t(*key) == fact.label)).collect()
}

/// What differs: label, before, after; an empty text where there was or is nothing.
#[must_use]
pub fn changes(before: &[Fact], after: &[Fact]) -> Vec<(&'static str, String, String)> {
    let value = |of: &[Fact], label| of.iter().find(|fact| fact.label == label).map(|fact| fact.value.clone());
    let gone = before.iter().filter(|fact| value(after, fact.label).is_none());
    let gone = gone.map(|fact| (fact.label, fact.value.clone(), String::new()));
    let present = after.iter().filter_map(|fact| {
        let was = value(before, fact.label).unwrap_or_default();
        (was != fact.value).then(|| (fact.label, was, fact.value.clone()))
    });
    present.chain(gone).collect()
}

/// Labels and values in a card.
#[component]
pub fn Facts(facts: Vec<Fact>) -> impl IntoView {
    view! {
        <dl class="facts card card-pad">
            {facts.into_iter().map(|fact| view! { <div><dt>{fact.label}</dt><dd dir="auto">{fact.value}</dd></div> }).collect_view()}
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_says_the_worker_s_step_and_the_person_s_own() {
        let rating =
            serde_json::json!({ "domain": "housing", "score": 2, "own_unrated": "not_asked", "help": "A desk" });
        let said = of_rating(&serde_json::from_value(rating).unwrap());
        assert_eq!(said, "2 Finding footing\nAs the person sees it: Not asked\nWould help next: A desk");
    }

    #[test]
    fn a_change_names_what_was_and_what_is() {
        let fact = |label, value: &str| Fact { label, value: value.to_owned() };
        let before = [fact("Status", "Requested"), fact("Cost", "5 TRY"), fact("Place", "A")];
        let after = [fact("Status", "Delivered"), fact("Place", "A"), fact("Fund", "F1")];
        let told = |label, was: &str, is: &str| (label, was.to_owned(), is.to_owned());
        assert_eq!(
            changes(&before, &after),
            [told("Status", "Requested", "Delivered"), told("Fund", "", "F1"), told("Cost", "5 TRY", "")]
        );
    }
}
