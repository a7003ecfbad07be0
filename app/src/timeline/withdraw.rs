//! Withdrawing an entry: it stays, struck through, with the reason.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{ids::CaseId, problem::FieldError, record::RecordKind, values::ShortText};

use crate::{
    components::{
        Button, FailureNote, Kind, PrivateForm, Sheet, TextField, error_of, focus_when_refused, toast, unsaved,
    },
    i18n::{k, t},
    store::{self, Failure},
};

/// Asks for the reason while `open`; `entry` is kind, id and version.
#[component]
pub(super) fn Withdraw(
    open: RwSignal<bool>,
    case: CaseId,
    entry: Signal<Option<(RecordKind, Uuid, i64)>>,
) -> impl IntoView {
    view! {
        <Sheet open=open title=t(k::ENTRY_WITHDRAW_TITLE)>
            <Reason open=open case=case entry=entry/>
        </Sheet>
    }
}

#[component]
fn Reason(open: RwSignal<bool>, case: CaseId, entry: Signal<Option<(RecordKind, Uuid, i64)>>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    let is_service = move || entry.get().is_some_and(|(kind, _, _)| kind == RecordKind::Service);
    unsaved::watch(Signal::derive(move || reason.with(|reason| !reason.is_empty())));
    focus_when_refused(failure);
    let submit = move || {
        let text = match ShortText::parse(&reason.get_untracked()) {
            Ok(text) => text,
            Err(why) => return failure.set(Some(Failure::invalid(vec![FieldError::new("reason", why)]))),
        };
        let Some(entry) = entry.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            match store::entries::withdraw(case, entry, text).await {
                Ok(both) => {
                    toast::say(t(if both { k::ENTRY_WITHDRAWN_BOTH } else { k::TIMELINE_WITHDRAWN }));
                    open.try_set(false);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                    busy.try_set(false);
                }
            }
        });
    };
    view! {
        <PrivateForm class="sheet-form" submit=submit busy=busy>
            <div class="sheet-body">
                <p>{t(k::ENTRY_WITHDRAW_TEXT)}</p>
                {move || is_service().then(|| view! { <p>{t(k::ENTRY_WITHDRAW_DOCUMENT)}</p> })}
                <TextField label=t(k::ENTRY_REASON) value=reason error=error_of(failure, "reason")/>
                {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Stop submit=true wide=true busy=busy attr:data-test="confirm-withdraw">{t(k::ACTION_WITHDRAW)}</Button>
            </div>
        </PrivateForm>
    }
}
