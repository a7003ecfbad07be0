//! The copy of the plan for the person: shown as it will be printed, in their language, and noted as given.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::CaseRecord,
    ids::CaseId,
    plans::{PlanRecord, PlanView},
    policy::Action,
    users::Locale,
};

use super::{
    entry_form::spoken,
    paper::{Paper, Shown},
};
use crate::{
    browser,
    cases::{Whose, case_id},
    components::{
        Button, ChipToggle, Empty, FailureNote, Icon, Kind, Loaded, Note, PageBar, Segmented, Size, Tone, toast,
    },
    i18n::{self, Label, k, t},
    store::{self, Failure, Why},
};

/// `/cases/{case}/plan/print`.
#[component]
pub fn PrintScreen() -> impl IntoView {
    let id = case_id();
    let case = Memo::new(move |_| id.get());
    let back = move || case.get().map_or_else(String::new, |case| format!("/cases/{case}/recovery"));
    view! {
        <section class="pane pane-on plan-print">
            <PageBar title=t(k::PLANS_PRINT_TITLE).to_owned() back=back()/>
            <div class="pane-body">{move || case.get().map(|case| view! { <Copy case=case/> })}</div>
        </section>
    }
}

#[component]
fn Copy(case: CaseId) -> impl IntoView {
    let own = Signal::stored(Some(case));
    let (record, plan) = (store::cases::one(own), store::plans::whole(own));
    let both = move || record.get().zip(plan.get());
    // Chosen once, when case and plan are known; what was chosen by hand stays when they are read again.
    let chosen = RwSignal::new(None::<Locale>);
    Effect::new(move || {
        if chosen.get_untracked().is_none()
            && let Some((case, plan)) = both()
        {
            chosen.set(Some(first_choice(&case, &plan.entries)));
        }
    });
    view! {
        <div class="plan-print-tools"><Whose case=case/></div>
        <Loaded reading=record view=move |_: CaseRecord| ()/>
        <Loaded reading=plan view=move |plan: PlanView| {
            plan.goals.iter().all(|one| one.withdrawn).then(|| view! { <Empty icon="goal" title=t(k::PLANS_EMPTY) text=t(k::PLANS_EMPTY_TEXT)/> })
        }/>
        {move || chosen.get().map(|first| view! { <Chosen case=case first=first both=Signal::derive_local(both)/> })}
    }
}

/// The person's language, where the app speaks it: that in which the plan was talked over, or else in which they are written to.
fn first_choice(case: &CaseRecord, entries: &[PlanRecord]) -> Locale {
    let agreed = entries.iter().find(|one| !one.withdrawn).map(|one| one.draft.language.clone());
    let known = [agreed, spoken(case)].into_iter().flatten();
    known.filter_map(|language| Locale::from_code(language.as_str())).next().unwrap_or_else(i18n::current)
}

#[component]
fn Chosen(case: CaseId, first: Locale, both: Signal<Option<(CaseRecord, PlanView)>, LocalStorage>) -> impl IntoView {
    let locale = RwSignal::new(first);
    let with_number = RwSignal::new(false);
    // The locale whose texts are here, or why they are not.
    let texts = RwSignal::new(None::<Result<Locale, Failure>>);
    let fetch = move || {
        let wanted = locale.get_untracked();
        spawn_local(async move {
            let came = i18n::fetch(wanted).await;
            if locale.try_get_untracked() == Some(wanted) {
                texts.try_set(Some(if came { Ok(wanted) } else { Err(Failure::new(Why::Offline)) }));
            }
        });
    };
    Effect::new(move || {
        locale.track();
        fetch();
    });
    let languages = Locale::ALL.iter().map(|locale| (*locale, locale.label().to_owned())).collect();
    let toggle = move |()| with_number.update(|with| *with = !*with);
    let paper = move || match texts.get()? {
        Err(failure) => Some(view! { <FailureNote failure=failure retry=move |()| fetch()/> }.into_any()),
        Ok(locale) => {
            let (case, plan) = both.get()?;
            let number = with_number.get().then_some(case.number);
            let shown = Shown { plan, number };
            Some(view! { <Paper locale=locale shown=shown/> }.into_any())
        }
    };
    view! {
        <div class="stack plan-print-tools">
            <Segmented legend=t(k::PLANS_PRINT_LANGUAGE) value=locale options=languages/>
            <p class="chips"><ChipToggle label=t(k::PLANS_PRINT_NUMBER) on=with_number on_press=toggle/></p>
            <p class="sm muted cluster"><Icon name="shield" size=Size::Small/>{t(k::PLANS_PRINT_PRIVATE)}</p>
            <p class="sm muted">{t(k::PLANS_PRINT_TYPED)}</p>
            <p class="cluster">
                <Button kind=Kind::Primary icon="permit" on_press=|()| browser::print() attr:data-test="print">{t(k::PLANS_PRINT)}</Button>
                <Given case=case both=both/>
            </p>
        </div>
        {paper}
    }
}

/// Whether the person has their copy: noted with what was agreed last, when the worker says so.
#[component]
fn Given(case: CaseId, both: Signal<Option<(CaseRecord, PlanView)>, LocalStorage>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let note = move |latest: PlanRecord| {
        Callback::new(move |()| {
            let mut draft = latest.draft.clone();
            draft.copy_given = true;
            let (id, version) = (latest.id, latest.meta.version);
            busy.set(true);
            spawn_local(async move {
                match store::plans::save_entry(case, id, Some(version), &draft).await {
                    Ok(_) => toast::say(t(k::STATE_SAVED)),
                    Err(failure) => toast::say(failure.message()),
                }
                busy.try_set(false);
            });
        })
    };
    move || {
        let (record, plan) = both.get()?;
        let may_write = store::session::may(Action::EntryWrite, record.relation) && record.closed_on.is_none();
        let latest = plan.entries.into_iter().find(|one| !one.withdrawn);
        Some(match latest {
            None => view! { <Note tone=Tone::Plain><p>{t(k::PLANS_NOT_AGREED)}</p></Note> }.into_any(),
            Some(latest) if latest.draft.copy_given => {
                view! { <span class="cluster sm" data-test="copy-given"><Icon name="done" size=Size::Small/>{t(k::PLANS_COPY_GIVEN)}</span> }.into_any()
            }
            Some(latest) if may_write => view! {
                <Button icon="check" busy=busy on_press=note(latest) attr:data-test="give-copy">{t(k::PLANS_PRINT_CONFIRM)}</Button>
            }
            .into_any(),
            Some(_) => view! { <span class="sm muted">{t(k::PLANS_NO_COPY)}</span> }.into_any(),
        })
    }
}
