//! The requests for the payment of a service, at the service.

use leptos::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    approvals::{ApprovalRecord, ApprovalState},
    ids::CaseId,
    policy::{Action, Relation},
    users::Colleague,
};

use super::{
    again::AskAgain,
    take_back::TakeBack,
    words::{ApprovalTag, waits_for},
};
use crate::{
    components::{LinkButton, Section},
    format,
    i18n::{k, t, tf},
    store::{self, Reading, session},
};

/// Nothing for a service that never needed one. `state` is where the newest stands, as the service says.
#[component]
pub fn Requests(case: CaseId, service: Uuid, state: Option<ApprovalState>, may_ask: Signal<bool>) -> impl IntoView {
    state.map(|_| view! { <OfService case=case service=service may_ask=may_ask/> })
}

#[component]
fn OfService(case: CaseId, service: Uuid, may_ask: Signal<bool>) -> impl IntoView {
    let (requests, people) = (store::approvals::of_case(Signal::stored(Some(case))), store::colleagues::list());
    // It changes only with what it shows: while it is read again the form stays, and what is typed in it.
    let of_service = Memo::new(move |_| {
        let all = requests.get().unwrap_or_default();
        all.into_iter().filter(|one| one.service.is_some_and(|id| id.uuid() == service)).collect::<Vec<_>>()
    });
    move || {
        let all = of_service.get();
        let newest = all.first().cloned();
        let again = newest.filter(|one| matches!(one.state, ApprovalState::Refused | ApprovalState::TakenBack));
        (!all.is_empty()).then(|| {
            view! {
                <Section title=t(k::APPROVALS_OF_PAYMENT)>
                    <ul class="card rows">{all.into_iter().map(|one| view! { <Line one=one people=people/> }).collect_view()}</ul>
                    {move || again.clone().filter(|_| may_ask.get()).map(|one| view! { <AskAgain request=one/> })}
                </Section>
            }
        })
    }
}

#[component]
fn Line(one: ApprovalRecord, people: Reading<Vec<Colleague>>) -> impl IntoView {
    let me = session::me().map(|me| me.id);
    let waits = one.state == ApprovalState::Waiting;
    let mine = waits && me == Some(one.meta.created_by);
    let decides =
        waits && session::may(Action::ApprovalDecide, Relation::Office) && me.is_some_and(|me| one.independent_of(me));
    let asked = (one.meta.created_by, format::instant(one.meta.created_at));
    let decided = one.settled_by.zip(one.settled_at).filter(|_| one.state != ApprovalState::Lapsed);
    let said = |(user, at): (_, String)| {
        move || {
            let name = store::colleagues::name(people, user);
            [name.as_str(), at.as_str()].join(" · ")
        }
    };
    let (note, decision) = (one.note.clone(), one.decision.clone());
    let text = |text: yaninda_shared::values::ShortText| view! { <p class="approval-note" dir="auto">{text.as_str().to_owned()}</p> };
    view! {
        <li class="row approval" data-test="request">
            <div class="grow">
                <p class="cluster"><ApprovalTag state=Some(one.state)/>{one.cost.as_ref().map(|cost| view! { <strong class="num">{format::money(cost)}</strong> })}</p>
                <p class="row-text">{said(asked)}</p>
                {note.map(text)}
                {decided.map(|(user, at)| view! { <p class="row-text">{said((user, tf(k::APPROVALS_DECIDED_ON, &[("when", &format::instant(at))])))}</p> })}
                {decision.map(text)}
                {waits.then(|| view! { <p class="row-text">{waits_for(&one)}</p> })}
                {(mine || decides).then(|| view! {
                    <p class="cluster">
                        {decides.then(|| view! { <LinkButton href="/approvals" compact=true>{t(k::APPROVALS_DECIDE)}</LinkButton> })}
                        {mine.then(|| view! { <TakeBack request=one.clone()/> })}
                    </p>
                })}
            </div>
        </li>
    }
}
