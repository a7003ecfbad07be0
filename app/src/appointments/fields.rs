//! The form of an appointment: day and time, the place as a mail says it, the mail itself; the rest is optional.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use yaninda_shared::appointments::{AppointmentCheck, AppointmentRecord};

use super::{
    clashes::Clashes,
    details::Details,
    form::{Booking, Said},
    mail_card::MailCard,
    preview::Preview,
    when::When,
};
use crate::{
    components::{Button, ChipRadios, Kind, PrivateForm, SaveBar, TextField, error_of, toast},
    forms::EditSheet,
    i18n::{k, t},
    store::{self, Failure, appointments::Checked, habits},
    timeline::{Stale, href, of_appointment},
};

/// Fields, what the person will see, and the two ways to save.
#[component]
pub(super) fn Fields(booking: Booking) -> impl IntoView {
    let Booking { case, id, version, failure, typed, .. } = booking;
    let record = store::cases::one(Signal::stored(Some(case)));
    let draft = Memo::new(move |_| booking.sketch());
    let checked = store::appointments::check(case, id, draft.into());
    let busy = RwSignal::new(false);
    let job = RwSignal::new_local(None);
    let save = saving(booking, busy);
    let can_send = Memo::new(move |_| answer(checked).is_some_and(|check| check.refused.is_none()));
    let stale = move || {
        let theirs: AppointmentRecord = failure.get()?.theirs()?;
        let mine = booking.draft(false).map_or_else(|_| Vec::new(), |draft| of_appointment(&draft));
        let (meta, said) = (theirs.meta, of_appointment(&theirs.draft));
        let keep = Callback::new(move |()| {
            version.set(Some(meta.version));
            save.run(false);
        });
        let take = Callback::new(move |()| {
            version.set(Some(meta.version));
            booking.fill(&theirs.draft);
            failure.set(None);
        });
        Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> })
    };
    view! {
        <div class="book-columns">
            // Enter saves and sends nothing: a mail leaves by its own button alone.
            <PrivateForm class="stack" submit=move || save.run(false) busy=busy>
                <When booking=booking checked=checked/>
                <Clashes checked=checked/>
                <Place booking=booking checked=checked/>
                <MailCard case=record checked=checked ready=Signal::derive(move || draft.get().is_some()) job=job/>
                <details class="card card-pad fold">
                    <summary>{t(k::LOG_DETAILS)}</summary>
                    <Details booking=booking/>
                </details>
                {stale}
                <SaveBar failure=failure busy=busy typed=typed>
                    <p class="xs muted" id="send-why">{move || (!can_send.get()).then(|| t(k::APPOINTMENTS_SEND_WHY))}</p>
                    <div class="two">
                        <Button submit=true busy=busy attr:data-test="save">{t(k::APPOINTMENTS_SAVE_ONLY)}</Button>
                        <Button
                            kind=Kind::Primary
                            busy=busy
                            off=Signal::derive(move || !can_send.get())
                            on_press=move |()| save.run(true)
                            attr:aria-describedby="send-why"
                            attr:data-test="save-send"
                        >{t(k::APPOINTMENTS_SAVE_SEND)}</Button>
                    </div>
                </SaveBar>
            </PrivateForm>
            <Preview case=record checked=checked/>
        </div>
        <EditSheet job=job/>
    }
}

/// Saves, with a mail or without, and goes back to where it came from.
fn saving(booking: Booking, busy: RwSignal<bool>) -> Callback<bool> {
    let Booking { case, id, version, failure, .. } = booking;
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |tell: bool| {
        if busy.get_untracked() {
            return;
        }
        let draft = match booking.draft(tell) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        failure.set(None);
        let was = version.get_untracked();
        let back = if was.is_some() { href(case, id.uuid()) } else { super::tab(case) };
        spawn_local(async move {
            match store::appointments::save(case, id, was, &draft).await {
                Ok(_) => {
                    habits::booked(&draft.code);
                    toast::say(t(if tell { k::APPOINTMENTS_SAVED_SENDING } else { k::APPOINTMENTS_SAVED }));
                    navigate.try_with_value(|navigate| navigate(&back, NavigateOptions::default()));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    })
}

/// What the server found, if it found anything.
pub(super) fn answer(checked: Checked) -> Option<AppointmentCheck> {
    checked.get()?.ok()
}

/// What is wrong with a field: what the last try to save named, else what the check did.
pub(super) fn error(
    failure: RwSignal<Option<Failure>>,
    checked: Checked,
    path: &'static str,
) -> Signal<Option<String>> {
    let saved = error_of(failure, path);
    Signal::derive(move || saved.get().or_else(|| Some(checked.get()?.err()?.field(path)?.to_owned())))
}

/// Where to come, as a mail says it.
#[component]
fn Place(booking: Booking, checked: Checked) -> impl IntoView {
    let options = [
        (Said::Usual, k::APPOINTMENTS_PLACE_USUAL),
        (Said::Agreed, k::APPOINTMENTS_PLACE_AGREED),
        (Said::Phone, k::APPOINTMENTS_PLACE_PHONE),
        (Said::Online, k::APPOINTMENTS_PLACE_ONLINE),
        (Said::Words, k::APPOINTMENTS_PLACE_WORDS),
    ];
    let options = options.map(|(said, label)| (said, t(label).to_owned(), None)).to_vec();
    let error = error(booking.failure, checked, "mail_place");
    view! {
        <ChipRadios legend=t(k::APPOINTMENTS_MAIL_PLACE) options=options value=booking.said error=error/>
        <Show when=move || booking.said.get() == Some(Said::Words)>
            <TextField label=t(k::APPOINTMENTS_PLACE_WORDS) hint=t(k::APPOINTMENTS_WORDS_HINT) value=booking.words/>
        </Show>
    }
}
