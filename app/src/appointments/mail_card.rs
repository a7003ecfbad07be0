//! The mail about an appointment before it is saved: to whom, whether it can go, when it leaves; else why not and what to
//! do about it.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentCheck, AppointmentDraft, MailPreview},
    cases::{CaseRecord, ReadBy},
    contacts::Channel,
    ids::CaseId,
    mail::{MailKind, Refusal},
    policy::Action,
    values::{MASK, NaiveDate, Stamp},
};

use super::{mending::Mending, wrong};
use crate::{
    cases::profile,
    components::{Button, HoldToReveal, Kind, Note, Skeleton, Tag, Tone},
    contacts, format,
    forms::Job,
    i18n::{Key, Label, k, t, tf},
    store::{self, Failure, Reading, appointments::Checked},
};

/// A mail that leaves within so many seconds leaves at once.
const AT_ONCE: i64 = 120;

/// The card; until there is a draft it says what is missing, or wrong.
#[component]
pub(super) fn MailCard(
    case: Reading<CaseRecord>,
    checked: Checked,
    /// What is asked about, or what keeps it from being asked.
    sketch: Memo<Result<AppointmentDraft, Failure>>,
    /// The day of the appointment.
    day: RwSignal<Option<NaiveDate>>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let name = move || case.get().map_or_else(String::new, |case| case.code_name.as_str().to_owned());
    let said = move || {
        if let Err(failure) = sketch.get() {
            return view! { <Wrong failure=failure day=day.get()/> }.into_any();
        }
        match (checked.get(), case.get()) {
            (Some(Err(failure)), _) => view! { <Wrong failure=failure day=day.get()/> }.into_any(),
            (None, _) | (Some(Ok(_)), None) => view! { <Skeleton/> }.into_any(),
            (Some(Ok(check)), Some(case)) => match check.refused {
                Some(refusal) => view! { <Refused refusal=refusal check=check case=case job=job/> }.into_any(),
                None => view! { <Goes check=check case=case job=job/> }.into_any(),
            },
        }
    };
    view! {
        <section class="card card-pad stack" data-test="mail-card" aria-label=t(k::MAIL_CARD_LABEL)>
            <div class="cluster">
                <h2 class="card-title grow" dir="auto">{move || tf(k::MAIL_CARD_TITLE, &[("name", &name())])}</h2>
                {move || confirmed(checked)}
            </div>
            {said}
        </section>
    }
}

/// Until when the address is taken to be safe, while a mail can go.
fn confirmed(checked: Checked) -> Option<AnyView> {
    let check = checked.get()?.ok().filter(|check| check.refused.is_none())?;
    let text = tf(k::MAIL_CARD_UNTIL, &[("until", &format::day_short(check.confirmed_until?))]);
    Some(view! { <Tag tone=Tone::Good icon="shield" text=text/> }.into_any())
}

/// Why it cannot be told yet what would be sent.
#[component]
fn Wrong(failure: Failure, day: Option<NaiveDate>) -> impl IntoView {
    if wrong::is_unfinished(&failure) {
        return view! { <p class="sm muted">{t(k::MAIL_CARD_FIRST)}</p> }.into_any();
    }
    let lines = wrong::lines(&failure, day);
    if lines.is_empty() {
        return view! { <p class="sm">{failure.message()}</p> }.into_any();
    }
    view! {
        <div class="sm stack-s" data-test="mail-card-wrong">
            <p class="muted">{t(k::MAIL_CARD_MEND)}</p>
            <ul class="stack-s">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// Nothing will leave: why, and the one thing to do.
#[component]
fn Refused(
    refusal: Refusal,
    check: AppointmentCheck,
    case: CaseRecord,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let stale = check.confirmed_on.zip(check.confirmed_until).filter(|_| refusal == Refusal::AddressStale);
    let stale = stale.map(|(on, until)| {
        tf(k::MAIL_CARD_HELD, &[("on", &format::day_short(on)), ("until", &format::day_short(until))])
    });
    let name = case.code_name.as_str().to_owned();
    view! {
        <Note tone=Tone::Due icon="mailoff">
            <p data-test="refused" data-refusal=refusal.as_str()><strong>{t(k::MAIL_CARD_NO)}</strong>" "{refusal.label()}</p>
            {stale.map(|text| view! { <p>{text}</p> })}
        </Note>
        <p class="sm">{tf(k::MAIL_CARD_OTHER_WAY, &[("name", &name)])}</p>
        <Mending refusal=refusal case=case job=job/>
    }
}

#[component]
fn Goes(check: AppointmentCheck, case: CaseRecord, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let read_by = case.safe_contact.read_by;
    let any_hour = case.safe_contact.hours.is_none();
    let id = case.id;
    let case = StoredValue::new(case);
    let set = move |label| view! { <Set label=label case=case job=job/> };
    let others = match read_by {
        ReadBy::Unknown => Some((k::PROFILE_OTHERS_UNKNOWN, Some(set(k::MAIL_CARD_SET_READ_BY)))),
        _ => read_by.is_shared().then_some((k::PROFILE_OTHERS_READ, None)),
    };
    view! {
        {check.confirmed_on.map(|on| view! { <p class="xs muted">{tf(k::MAIL_CARD_CONFIRMED, &[("on", &format::day_short(on))])}</p> })}
        <To case=id language=check.preview.as_ref().map(|preview| format::language(preview.language.as_str()))/>
        {others.map(|(text, set)| view! { <Note tone=Tone::Due><p><strong>{t(text)}</strong></p>{set}</Note> })}
        {any_hour.then(|| view! { <Note icon="clock"><p data-test="any-hour">{t(k::MAIL_CARD_ANY_HOUR)}</p>{set(k::MAIL_CARD_SET_HOURS)}</Note> })}
        {check.tells.is_none().then(|| view! { <p class="sm" data-test="unchanged">{t(k::MAIL_CARD_UNCHANGED)}</p> })}
        {check.preview.map(|preview| view! {
            {preview.calendar.then(|| view! { <Note tone=Tone::Due icon="cal"><p>{t(k::MAIL_CARD_CALENDAR)}</p></Note> })}
            <Leaves preview=preview/>
        })}
    }
}

/// Leads to what is known of reaching the person safely, for who may change it.
#[component]
fn Set(label: Key, case: StoredValue<CaseRecord>, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let may = case.with_value(|case| store::cases::may_now(case, Action::CaseEdit));
    let press = move |()| job.set(Some(profile::safe_contact(case.get_value())));
    may.then(|| view! {
        <div><Button kind=Kind::Quiet compact=true icon="edit" on_press=press attr:data-test="set-safe-contact">{t(label)}</Button></div>
    })
}

/// The address, hidden until it is held, and the language.
#[component]
fn To(case: CaseId, language: Option<String>) -> impl IntoView {
    let all = store::contacts::list(Signal::stored(Some(case)));
    let mail = Memo::new(move |_| all.get().and_then(contacts::mail_address).map(|one| one.id));
    view! {
        <p class="cluster sm">
            <b dir="ltr">{MASK}"@"{MASK}</b>
            {language.map(|language| view! { <span class="muted">{language}</span> })}
            {move || mail.get().map(|id| view! { <HoldToReveal of=Channel::Email.label() reveal=move || contacts::shown(case, id)/> })}
        </p>
    }
}

/// That none can go, and why; of one that is held up that it goes later.
pub(super) fn cannot(refusal: Refusal) -> String {
    match refusal {
        Refusal::HeldUp => refusal.label().to_owned(),
        _ => [t(k::MAIL_CARD_NO), refusal.label()].join(" "),
    }
}

/// Whether a mail that leaves then does so without waiting for a safe hour.
pub(super) fn is_at_once(leaves_at: Stamp) -> bool {
    leaves_at.micros() - format::now().micros() < AT_ONCE * 1_000_000
}

/// When a mail leaves.
pub(super) fn leaving(at: Stamp) -> String {
    if is_at_once(at) {
        t(k::MAIL_CARD_AT_ONCE).to_owned()
    } else {
        tf(k::MAIL_CARD_LEAVES, &[("when", &format::instant(at))])
    }
}

/// When the mail leaves, and the reminders.
#[component]
fn Leaves(preview: MailPreview) -> impl IntoView {
    let leaves = leaving(preview.leaves_at);
    let reminders = list(&preview.reminders_at);
    // Of reminders alone the list says everything.
    let leaves = (preview.kind != MailKind::Reminder).then_some(leaves);
    view! {
        <ul class="sm stack-s" data-test="leaves">
            {leaves.map(|leaves| view! { <li>{leaves}</li> })}
            {(!reminders.is_empty()).then(|| view! { <li>{tf(k::MAIL_CARD_REMINDERS, &[("when", &reminders)])}</li> })}
        </ul>
    }
}

fn list(times: &[Stamp]) -> String {
    times.iter().copied().map(format::instant).collect::<Vec<_>>().join(t(k::FORM_COMMA))
}
