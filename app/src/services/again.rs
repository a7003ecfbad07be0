//! "Again like last month": the last entry of a type with its days moved one month, one tap before Save.

use chrono::{Datelike, Months};
use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    catalogue::{FieldKind, ServiceKind},
    ids::CaseId,
    services::{FieldValue, ServiceDraft, ServiceRecord, ServiceStatus},
    values::{NaiveDate, ShortText},
};

use crate::{
    components::{Button, FailureNote, Kind},
    format,
    i18n::{k, t},
    store::{self, Failure},
    timeline::period,
};

/// Offers the last entry of this type of the case; a press fills the form.
#[component]
pub(super) fn Again(case: CaseId, kind: &'static ServiceKind, from: RwSignal<Option<ServiceDraft>>) -> impl IntoView {
    let services = store::services::list(Signal::stored(Some(case)));
    let last = Memo::new(move |_| services.load().ready()?.into_iter().find(|service| can_repeat(service, kind.code)));
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    // The list holds some details masked: what is repeated is read whole.
    let repeat = move |id| {
        busy.set(true);
        spawn_local(async move {
            match store::services::read(case, id).await {
                Ok(last) => {
                    from.try_set(Some(month_after(&last.draft, kind, format::today())));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    move || {
        let last = last.get().filter(|_| from.with(Option::is_none))?;
        let said = summary(&month_after(&last.draft, kind, format::today()));
        Some(view! {
            <div class="again">
                <Button kind=Kind::Soft icon="sync" wide=true busy=busy on_press=move |()| repeat(last.id) attr:data-test="again">{t(k::LOG_AGAIN)}</Button>
                <p class="xs muted" dir="auto">{said}</p>
                {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            </div>
        })
    }
}

fn can_repeat(service: &ServiceRecord, code: &str) -> bool {
    let lost = matches!(
        service.draft.status,
        ServiceStatus::Declined | ServiceStatus::NotAvailable | ServiceStatus::Cancelled
    );
    service.draft.code == code && !service.withdrawn && !service.details_hidden && !lost
}

/// What will be filled in: amount, period, provider.
fn summary(draft: &ServiceDraft) -> String {
    let parts = [
        draft.cost.as_ref().map(format::money),
        period(draft),
        draft.provider.as_ref().map(|provider| provider.as_str().to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The draft of the month after. What belongs to the month before alone (note, attendance, certificate) is left out,
/// an instalment is the next one, and what is said to be done never stands in the future.
fn month_after(last: &ServiceDraft, kind: &ServiceKind, today: NaiveDate) -> ServiceDraft {
    let mut next = ServiceDraft {
        note: None,
        outcome: None,
        appointment_on: None,
        document: None,
        device_time: None,
        needed_on: None,
        requested_on: None,
        occurred_on: later(last.occurred_on, false),
        next_step_on: last.next_step_on.map(|day| later(day, false)),
        ..last.clone()
    };
    if !next.status.is_open() {
        next.occurred_on = next.occurred_on.min(today);
    }
    let of = match last.details.get("of") {
        Some(FieldValue::Count(of)) => *of,
        _ => i64::MAX,
    };
    next.details.retain(|key, _| !matches!(key.as_str(), "attended_percent" | "certificate" | "receipt" | "paid_on"));
    // What is kept from this worker cannot be repeated by them.
    next.details.retain(|_, value| !matches!(value, FieldValue::Text(text) if text.is_mask()));
    for (key, value) in &mut next.details {
        match value {
            FieldValue::Count(count) if key == "tranche" => *count = (*count + 1).min(of),
            FieldValue::Text(text) if kind.field(key).is_some_and(|spec| spec.kind == FieldKind::Day) => {
                let moved = text.as_str().parse().map(|day| later(day, matches!(key.as_str(), "to" | "end")));
                if let Some(Ok(moved)) = moved.ok().map(|day| ShortText::parse(&day.to_string())) {
                    *text = moved;
                }
            }
            _ => {}
        }
    }
    next
}

/// One month later; the end of a month stays the end of a month if `ends`.
fn later(day: NaiveDate, ends: bool) -> NaiveDate {
    let moved = day.checked_add_months(Months::new(1)).unwrap_or(day);
    let last_of_month = day.succ_opt().is_some_and(|next| next.day() == 1);
    if !(ends && last_of_month) {
        return moved;
    }
    let first = moved.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    first.and_then(|first| first.pred_opt()).unwrap_or(moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaninda_shared::catalogue;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_end_where_months_end() {
        assert_eq!(later(day("2026-10-31"), true), day("2026-11-30"));
        assert_eq!(later(day("2026-11-30"), true), day("2026-12-31"));
        assert_eq!(later(day("2026-11-30"), false), day("2026-12-30"));
        assert_eq!(later(day("2027-01-31"), false), day("2027-02-28"));
    }

    #[test]
    fn rent_is_repeated_for_the_next_month() {
        let last: ServiceDraft = serde_json::from_value(serde_json::json!({
            "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-05", "delivered_by": "us",
            "confidentiality": "team", "cost": {"minor": 1_850_000, "currency": "TRY"}, "note": "receipt later",
            "details": {"from": "2026-11-01", "to": "2026-11-30", "tranche": 3, "of": 6, "landlord": "Aksoy"}
        }))
        .unwrap();
        let kind = catalogue::find("HOU.rent").unwrap();
        let next = month_after(&last, kind, day("2026-11-24"));
        assert_eq!((next.occurred_on, next.note.is_none(), next.cost), (day("2026-11-24"), true, last.cost));
        assert_eq!((next.day("from"), next.day("to")), (Some(day("2026-12-01")), Some(day("2026-12-31"))));
        assert_eq!(next.details.get("tranche"), Some(&FieldValue::Count(4)));
        assert_eq!(next.details.get("landlord"), last.details.get("landlord"));
        assert!(next.validate(day("2026-11-24")).is_ok());
    }
}
