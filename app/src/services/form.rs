//! The form of one service: what is preset by the type, what was typed, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    catalogue::ServiceKind,
    services::{Confidentiality, DeliveredBy, ServiceDraft, ServiceStatus},
    values::{FundCode, LongText, NaiveDate, ValueError, parse_hundredths},
};

use super::details::Details;
use crate::{
    components::{Refused, parse_money, typed},
    format,
    store::{Failure, habits},
};

/// State of the form; `Copy` signals inside.
#[derive(Clone)]
pub(super) struct Form {
    pub kind: &'static ServiceKind,
    pub status: RwSignal<ServiceStatus>,
    pub on: RwSignal<Option<NaiveDate>>,
    pub amount: RwSignal<String>,
    pub currency: RwSignal<String>,
    pub fund: RwSignal<String>,
    pub quantity: RwSignal<String>,
    pub provider: RwSignal<String>,
    pub focal_point: RwSignal<String>,
    pub place: RwSignal<String>,
    pub note: RwSignal<String>,
    pub outcome: RwSignal<String>,
    pub needed_on: RwSignal<Option<NaiveDate>>,
    pub requested_on: RwSignal<Option<NaiveDate>>,
    pub appointment_on: RwSignal<Option<NaiveDate>>,
    pub next_step_on: RwSignal<Option<NaiveDate>>,
    pub delivered_by: RwSignal<DeliveredBy>,
    pub restricted: RwSignal<bool>,
    pub details: Details,
    from: Option<ServiceDraft>,
    /// The draft that was made last.
    made: StoredValue<Option<ServiceDraft>>,
}

impl Form {
    /// Filled with what is usual for the type, or with an entry to correct or repeat.
    pub(super) fn new(kind: &'static ServiceKind, from: Option<ServiceDraft>) -> Self {
        let seen = from.as_ref();
        let cost = seen.and_then(|draft| draft.cost);
        Self {
            kind,
            status: RwSignal::new(seen.map_or(kind.usual, |draft| draft.status)),
            on: RwSignal::new(Some(seen.map_or_else(format::today, |draft| draft.occurred_on))),
            amount: RwSignal::new(cost.as_ref().map_or_else(String::new, format::plain)),
            currency: RwSignal::new(cost.map_or_else(
                || habits::currency(kind.code).unwrap_or_else(|| "TRY".to_owned()),
                |cost| cost.currency().as_str().to_owned(),
            )),
            fund: text(seen.and_then(|draft| draft.fund.as_ref()).map(FundCode::as_str)),
            quantity: RwSignal::new(seen.and_then(|draft| draft.quantity).map_or_else(String::new, plain_quantity)),
            provider: typed(seen.and_then(|draft| draft.provider.as_ref())),
            focal_point: typed(seen.and_then(|draft| draft.focal_point.as_ref())),
            place: typed(seen.and_then(|draft| draft.place.as_ref())),
            note: text(seen.and_then(|draft| draft.note.as_ref()).map(LongText::as_str)),
            outcome: text(seen.and_then(|draft| draft.outcome.as_ref()).map(LongText::as_str)),
            needed_on: RwSignal::new(seen.and_then(|draft| draft.needed_on)),
            requested_on: RwSignal::new(seen.and_then(|draft| draft.requested_on)),
            appointment_on: RwSignal::new(seen.and_then(|draft| draft.appointment_on)),
            next_step_on: RwSignal::new(seen.and_then(|draft| draft.next_step_on)),
            delivered_by: RwSignal::new(seen.map_or(DeliveredBy::Us, |draft| draft.delivered_by)),
            restricted: RwSignal::new(
                seen.map_or(kind.confidentiality, |draft| draft.confidentiality) == Confidentiality::Restricted,
            ),
            details: Details::new(kind, &seen.map(|draft| draft.details.clone()).unwrap_or_default()),
            from,
            made: StoredValue::new(None),
        }
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    pub(super) fn draft(&self) -> Result<ServiceDraft, Failure> {
        let mut refused = Refused::default();
        let provider = refused.short("provider", self.provider);
        let place = refused.short("place", self.place);
        let focal_point = refused.short("focal_point", self.focal_point);
        let note = refused.long("note", self.note);
        let outcome = refused.long("outcome", self.outcome);
        let details = self.details.values(&mut refused);
        let fund = match self.fund.get_untracked() {
            typed if typed.trim().is_empty() => None,
            typed => refused.check("fund", FundCode::parse(&typed)),
        };
        let cost = parse_money(&self.amount.get_untracked(), &self.currency.get_untracked());
        let cost = refused.check("cost", cost).flatten();
        let quantity = match self.quantity.get_untracked().trim() {
            "" => None,
            typed => refused.check("quantity", parse_hundredths(typed)),
        };
        let on = self.on.get_untracked();
        if on.is_none() {
            refused.refuse("occurred_on", ValueError::Missing);
        }
        let seen = self.from.as_ref();
        let draft = ServiceDraft {
            code: self.kind.code.to_owned(),
            status: self.status.get_untracked(),
            occurred_on: on.unwrap_or_else(format::today),
            quantity,
            cost,
            fund,
            delivered_by: self.delivered_by.get_untracked(),
            confidentiality: if self.restricted.get_untracked() {
                Confidentiality::Restricted
            } else {
                Confidentiality::Team
            },
            needed_on: self.needed_on.get_untracked(),
            requested_on: self.requested_on.get_untracked(),
            appointment_on: self.appointment_on.get_untracked(),
            next_step_on: self.next_step_on.get_untracked(),
            provider,
            focal_point,
            place,
            note,
            outcome,
            details,
            document: seen.and_then(|draft| draft.document),
            device_time: None,
        };
        let draft = self.at_its_time(draft);
        let checked = draft.validate(format::today());
        refused.finish(draft, checked)
    }

    /// Marks when it was saved. What is saved once more without a change keeps its time: after a lost answer it is then
    /// the same write to the server.
    fn at_its_time(&self, draft: ServiceDraft) -> ServiceDraft {
        let before = self.made.get_value().filter(|made| ServiceDraft { device_time: None, ..made.clone() } == draft);
        let made = before.unwrap_or_else(|| ServiceDraft { device_time: Some(format::now()), ..draft });
        self.made.set_value(Some(made.clone()));
        made
    }
}

fn text(text: Option<&str>) -> RwSignal<String> {
    RwSignal::new(text.unwrap_or_default().to_owned())
}

fn plain_quantity(hundredths: i64) -> String {
    if hundredths % 100 == 0 {
        (hundredths / 100).to_string()
    } else {
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_as_they_are_shown() {
        for hundredths in [1, 150, 1200] {
            assert_eq!(parse_hundredths(&plain_quantity(hundredths)), Ok(hundredths));
        }
    }
}
