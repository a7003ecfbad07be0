//! How an entry of the timeline is put into words.

use leptos::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    appointments::{AppointmentRecord, AppointmentState},
    catalogue,
    ids::UserId,
    record::{Meta, RecordKind},
    services::{Confidentiality, ServiceDraft, ServiceRecord},
    timeline::{Entry, EventRecord},
};

use super::facts;
use crate::{
    appointments::AppointmentTag,
    approvals::ApprovalTag,
    components::{DocumentTag, ServiceTag},
    format,
    i18n::{self, Label, k, t, tf},
    milestones,
};

/// An entry, ready to be shown.
pub(super) struct Shown {
    pub icon: &'static str,
    pub title: String,
    pub tag: Option<AnyView>,
    pub text: Option<String>,
    pub by: UserId,
}

/// Kind, id and version, for changing it.
pub(super) fn key(entry: &Entry) -> (RecordKind, Uuid, i64) {
    match entry {
        Entry::Service(service) => (RecordKind::Service, service.id.uuid(), service.meta.version),
        Entry::Document(document) => (RecordKind::Document, document.id.uuid(), document.meta.version),
        Entry::Note(note) => (RecordKind::Note, note.id.uuid(), note.meta.version),
        Entry::Consent(consent) => (RecordKind::Consent, consent.id.uuid(), consent.meta.version),
        Entry::Event(event) => (RecordKind::Event, event.id.uuid(), 0),
        Entry::Appointment(one) => (RecordKind::Appointment, one.id.uuid(), one.meta.version),
        Entry::Assessment(one) => (RecordKind::Assessment, one.id.uuid(), one.meta.version),
        Entry::Milestone(one) => (RecordKind::Milestone, one.id.uuid(), one.meta.version),
        Entry::Plan(one) => (RecordKind::Plan, one.id.uuid(), one.meta.version),
        Entry::Goal(one) => (RecordKind::Goal, one.id.uuid(), one.meta.version),
    }
}

/// Version and authorship; an event has none.
pub(super) fn meta(entry: &Entry) -> Option<&Meta> {
    match entry {
        Entry::Service(service) => Some(&service.meta),
        Entry::Document(document) => Some(&document.meta),
        Entry::Note(note) => Some(&note.meta),
        Entry::Consent(consent) => Some(&consent.meta),
        Entry::Event(_) => None,
        Entry::Appointment(one) => Some(&one.meta),
        Entry::Assessment(one) => Some(&one.meta),
        Entry::Milestone(one) => Some(&one.meta),
        Entry::Plan(one) => Some(&one.meta),
        Entry::Goal(one) => Some(&one.meta),
    }
}

/// Whether it no longer holds.
pub(super) fn is_withdrawn(entry: &Entry) -> bool {
    match entry {
        Entry::Service(service) => service.withdrawn,
        Entry::Document(document) => document.withdrawn,
        Entry::Note(note) => note.withdrawn,
        Entry::Consent(consent) => consent.withdrawn_on.is_some(),
        Entry::Event(_) => false,
        Entry::Appointment(_) => false,
        Entry::Assessment(one) => one.withdrawn,
        Entry::Milestone(one) => one.withdrawn,
        Entry::Plan(one) => one.withdrawn,
        Entry::Goal(one) => one.withdrawn,
    }
}

/// Whether it is struck through: withdrawn, or cancelled.
pub(super) fn is_struck(entry: &Entry) -> bool {
    is_withdrawn(entry) || matches!(entry, Entry::Appointment(one) if one.state == AppointmentState::Cancelled)
}

/// Words and marks of an entry.
pub(super) fn show(entry: &Entry) -> Shown {
    match entry {
        Entry::Service(service) => Shown {
            icon: catalogue::find(&service.draft.code).map_or("plus", |kind| kind.icon),
            title: i18n::service(&service.draft.code).to_owned(),
            tag: Some(
                view! { <ServiceTag status=service.draft.status/><ApprovalTag state=service.approval/> }.into_any(),
            ),
            text: service_text(service),
            by: service.meta.created_by,
        },
        Entry::Document(document) => Shown {
            icon: "id",
            title: document.draft.kind.label().to_owned(),
            tag: Some(view! { <DocumentTag status=document.draft.status/> }.into_any()),
            text: document.draft.expires_on.map(|day| tf(k::DOCUMENTS_ENDS, &[("day", &format::day(day))])),
            by: document.meta.created_by,
        },
        Entry::Note(note) => Shown {
            icon: "edit",
            title: t(k::TIMELINE_NOTE).to_owned(),
            tag: None,
            text: Some(note.draft.body.as_str().to_owned()),
            by: note.meta.created_by,
        },
        Entry::Consent(consent) => Shown {
            icon: "shield",
            title: t(k::TIMELINE_CONSENT).to_owned(),
            tag: None,
            text: Some(
                consent.draft.scope.iter().map(|scope| scope.label()).collect::<Vec<_>>().join(t(k::FORM_COMMA)),
            ),
            by: consent.meta.created_by,
        },
        Entry::Event(event) => Shown {
            icon: "flag",
            title: event.kind.label().to_owned(),
            tag: None,
            text: event_text(event),
            by: event.by,
        },
        Entry::Appointment(one) => Shown {
            icon: "cal",
            title: i18n::service(&one.draft.code).to_owned(),
            tag: Some(
                view! {
                    <AppointmentTag
                        state=one.state
                        answer=one.answer.as_ref().map(|answer| answer.kind)
                        unverified=one.answer.as_ref().is_some_and(|answer| answer.unverified)
                    />
                }
                .into_any(),
            ),
            text: Some(appointment_text(one)),
            by: one.meta.created_by,
        },
        Entry::Assessment(one) => Shown {
            icon: "chart",
            title: one.draft.occasion.label().to_owned(),
            tag: None,
            // Which step a domain is on stands where one looks for it, not in passing.
            text: Some(one.draft.method.label().to_owned()),
            by: one.meta.created_by,
        },
        Entry::Milestone(one) => Shown {
            icon: "goal",
            title: milestones::name(one),
            tag: None,
            text: Some(one.state.label().to_owned()),
            by: one.meta.updated_by,
        },
        Entry::Goal(one) => Shown {
            icon: "goal",
            title: RecordKind::Goal.label().to_owned(),
            tag: None,
            text: Some(one.draft.state.label().to_owned()),
            by: one.meta.created_by,
        },
        Entry::Plan(one) => Shown {
            icon: "book",
            title: one.draft.step.label().to_owned(),
            tag: None,
            text: Some(format::language(one.draft.language.as_str())),
            by: one.meta.created_by,
        },
    }
}

/// When, where and with whom, and whether the answer is to be confirmed.
fn appointment_text(one: &AppointmentRecord) -> String {
    let place = one.draft.place.iter().chain(&one.draft.with_whom).map(|text| text.as_str().to_owned());
    let place = place.filter(|_| !is_discreet(&one.draft.code));
    let hidden = one.details_hidden.then(|| t(k::TIMELINE_HIDDEN).to_owned());
    let doubted = one.state == AppointmentState::Planned && one.answer.as_ref().is_some_and(|answer| answer.unverified);
    let confirm = doubted.then(|| t(k::ANSWER_CONFIRM).to_owned());
    [format::time(one.draft.starts)]
        .into_iter()
        .chain(place)
        .chain(hidden)
        .chain(confirm)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn event_text(event: &EventRecord) -> Option<String> {
    let status = event.status.map(|status| status.label().to_owned());
    let reason = event.reason.map(|reason| reason.label().to_owned());
    let note = event.note.as_ref().map(|note| note.as_str().to_owned());
    let parts: Vec<String> = status.into_iter().chain(reason).chain(note).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The days a service runs from and to, whatever its type calls them.
pub(crate) fn period(draft: &ServiceDraft) -> Option<String> {
    let days = |from, to| [draft.day(from), draft.day(to)].into_iter().flatten();
    let days: Vec<String> = days("from", "to").chain(days("start", "end")).map(format::day_short).collect();
    (!days.is_empty()).then(|| days.join(" – "))
}

/// What tells one service of a type from another: the piece of furniture, the trade.
fn what(draft: &ServiceDraft) -> Option<String> {
    let kind = catalogue::find(&draft.code)?;
    let said = |key| Some(facts::detail(kind.field(key)?, draft.details.get(key)?));
    let said: Vec<String> = ["item", "sector"].into_iter().filter_map(said).collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// In a list nothing tells what somebody is treated for, or what their case at court is about.
pub(crate) fn is_discreet(code: &str) -> bool {
    catalogue::find(code).is_some_and(|kind| kind.confidentiality == Confidentiality::Restricted)
}

/// What it was, cost, period, provider and note of a service in one line for a list.
pub(crate) fn service_text(service: &ServiceRecord) -> Option<String> {
    if service.details_hidden {
        return Some(t(k::TIMELINE_HIDDEN).to_owned());
    }
    let draft = &service.draft;
    let ends = |day| tf(k::DOCUMENTS_ENDS, &[("day", &format::day(day))]);
    let valid = match (draft.day("issued"), draft.day("expires")) {
        (Some(issued), Some(expires)) => Some([format::day_short(issued), format::day_short(expires)].join(" – ")),
        (_, expires) => expires.map(ends),
    };
    let discreet = is_discreet(&draft.code);
    let told = |text: &str| (!discreet).then(|| text.to_owned());
    let parts = [
        what(draft),
        draft.cost.as_ref().map(format::money),
        period(draft),
        valid,
        draft.provider.as_ref().and_then(|text| told(text.as_str())),
        draft.note.as_ref().and_then(|text| told(text.as_str())),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn text(state: &str, answer: &Value) -> String {
        let user = "01960000-0000-7000-8000-000000000003";
        let one = json!({
            "id": "01960000-0000-7000-8000-000000000001", "case": "01960000-0000-7000-8000-000000000002",
            "version": 1, "created_at": 0, "created_by": user, "updated_at": 0, "updated_by": user,
            "type": "CMG.phone", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul", "minutes": 60,
            "state": state, "starts_at": 0, "ends_at": 10, "sequence": 0, "answer": answer
        });
        appointment_text(&serde_json::from_value(one).unwrap())
    }

    #[test]
    fn an_answer_that_somebody_else_may_have_given_is_to_be_confirmed_while_it_counts() {
        let doubted = json!({ "kind": "coming", "at": 0, "unverified": true });
        assert!(text("planned", &doubted).ends_with(" · Confirm by a safe way."));
        for (state, answer) in [("attended", doubted), ("planned", json!({ "kind": "coming", "at": 0 }))] {
            assert!(!text(state, &answer).contains("Confirm"), "{state}");
        }
    }
}
