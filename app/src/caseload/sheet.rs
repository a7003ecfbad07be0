//! The sheet: what would be handed over, to whom, why; what it comes to before it is saved.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    caseload::{Caseload, CaseloadCase},
    ids::UserId,
    policy::{Action, Relation, allows},
    problem::Code,
    users::Colleague,
    values::ShortText,
};

use super::wish::Wish;
use crate::{
    components::{
        Button, Kind, Loaded, Note, PrivateForm, Refused, RiskMark, Row, Rows, SaveBar, SelectField, Sheet, TextField,
        Tone, error_of, toast,
    },
    format,
    i18n::{k, t, tf, tn},
    store::{Failure, Reading, caseload, colleagues},
};

/// Open while a leaver is chosen.
#[component]
pub fn ReassignSheet(leaver: RwSignal<Option<UserId>>, people: Reading<Vec<Colleague>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(leaver.get().is_some()));
    let close = move |()| leaver.set(None);
    let title = Signal::derive(move || {
        let name = leaver.get().map_or_else(String::new, |user| colleagues::name(people, user));
        tf(k::CASELOAD_OF, &[("name", &name)])
    });
    view! {
        <Sheet open=open title=title on_close=close>
            {move || leaver.get_untracked().map(|user| view! { <Preview user=user people=people leaver=leaver/> })}
        </Sheet>
    }
}

/// Who may take a case: everyone who works on cases, but the one who leaves.
fn takers(people: Reading<Vec<Colleague>>, leaver: UserId) -> Vec<(String, String)> {
    let works = |person: &Colleague| !person.disabled && allows(person.role, Action::CaseRead, Relation::Worker);
    let all = people.get().unwrap_or_default().into_iter();
    let others = all.filter(|person| works(person) && person.id != leaver);
    others.map(|person| (person.id.to_string(), person.name.as_str().to_owned())).collect()
}

#[component]
fn Preview(user: UserId, people: Reading<Vec<Colleague>>, leaver: RwSignal<Option<UserId>>) -> impl IntoView {
    let wish = Wish::new();
    let failure = RwSignal::new(None::<Failure>);
    let reading = caseload::of(Signal::derive(move || Some(user)));
    view! {
        <Loaded reading=reading view={move |caseload: Caseload| {
            if caseload.cases.is_empty() {
                return view! { <div class="sheet-body"><p>{t(k::CASELOAD_EMPTY)}</p></div> }.into_any();
            }
            view! { <Form user=user caseload=caseload wish=wish people=people failure=failure leaver=leaver/> }.into_any()
        }}/>
    }
}

#[component]
fn Form(
    user: UserId,
    caseload: Caseload,
    wish: Wish,
    people: Reading<Vec<Colleague>>,
    failure: RwSignal<Option<Failure>>,
    leaver: RwSignal<Option<UserId>>,
) -> impl IntoView {
    let (busy, typed) = (RwSignal::new(false), RwSignal::new(false));
    let shown = StoredValue::new(caseload.clone());
    let options = Signal::derive(move || takers(people, user));
    let save = move || {
        let mut refused = Refused::default();
        let Some(reason) = refused.check("reason", ShortText::parse(&wish.reason.get_untracked())) else {
            return failure.set(Some(refused.failure()));
        };
        let draft = untrack(|| shown.with_value(|caseload| wish.draft(caseload, reason)));
        if let Err(why) = draft.validate(user) {
            return failure.set(Some(Failure::invalid(why)));
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match caseload::reassign(user, &draft).await {
                Ok(_) => {
                    toast::say(t(k::CASELOAD_DONE));
                    typed.try_set(false);
                    leaver.try_set(None);
                }
                Err(why) => _ = failure.try_set(Some(why)),
            }
            busy.try_set(false);
        });
    };
    // The preview behind this is read again at once: what is chosen stays for the cases that are still there.
    let changed = move || {
        let stale = failure.with(|failure| failure.as_ref().is_some_and(|failure| failure.is(Code::Stale)));
        stale.then(|| view! { <Note tone=Tone::Due alert=true>{t(k::CASELOAD_CHANGED)}</Note> })
    };
    let summary = move || {
        let counts = shown.with_value(|caseload| wish.summary(caseload));
        let line = |(taker, count): (Option<UserId>, i64)| {
            let name =
                taker.map_or_else(|| t(k::CASELOAD_NOBODY_YET).to_owned(), |user| colleagues::name(people, user));
            view! { <li><bdi>{name}</bdi>": "<b class="num">{tn(k::COUNT_CASES, count)}</b></li> }
        };
        view! { <ul class="caseload-summary" data-test="summary">{counts.into_iter().map(line).collect_view()}</ul> }
    };
    let lead = tn(k::COUNT_CASES, i64::try_from(caseload.cases.len()).unwrap_or_default());
    let rows =
        caseload.cases.into_iter().map(|case| view! { <Case case=case wish=wish options=options/> }).collect_view();
    view! {
        <PrivateForm class="sheet-form" submit=save busy=busy>
            <div class="sheet-body">
                {changed}
                <p class="sm muted">{t(k::CASELOAD_LEAD)}</p>
                <SelectField label=t(k::CASELOAD_TO) value=wish.to options=options empty=t(k::FORM_CHOOSE).to_owned() error=error_of(failure, "to")/>
                <TextField label=t(k::CASELOAD_REASON) value=wish.reason error=error_of(failure, "reason")/>
                <h3 class="caseload-title">{lead}</h3>
                <Rows>{rows}</Rows>
                <section class="note" aria-live="polite"><h3 class="caseload-title">{t(k::CASELOAD_SUMMARY)}</h3>{summary}</section>
            </div>
            <div class="sheet-foot">
                <SaveBar failure=failure busy=busy typed=typed>
                    <Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::CASELOAD_REASSIGN)}</Button>
                </SaveBar>
            </div>
        </PrivateForm>
    }
}

#[component]
fn Case(case: CaseloadCase, wish: Wish, options: Signal<Vec<(String, String)>>) -> impl IntoView {
    let next = case.next_appointment.map(|at| tf(k::CASELOAD_NEXT, &[("when", &format::day_time(at))]));
    let tasks = (case.open_tasks > 0).then(|| tn(k::COUNT_TASKS, case.open_tasks));
    let below = [next, tasks].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name = case.code_name.as_str().to_owned();
    let label = tf(k::CASELOAD_APART, &[("name", &name)]);
    let (id, chosen) = (case.id, RwSignal::new(wish.chosen(case.id)));
    Effect::new(move || wish.choose(id, chosen.get()));
    view! {
        <Row>
            <span class="grow">
                <span class="row-title"><bdi>{name}</bdi>" "<span class="row-number" dir="ltr">{case.number}</span></span>
                <span class="row-text"><RiskMark risk=case.risk/></span>
                {(!below.is_empty()).then(|| view! { <span class="row-text">{below}</span> })}
                <SelectField label=label value=chosen options=options empty=t(k::CASELOAD_LIKE_ALL).to_owned()/>
            </span>
        </Row>
    }
}
