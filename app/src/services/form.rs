//! The form of one service: what is preset by the type, what was typed, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    catalogue::ServiceKind,
    services::{Confidentiality, DeliveredBy, ServiceDraft, ServiceStatus},
    values::{NaiveDate, ValueError},
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
    pub place: RwSignal<String>,
    pub note: RwSignal<String>,
    pub next_step_on: RwSignal<Option<NaiveDate>>,
    pub delivered_by: RwSignal<DeliveredBy>,
    pub restricted: RwSignal<bool>,
    pub details: Details,
    from: Option<ServiceDraft>,
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
            fund: typed(seen.and_then(|draft| draft.fund.as_ref())),
            quantity: RwSignal::new(seen.and_then(|draft| draft.quantity).map_or_else(String::new, plain_quantity)),
            provider: typed(seen.and_then(|draft| draft.provider.as_ref())),
            place: typed(seen.and_then(|draft| draft.place.as_ref())),
            note: RwSignal::new(
                seen.and_then(|draft| draft.note.as_ref()).map_or_else(String::new, |note| note.as_str().to_owned()),
            ),
            next_step_on: RwSignal::new(seen.and_then(|draft| draft.next_step_on)),
            delivered_by: RwSignal::new(seen.map_or(DeliveredBy::Us, |draft| draft.delivered_by)),
            restricted: RwSignal::new(
                seen.map_or(kind.confidentiality, |draft| draft.confidentiality) == Confidentiality::Restricted,
            ),
            details: Details::new(kind, &seen.map(|draft| draft.details.clone()).unwrap_or_default()),
            from,
        }
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    pub(super) fn draft(&self) -> Result<ServiceDraft, Failure> {
        let mut refused = Refused::default();
        let provider = refused.short("provider", self.provider);
        let place = refused.short("place", self.place);
        let fund = refused.short("fund", self.fund);
        let note = refused.long("note", self.note);
        let cost = parse_money(&self.amount.get_untracked(), &self.currency.get_untracked());
        let cost = refused.check("cost", cost).flatten();
        let quantity = match self.quantity.get_untracked().trim() {
            "" => None,
            typed => refused.check("quantity", parse_quantity(typed).ok_or(ValueError::WrongType)),
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
            needed_on: seen.and_then(|draft| draft.needed_on),
            requested_on: seen.and_then(|draft| draft.requested_on),
            next_step_on: self.next_step_on.get_untracked(),
            provider,
            place,
            note,
            details: self.details.values(),
            document: seen.and_then(|draft| draft.document),
            device_time: Some(format::now()),
        };
        let checked = draft.validate(format::today());
        refused.finish(draft, checked)
    }
}

/// Hundredths of a unit, as a person types them: `1`, `1.5`, `1,5`.
fn parse_quantity(typed: &str) -> Option<i64> {
    let (whole, part) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    if part.len() > 2 || whole.len() > 6 {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
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
        assert_eq!(parse_quantity("1"), Some(100));
        assert_eq!(parse_quantity("1,5"), Some(150));
        assert_eq!(parse_quantity("x"), None);
        for hundredths in [1, 150, 1200] {
            assert_eq!(parse_quantity(&plain_quantity(hundredths)), Some(hundredths));
        }
    }
}
