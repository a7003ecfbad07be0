//! One request that waits: whose case, what, who asked and why; decided by one press.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    approvals::{ApprovalDecision, ApprovalKind, ApprovalState, WaitingApproval},
    offices::OfficeRecord,
    users::Colleague,
};

use super::{
    facts::facts,
    refuse::Refuse,
    standing::{Standing, row_id},
    take_back::TakeBack,
    words::{ApprovalTag, waits_for, what},
};
use crate::{
    components::{Button, Icon, Kind, LinkButton, focus_first, toast},
    format,
    i18n::{Label, k, t, tf},
    store::{self, Reading, session},
    timeline,
};

const fn icon(kind: ApprovalKind) -> &'static str {
    match kind {
        ApprovalKind::Payment => "cash",
        ApprovalKind::Close => "check",
        ApprovalKind::Transfer => "pin",
    }
}

/// The row. `waiting` is the list as it is now.
#[component]
pub(super) fn Waiting(
    one: WaitingApproval,
    waiting: Memo<Vec<WaitingApproval>>,
    standing: Standing,
    people: Reading<Vec<Colleague>>,
    offices: Reading<Vec<OfficeRecord>>,
) -> impl IntoView {
    let approval = one.approval.clone();
    let id = approval.id;
    let me = session::me().map(|me| me.id);
    let mine = me == Some(approval.meta.created_by);
    let may = me.is_some_and(|me| approval.independent_of(me));
    let (kind, by, since) = (approval.kind, approval.meta.created_by, format::day_of(approval.meta.created_at));
    let (name, number) = (one.code_name.as_str().to_owned(), one.number.clone());
    let href = match approval.service {
        Some(service) => timeline::href(approval.case, service.uuid()),
        None => format!("/cases/{}", approval.case),
    };
    let who = move || {
        let name = store::colleagues::name(people, by);
        tf(k::APPROVALS_ASKED_BY, &[("name", &name), ("day", &format::day_short(since))])
    };
    let note = approval.note.as_ref().map(|note| note.as_str().to_owned());
    let waits = waits_for(&approval);
    // What stands beside a request, such as what a fund has left, may change while the row stays.
    let first = one.clone();
    let now = Memo::new(move |before: Option<&WaitingApproval>| {
        let found = waiting.with(|all| all.iter().find(|one| one.approval.id == id).cloned());
        found.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let asked = move || now.with(|one| what(&one.approval, one.service_type.as_deref(), offices));
    let said = move || {
        let facts = now.with(facts);
        facts.into_iter().map(|fact| view! { <p class="row-text">{fact}</p> }).collect_view()
    };
    let (busy, refusing) = (RwSignal::new(false), RwSignal::new(false));
    let (one, approval) = (StoredValue::new(one), StoredValue::new(approval));
    let settled = Callback::new(move |state: ApprovalState| {
        standing.settle(one.get_value(), state, waiting.get_untracked());
    });
    let approve = move |()| {
        if standing.rests() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let decision = ApprovalDecision { approve: true, note: None };
            match store::approvals::decide(&approval.get_value(), &decision).await {
                Ok(_) => {
                    toast::say(t(k::APPROVALS_APPROVED));
                    settled.try_run(ApprovalState::Approved);
                }
                // Said in passing: somebody else may have decided it, and then this row is another one.
                Err(why) => toast::say(why.message()),
            }
            busy.try_set(false);
        });
    };
    let refuse_id = ["refuse-", &id.to_string()].concat();
    let refuse_button = ["#", &refuse_id].concat();
    let refuse = move |()| {
        if !standing.rests() {
            refusing.set(true);
        }
    };
    let done = Callback::new(move |()| {
        refusing.set(false);
        spawn_local({
            let button = refuse_button.clone();
            async move { focus_first(&button).await }
        });
    });
    let state = Memo::new(move |_| standing.of(id));
    let open = tf(k::TODAY_OPEN, &[("name", &name)]);
    view! {
        <li class="row approval" id=row_id(id) tabindex="-1" data-test="approval">
            <span class="row-icon"><Icon name=icon(kind)/></span>
            <div class="grow">
                <p><span class="row-title"><bdi>{name}</bdi>" "<span class="row-number" dir="ltr">{number}</span></span></p>
                <p class="row-text"><strong>{kind.label()}</strong>" · "<bdi>{asked}</bdi></p>
                {said}
                <p class="row-text">{who}</p>
                {note.map(|note| view! { <p class="approval-note" dir="auto">{note}</p> })}
                {move || (!may && state.get().is_none()).then(|| view! { <p class="row-text" data-test="not-mine">{waits}</p> })}
                <p class="cluster">
                    {move || state.get().map(|state| view! { <span data-test="settled"><ApprovalTag state=Some(state)/></span> })}
                    {move || (may && state.get().is_none() && !refusing.get()).then(|| view! {
                        <Button kind=Kind::Soft compact=true icon="check" busy=busy on_press=approve attr:data-test="approve">{t(k::APPROVALS_APPROVE)}</Button>
                        <Button compact=true on_press=refuse attr:id=refuse_id.clone() attr:data-test="refuse">{t(k::APPROVALS_REFUSE)}</Button>
                    })}
                    {move || (mine && state.get().is_none()).then(|| view! { <TakeBack request=approval.get_value() done=settled/> })}
                    <LinkButton href=href kind=Kind::Quiet compact=true>{open}</LinkButton>
                </p>
                {move || (refusing.get() && state.get().is_none()).then(|| view! { <Refuse request=approval.get_value() settled=settled done=done/> })}
            </div>
        </li>
    }
}
