//! The form of an appointment: day and time, the place as a mail says it, the mail itself; the rest is optional.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use yaninda_shared::appointments::{AppointmentCheck, AppointmentDraft, AppointmentRecord};

use super::{
    clashes::Clashes,
    details::Details,
    ending::say_task,
    form::{Booking, Said},
    mail_card::MailCard,
    preview::Preview,
    ways::{Way, Ways, goes_on},
    when::When,
};
use crate::{
    components::{ChipRadios, PrivateForm, SaveBar, TextField, toast},
    forms::EditSheet,
    i18n::{k, t},
    store::{self, Failure, appointments::Checked, habits},
    timeline::{Stale, href, of_appointment},
};

/// Fields, what the person will see, and the ways to save.
#[component]
pub(super) fn Fields(booking: Booking) -> impl IntoView {
    let Booking { case, id, failure, typed, .. } = booking;
    let record = store::cases::one(Signal::stored(Some(case)));
    let sketch = Memo::new(move |_| booking.sketch());
    let draft = Memo::new(move |_| sketch.get().ok());
    let checked = store::appointments::check(case, id, draft.into());
    let goes_on = Memo::new(move |_| {
        let was = booking.was.get();
        draft.with(|draft| draft.as_ref().is_some_and(|draft| goes_on(was.as_ref(), draft)))
    });
    let busy = RwSignal::new(false);
    let job = RwSignal::new_local(None);
    let pressed = StoredValue::new(Way::Save);
    let save = saving(booking, checked, pressed, busy);
    let stale = move || {
        let theirs: AppointmentRecord = failure.get()?.theirs()?;
        let mine = booking.draft(false).map_or_else(|_| Vec::new(), |draft| of_appointment(&draft));
        let (meta, said) = (theirs.meta, of_appointment(&theirs.draft));
        let stored = StoredValue::new(theirs.draft);
        let keep = Callback::new(move |()| {
            let before = goes_on.get_untracked();
            stored.with_value(|theirs| booking.stands(meta.version, theirs));
            failure.set(None);
            // Where their change makes another choice of it, it is chosen anew.
            if goes_on.get_untracked() == before {
                save.run(pressed.get_value());
            }
        });
        let take = Callback::new(move |()| {
            stored.with_value(|theirs| {
                booking.stands(meta.version, theirs);
                booking.fill(theirs);
            });
            failure.set(None);
        });
        Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> })
    };
    view! {
        <div class="book-columns">
            // Enter saves and sends nothing: a mail leaves by its own button alone.
            <PrivateForm class="stack" submit=move || save.run(Way::Save) busy=busy>
                <When booking=booking checked=checked/>
                <Clashes checked=checked/>
                <Place booking=booking checked=checked/>
                <MailCard case=record checked=checked sketch=sketch day=booking.day job=job/>
                <details class="card card-pad fold">
                    <summary>{t(k::LOG_DETAILS)}</summary>
                    <Details booking=booking checked=checked/>
                </details>
                {stale}
                <SaveBar failure=failure busy=busy typed=typed>
                    <Ways goes_on=goes_on checked=checked busy=busy save=save/>
                </SaveBar>
            </PrivateForm>
            <Preview case=record checked=checked/>
        </div>
        <EditSheet job=job/>
    }
}

/// Saves in one of the ways, and goes back to where it came from; `pressed` keeps which it was.
fn saving(booking: Booking, checked: Checked, pressed: StoredValue<Way>, busy: RwSignal<bool>) -> Callback<Way> {
    let Booking { case, id, version, failure, .. } = booking;
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |way: Way| {
        if busy.get_untracked() {
            return;
        }
        pressed.set_value(way);
        booking.tries();
        let draft = match booking.draft(false) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        let on = booking.was.with_untracked(|was| goes_on(was.as_ref(), &draft));
        let draft = AppointmentDraft { tell: way.tells(on), ..draft };
        let said = way.said(on, untrack(|| answer(checked)).and_then(|check| check.tells));
        busy.set(true);
        failure.set(None);
        let was = version.get_untracked();
        let back = if was.is_some() { href(case, id.uuid()) } else { super::tab(case) };
        spawn_local(async move {
            match store::appointments::save(case, id, was, &draft).await {
                Ok(_) => {
                    habits::booked(&draft.code);
                    toast::say(t(said));
                    say_task(case, id, said);
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

/// What is wrong with a field: what the last try to save named, until something else is to be checked, else what the check
/// did.
pub(super) fn error(booking: Booking, checked: Checked, path: &'static str) -> Signal<Option<String>> {
    of_either(booking, checked, move |failure| failure.field(path).map(str::to_owned))
}

/// The same of what `find` finds in a failure.
pub(super) fn of_either(
    booking: Booking,
    checked: Checked,
    find: impl Fn(&Failure) -> Option<String> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || booking.refusal().as_ref().and_then(&find).or_else(|| find(&checked.failure()?)))
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
    let chosen = error(booking, checked, "mail_place");
    let words = error(booking, checked, "mail_place.words");
    view! {
        <ChipRadios legend=t(k::APPOINTMENTS_MAIL_PLACE) options=options value=booking.said error=chosen/>
        <Show when=move || booking.said.get() == Some(Said::Words)>
            <TextField label=t(k::APPOINTMENTS_PLACE_WORDS) hint=t(k::APPOINTMENTS_WORDS_HINT) value=booking.words error=words/>
        </Show>
    }
}
