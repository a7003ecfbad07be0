//! The form of one service: what every entry needs first, then what may be added; Save stays at the foot.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use yaninda_shared::{
    approvals::ApprovalState,
    services::{DeliveredBy, ServiceRecord, ServiceStatus},
    values::NaiveDate,
};

use super::{above_limit::AboveLimit, again::Again, form::Form, fund::FundField, log::Entering};
use crate::{
    clocks::OverLaw,
    components::{
        Button, ChipToggle, DateField, Input, Kind, MoneyField, PrivateForm, SaveBar, Segmented, TextArea, TextField,
        error_of, focus_first, toast,
    },
    format,
    i18n::{Label, k, t},
    store::{self, Failure, habits},
    timeline::{Stale, of_service},
};

/// Fields and Save.
#[component]
pub(super) fn Fields(entering: Entering, form: Form) -> impl IntoView {
    let Entering { case, id, version, from, failure, typed } = entering;
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let shown = form.clone();
    let form = StoredValue::new(form);
    let read = move || form.with_value(Form::draft);
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let draft = match read() {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        failure.set(None);
        let back = entering.back();
        spawn_local(async move {
            match store::services::save(case, id, version.get_untracked(), &draft).await {
                Ok(stored) => {
                    habits::logged(&draft);
                    let waits = stored.approval == Some(ApprovalState::Waiting);
                    toast::say(t(if waits { k::APPROVALS_SAVED_WAITS } else { k::LOG_SAVED }));
                    navigate.try_with_value(|navigate| navigate(&back, NavigateOptions::default()));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let stale = move || {
        let theirs: ServiceRecord = failure.get()?.theirs()?;
        let mine = read().map_or_else(|_| Vec::new(), |draft| of_service(&draft));
        let (meta, said) = (theirs.meta, of_service(&theirs.draft));
        let keep = Callback::new(move |()| {
            version.set(Some(meta.version));
            save();
        });
        let take = Callback::new(move |()| {
            version.set(Some(meta.version));
            failure.set(None);
            from.set(Some(theirs.draft.clone()));
        });
        Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> })
    };
    let chosen = RwSignal::new(false);
    // Who gives the day it was issued has the paper: it neither waits nor is asked for any more.
    let issued = Callback::new(move |()| {
        if shown.status.get_untracked().is_open() && !chosen.get_untracked() {
            shown.status.set(ServiceStatus::Delivered);
        }
    });
    let details = StoredValue::new(shown.details.clone());
    let paper =
        shown.kind.document.map(|kind| Signal::derive(move || Some(details.with_value(|details| details.days(kind)))));
    let made = from.get_untracked().and_then(|draft| draft.document);
    let usual = version.get_untracked().is_none().then(|| habits::usual(shown.kind.code)).flatten();
    view! {
        <PrivateForm class="stack" submit=save busy=busy>
            <Status status=shown.status chosen=chosen/>
            <When on=shown.on failure=failure/>
            {stale}
            {(version.get_untracked().is_none() && shown.kind.repeats).then(|| view! { <Again case=case kind=shown.kind from=from/> })}
            <h2>{t(k::LOG_DETAILS)}</h2>
            <MoneyField label=t(k::LOG_COST) amount=shown.amount currency=shown.currency error=error_of(failure, "cost")/>
            <AboveLimit form=shown.clone() from=from/>
            <TextField label=shown.kind.unit.label() value=shown.quantity input=Input::Number error=error_of(failure, "quantity")/>
            {shown.details.view(failure, issued)}
            {paper.map(|draft| view! { <OverLaw case=case id=made draft=draft/> })}
            {usual.map(|usual| {
                let label = [usual.provider.as_str(), &usual.fund].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
                let (provider, fund) = (shown.provider, shown.fund);
                let fill = move |()| {
                    provider.set(usual.provider.clone());
                    fund.set(usual.fund.clone());
                };
                view! {
                    <Button kind=Kind::Quiet compact=true icon="sync" on_press=fill attr:data-test="as-last-time">{t(k::LOG_AS_LAST_TIME)}": "<bdi>{label}</bdi></Button>
                }
            })}
            <FundField fund=shown.fund failure=failure/>
            <TextField label=t(k::LOG_PROVIDER) value=shown.provider error=error_of(failure, "provider")/>
            <TextField label=t(k::LOG_FOCAL_POINT) value=shown.focal_point error=error_of(failure, "focal_point")/>
            <TextField label=t(k::LOG_PLACE) value=shown.place error=error_of(failure, "place")/>
            <DateField label=t(k::ENTRY_NEEDED_ON) value=shown.needed_on error=error_of(failure, "needed_on")/>
            <DateField label=t(k::ENTRY_REQUESTED_ON) value=shown.requested_on error=error_of(failure, "requested_on")/>
            <DateField label=t(k::LOG_APPOINTMENT) value=shown.appointment_on error=error_of(failure, "appointment_on")/>
            <DateField label=t(k::LOG_NEXT_STEP) value=shown.next_step_on error=error_of(failure, "next_step_on")/>
            <TextArea label=t(k::LOG_NOTE) value=shown.note error=error_of(failure, "note")/>
            <TextArea label=t(k::LOG_OUTCOME) value=shown.outcome error=error_of(failure, "outcome")/>
            <Segmented legend=t(k::LOG_DELIVERED_BY) value=shown.delivered_by
                options=DeliveredBy::ALL.iter().map(|by| (*by, by.label().to_owned())).collect()/>
            <div class="chips">
                <ChipToggle label=t(k::LOG_RESTRICTED) on=shown.restricted on_press=move |()| shown.restricted.update(|on| *on = !*on)/>
            </div>
            <SaveBar failure=failure busy=busy typed=typed/>
        </PrivateForm>
    }
}

/// The three usual steps, the others behind "More". `chosen` notes that a person took one.
#[component]
fn Status(status: RwSignal<ServiceStatus>, chosen: RwSignal<bool>) -> impl IntoView {
    use ServiceStatus::{Delivered, InProgress, Requested};
    let usual = [Requested, InProgress, Delivered];
    let more = RwSignal::new(!usual.contains(&status.get_untracked()));
    // The button goes with the press, so the focus goes on to what it brought.
    let show_all = move |()| {
        more.set(true);
        spawn_local(focus_first(".service-status input:checked"));
    };
    let choice = move || {
        let offered: Vec<ServiceStatus> = if more.get() { ServiceStatus::ALL.to_vec() } else { usual.to_vec() };
        let options = offered.into_iter().map(|one| (one, one.label().to_owned())).collect();
        view! {
            <Segmented legend=t(k::LOG_STATUS) options=options value=status on_choose=move |_| chosen.set(true)/>
            {(!more.get()).then(|| view! {
                <Button kind=Kind::Quiet compact=true on_press=show_all>{t(k::LOG_MORE_STATUS)}</Button>
            })}
        }
    };
    view! { <div class="stack service-status">{choice}</div> }
}

/// Today, yesterday, or another day.
#[component]
fn When(on: RwSignal<Option<NaiveDate>>, failure: RwSignal<Option<Failure>>) -> impl IntoView {
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
