//! Who works on a case: its worker, those it is shared with, and giving it to somebody.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::{Assignment, CaseRecord, GrantEnd, GrantRecord},
    ids::UserId,
    policy::{Action, Relation, allows},
    users::Colleague,
};

use super::give::Give;
use crate::{
    components::{Button, Row, Rows, Section, toast},
    format,
    i18n::{k, t, tf},
    store::{Reading, cases, colleagues, session},
};

/// The content of the sheet; it stays open, so that several things can be arranged at once.
#[component]
pub(super) fn People(record: Reading<CaseRecord>) -> impl IntoView {
    let id = Signal::derive(move || record.get().map(|case| case.id));
    let (people, assignments, shares) = (colleagues::list(), cases::assignments(id), cases::shares(id));
    let may = move |action| {
        Memo::new(move |_| {
            let role = session::role();
            record
                .get()
                .zip(role)
                .is_some_and(|(case, role)| case.status.is_open() && allows(role, action, case.relation))
        })
    };
    let (may_assign, may_share) = (may(Action::CaseAssign), may(Action::CaseShare));
    // The worker has the case already; one share is enough.
    let shared = move || in_force(shares).into_iter().map(|grant| grant.user).collect::<Vec<_>>();
    let worker = move || record.get().and_then(|case| case.worker);
    let for_worker = Signal::derive(move || eligible(people, &worker().into_iter().collect::<Vec<_>>()));
    let for_share = Signal::derive(move || eligible(people, &shared().into_iter().chain(worker()).collect::<Vec<_>>()));
    let working = move || {
        let now = in_force(assignments);
        if now.is_empty() {
            return view! { <p class="sm muted">{t(k::CASE_NOBODY)}</p> }.into_any();
        }
        view! { <Rows>{now.into_iter().map(|grant| view! { <Person grant=grant people=people may_end=false/> }).collect_view()}</Rows> }.into_any()
    };
    let sharing = move || {
        let now = in_force(shares);
        if now.is_empty() {
            return view! { <p class="sm muted">{t(k::TEAM_NOT_SHARED)}</p> }.into_any();
        }
        let may_end = may_share.get();
        view! { <Rows>{now.into_iter().map(|grant| view! { <Person grant=grant people=people may_end=may_end/> }).collect_view()}</Rows> }.into_any()
    };
    view! {
        <div class="sheet-body">
            <Section title=t(k::CASE_WORKER)>
                {working}
                <Show when=move || may_assign.get()>
                    <Give case=id kind=Assignment::Worker people=for_worker/>
                </Show>
            </Section>
            <Section title=t(k::TEAM_SHARED)>
                {sharing}
                <Show when=move || may_share.get()>
                    <Give case=id kind=Assignment::Shared people=for_share/>
                </Show>
            </Section>
        </div>
    }
}

#[component]
fn Person(grant: GrantRecord, people: Reading<Vec<Colleague>>, may_end: bool) -> impl IntoView {
    let user = grant.user;
    let since = tf(k::TEAM_SINCE, &[("day", &format::day(format::day_of(grant.meta.created_at)))]);
    let note = grant.note.as_ref().map(|note| note.as_str().to_owned());
    let end = move |()| {
        let grant = grant.clone();
        spawn_local(async move {
            match cases::end_share(&grant, &GrantEnd::default()).await {
                Ok(_) => toast::say(t(k::TEAM_SHARE_ENDED)),
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    view! {
        <Row>
            <span class="grow">
                <bdi class="row-title">{move || colleagues::name(people, user)}</bdi>
                <span class="row-text">{since}</span>
                {note.map(|note| view! { <span class="row-text" dir="auto">{note}</span> })}
            </span>
            {may_end.then(|| view! { <Button compact=true on_press=end attr:data-test="end-share">{t(k::TEAM_END_SHARE)}</Button> })}
        </Row>
    }
}

fn in_force(grants: Reading<Vec<GrantRecord>>) -> Vec<GrantRecord> {
    grants.get().unwrap_or_default().into_iter().filter(|grant| grant.ended_at.is_none()).collect()
}

/// Colleagues a case may be given to, without those who have it, as options of a select.
fn eligible(people: Reading<Vec<Colleague>>, without: &[UserId]) -> Vec<(String, String)> {
    let may = |person: &Colleague| {
        !person.disabled && !without.contains(&person.id) && allows(person.role, Action::CaseRead, Relation::Worker)
    };
    let all = people.get().unwrap_or_default().into_iter().filter(may);
    all.map(|person| (person.id.to_string(), person.name.as_str().to_owned())).collect()
}
