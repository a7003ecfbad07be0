//! Moving a service on by one tap: planned or requested, then in progress, then delivered.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    approvals::ApprovalState,
    services::{ServiceDraft, ServiceRecord, ServiceStatus},
    values::NaiveDate,
};

use crate::{
    components::{Button, toast},
    format,
    i18n::{Label, k, t, tf},
    store,
};

/// The step after this one, if there is a usual one.
const fn next(status: ServiceStatus) -> Option<ServiceStatus> {
    match status {
        ServiceStatus::Planned | ServiceStatus::Requested | ServiceStatus::Approved => Some(ServiceStatus::InProgress),
        ServiceStatus::InProgress => Some(ServiceStatus::Delivered),
        ServiceStatus::Delivered | ServiceStatus::Declined | ServiceStatus::NotAvailable | ServiceStatus::Cancelled => {
            None
        }
    }
}

/// The draft one step on. What is delivered stands on the day it was; the day it was asked for is kept.
fn moved(draft: &ServiceDraft, to: ServiceStatus, today: NaiveDate) -> ServiceDraft {
    let asked = (draft.status == ServiceStatus::Requested).then_some(draft.occurred_on.min(today));
    let delivered = to == ServiceStatus::Delivered;
    ServiceDraft {
        status: to,
        requested_on: draft.requested_on.or(asked),
        occurred_on: if delivered { today } else { draft.occurred_on },
        next_step_on: if delivered { None } else { draft.next_step_on },
        device_time: Some(format::now()),
        ..draft.clone()
    }
}

/// The button; nothing for an entry that is done, withdrawn or not open to the caller.
#[component]
pub(super) fn Step(service: ServiceRecord) -> impl IntoView {
    // What waits for an approval is moved on by it.
    let waits = service.approval == Some(ApprovalState::Waiting);
    let to = next(service.draft.status).filter(|_| !service.withdrawn && !service.details_hidden && !waits);
    to.map(|to| view! { <Go service=service to=to/> })
}

#[component]
fn Go(service: ServiceRecord, to: ServiceStatus) -> impl IntoView {
    let busy = RwSignal::new(false);
    let service = StoredValue::new(service);
    let go = move |()| {
        busy.set(true);
        spawn_local(async move {
            let service = service.get_value();
            let draft = moved(&service.draft, to, format::today());
            match store::services::save(service.case, service.id, Some(service.meta.version), &draft).await {
                Ok(stored) => undo_offer(stored, service.draft),
                // Said in passing: the list may be read again meanwhile, and then this row is another one.
                Err(why) => toast::say(why.message()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <div class="service-step">
            <Button compact=true icon="check" busy=busy on_press=go attr:data-test="step">{tf(k::SERVICES_MARK, &[("status", to.label())])}</Button>
        </div>
    }
}

fn undo_offer(stored: ServiceRecord, before: ServiceDraft) {
    if stored.approval == Some(ApprovalState::Waiting) {
        return toast::say(t(k::APPROVALS_SAVED_WAITS));
    }
    let said = stored.draft.status.label();
    let back = StoredValue::new((stored, before));
    let undo = Callback::new(move |()| {
        let Some((stored, before)) = back.try_get_value() else { return };
        spawn_local(async move {
            if let Err(why) = store::services::save(stored.case, stored.id, Some(stored.meta.version), &before).await {
                toast::say(why.message());
            }
        });
    });
    toast::say_with(said, t(k::ACTION_UNDO), undo);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_delivered_stands_on_its_day_and_remembers_when_it_was_asked_for() {
        let asked: ServiceDraft = serde_json::from_value(serde_json::json!({
            "type": "HOU.rent", "status": "requested", "occurred_on": "2026-11-05", "delivered_by": "us",
            "confidentiality": "team", "next_step_on": "2026-11-20"
        }))
        .unwrap();
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let begun = moved(&asked, next(asked.status).unwrap(), today);
        assert_eq!((begun.status, begun.occurred_on), (ServiceStatus::InProgress, asked.occurred_on));
        assert_eq!(begun.requested_on, Some(asked.occurred_on));
        let done = moved(&begun, next(begun.status).unwrap(), today);
        assert_eq!((done.occurred_on, done.requested_on, done.next_step_on), (today, begun.requested_on, None));
        assert_eq!(next(done.status), None);
    }
}
