//! Logging a service: from an open case a common one takes three taps, Log, type, Save.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use yaninda_shared::{
    cases::{CaseFilter, CaseSummary},
    catalogue,
    ids::{CaseId, ServiceId},
    services::{DeliveredBy, ServiceDraft, ServiceRecord, ServiceStatus},
};

use super::{form::Form, types::Types};
use crate::{
    components::{
        Button, ChipToggle, DateField, Empty, FailureNote, Input, Kind, Loaded, LoadedList, MoneyField, PageBar, Row,
        Rows, Segmented, TextArea, TextField, error_of, toast,
    },
    format,
    i18n::{self, Label, k, t},
    ids,
    store::{self, Failure},
};

/// `/log?case=…&service=…`: a new entry, or one to correct.
#[component]
pub fn LogScreen() -> impl IntoView {
    let query = use_query_map();
    let case = Signal::derive(move || query.with(|query| query.get("case")?.parse::<CaseId>().ok()));
    let service = Signal::derive(move || {
        let id = query.with(|query| query.get("service")?.parse::<ServiceId>().ok())?;
        Some((case.get()?, id))
    });
    let back = Signal::derive(move || case.get().map_or_else(|| "/cases".to_owned(), |case| format!("/cases/{case}")));
    view! {
        <section class="pane pane-on log">
            <PageBar title=t(k::LOG_TITLE).to_owned() back=back.get_untracked()/>
            <div class="pane-body">
                {move || match (case.get(), service.get()) {
                    (None, _) => view! { <ChooseCase/> }.into_any(),
                    (Some(case), None) => view! { <Entry case=case existing=None/> }.into_any(),
                    (Some(case), Some(_)) => view! {
                        <Loaded reading=store::services::one(service) view=move |record: ServiceRecord| view! {
                            <Entry case=case existing=Some(record)/>
                        }/>
                    }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Without a case: whose it is comes first.
#[component]
fn ChooseCase() -> impl IntoView {
    let filter = Signal::stored(CaseFilter { mine: true, ..CaseFilter::default() });
    view! {
        <h2>{t(k::LOG_FOR_WHOM)}</h2>
        <LoadedList listing=store::cases::list(filter) view={|cases: Vec<CaseSummary>| {
            if cases.is_empty() {
                return view! { <Empty icon="cases" title=t(k::CASES_EMPTY_TITLE) text=t(k::CASES_EMPTY_TEXT)/> }.into_any();
            }
            view! { <Rows>{cases.into_iter().map(|case| view! {
                <Row href=format!("/log?case={}", case.id)>
                    <span class="grow row-title">{case.code_name.as_str().to_owned()}</span>
                    <span class="row-number" dir="ltr">{case.number}</span>
                </Row>
            }).collect_view()}</Rows> }.into_any()
        }}/>
    }
}

/// Type and form of one entry.
#[component]
fn Entry(case: CaseId, existing: Option<ServiceRecord>) -> impl IntoView {
    let correcting = existing.as_ref().map(|record| (record.id, record.meta.version));
    let from = StoredValue::new(existing.map(|record| record.draft));
    let chosen = RwSignal::new(from.with_value(|draft| catalogue::find(&draft.as_ref()?.code)));
    view! {
        {move || match chosen.get() {
            None => view! { <Types chosen=chosen/> }.into_any(),
            Some(kind) => {
                let form = Form::new(kind, from.get_value());
                view! {
                    <div class="cluster">
                        <strong class="grow" data-test="chosen-type">{i18n::service(kind.code)}</strong>
                        {correcting.is_none().then(|| view! {
                            <Button kind=Kind::Quiet compact=true on_press=move |()| chosen.set(None)>{t(k::LOG_CHANGE_TYPE)}</Button>
                        })}
                    </div>
                    <Fields case=case correcting=correcting form=form/>
                }.into_any()
            }
        }}
    }
}

#[component]
fn Fields(case: CaseId, correcting: Option<(ServiceId, i64)>, form: Form) -> impl IntoView {
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    // One id for one entry: saving again after a failure cannot make a second one.
    let id = correcting.map_or_else(|| ids::new(ServiceId::from_parts), |(id, _)| id);
    let version = correcting.map(|(_, version)| version);
    let navigate = use_navigate();
    let shown = form.clone();
    let save = move |()| {
        let draft: ServiceDraft = match form.draft() {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match store::services::save(case, id, version, &draft).await {
                Ok(_) => {
                    toast::say(t(k::LOG_SAVED));
                    navigate(&format!("/cases/{case}"), NavigateOptions::default());
                }
                Err(why) => failure.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let save = StoredValue::new(save);
    view! {
        <form class="stack" on:submit=move |event| { event.prevent_default(); save.with_value(|save| save.clone())(()); }>
            <Status status=shown.status/>
            <When on=shown.on failure=failure/>
            {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
            {move || failure.get().filter(|failure| !failure.fields.is_empty()).map(|_| view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> })}
            <div class="save-bar"><Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::ACTION_SAVE)}</Button></div>
            <h2>{t(k::LOG_DETAILS)}</h2>
            {shown.details.view(failure)}
            <MoneyField label=t(k::LOG_COST) amount=shown.amount currency=shown.currency error=error_of(failure, "cost")/>
            <TextField label=shown.kind.unit.label() value=shown.quantity input=Input::Number error=error_of(failure, "quantity")/>
            <TextField label=t(k::LOG_FUND) value=shown.fund error=error_of(failure, "fund")/>
            <TextField label=t(k::LOG_PROVIDER) value=shown.provider error=error_of(failure, "provider")/>
            <TextField label=t(k::LOG_PLACE) value=shown.place error=error_of(failure, "place")/>
            <DateField label=t(k::LOG_NEXT_STEP) value=shown.next_step_on error=error_of(failure, "next_step_on")/>
            <TextArea label=t(k::LOG_NOTE) value=shown.note error=error_of(failure, "note")/>
            <Segmented legend=t(k::LOG_DELIVERED_BY) value=shown.delivered_by
                options=DeliveredBy::ALL.iter().map(|by| (*by, by.label().to_owned())).collect()/>
            <div class="chips">
                <ChipToggle label=t(k::LOG_RESTRICTED) on=shown.restricted on_press=move |()| shown.restricted.update(|on| *on = !*on)/>
            </div>
        </form>
    }
}

/// The three usual steps, the others behind "More".
#[component]
fn Status(status: RwSignal<ServiceStatus>) -> impl IntoView {
    use ServiceStatus::{Delivered, InProgress, Requested};
    let usual = [Requested, InProgress, Delivered];
    let more = RwSignal::new(!usual.contains(&status.get_untracked()));
    move || {
        let offered: Vec<ServiceStatus> = if more.get() { ServiceStatus::ALL.to_vec() } else { usual.to_vec() };
        let options = offered.into_iter().map(|one| (one, one.label().to_owned())).collect();
        view! {
            <Segmented legend=t(k::LOG_STATUS) options=options value=status/>
            {(!more.get()).then(|| view! {
                <Button kind=Kind::Quiet compact=true on_press=move |()| more.set(true)>{t(k::LOG_MORE_STATUS)}</Button>
            })}
        }
    }
}

/// Today, yesterday, or another day.
#[component]
fn When(on: RwSignal<Option<yaninda_shared::values::NaiveDate>>, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let today = format::today();
    let yesterday = today.pred_opt().unwrap_or(today);
    let other = RwSignal::new(on.get_untracked().is_some_and(|day| day != today && day != yesterday));
    let choose = move |day| {
        on.set(Some(day));
        other.set(false);
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">{t(k::LOG_WHEN)}</legend>
            <div class="chips">
                <ChipToggle label=t(k::LOG_TODAY) on=Signal::derive(move || !other.get() && on.get() == Some(today)) on_press=move |()| choose(today)/>
                <ChipToggle label=t(k::LOG_YESTERDAY) on=Signal::derive(move || !other.get() && on.get() == Some(yesterday)) on_press=move |()| choose(yesterday)/>
                <ChipToggle label=t(k::LOG_OTHER_DAY) on=other on_press=move |()| other.set(true)/>
            </div>
        </fieldset>
        <Show when=move || other.get()><DateField label=t(k::LOG_OTHER_DAY) value=on error=error_of(failure, "occurred_on")/></Show>
    }
}
