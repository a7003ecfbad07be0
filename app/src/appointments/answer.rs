//! What the person answered behind the link of a mail, and moving the appointment to the time they chose.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    appointments::{Answer, AnswerKind, AppointmentRecord, AppointmentState},
    values::LocalTime,
};

use super::ending::PageTasks;
use crate::{
    components::{Button, Kind, Note, Tone, toast},
    format,
    i18n::{Label, k, t, tf},
    store,
};

/// The answer with how far it can be trusted.
#[component]
pub(super) fn Answered(
    one: AppointmentRecord,
    answer: Answer,
    tasks: PageTasks,
    may_write: Signal<bool>,
) -> impl IntoView {
    let earlier: Vec<_> = one.earlier_answers.iter().rev().map(before).collect();
    let (tone, icon) = match answer.kind {
        AnswerKind::Coming => (Tone::Good, "done"),
        AnswerKind::NotComing => (Tone::Due, "close"),
        AnswerKind::AnotherTime => (Tone::Due, "question"),
    };
    let said = said(&answer);
    let message = answer.message.map(|message| message.as_str().to_owned());
    let planned = one.state == AppointmentState::Planned;
    let ahead = planned && one.starts_at > format::now();
    let one = StoredValue::new(one);
    view! {
        <Note tone=tone icon=icon>
            <p data-test="answer"><strong>{said}</strong></p>
            {message.map(|message| view! { <p dir="auto">{message}</p> })}
            {answer.slot.map(|slot| view! {
                <p>{tf(k::ANSWER_CHOSE, &[("time", &format::day_time(slot))])}</p>
                {move || (planned && may_write.get()).then(|| view! { <Move one=one to=slot tasks=tasks/> })}
            })}
            {(ahead && answer.kind != AnswerKind::Coming).then(|| view! { <p>{t(k::ANSWER_STANDS)}</p> })}
            {answer.unverified.then(|| view! { <p data-test="unverified">{t(k::ANSWER_UNVERIFIED)}</p> })}
            {(!earlier.is_empty()).then(|| view! {
                <p><strong>{t(k::ANSWER_BEFORE)}</strong></p>
                <ul data-test="earlier-answers">{earlier}</ul>
            })}
        </Note>
    }
}

/// What, and when.
fn said(answer: &Answer) -> String {
    tf(k::ANSWER_SAID, &[("answer", answer.kind.label()), ("when", &format::instant(answer.at))])
}

/// An answer that another one followed. Its words stay: whoever reads the inbox could have answered over them.
fn before(answer: &Answer) -> impl IntoView + use<> {
    let chose = answer.slot.map(|slot| tf(k::ANSWER_CHOSE, &[("time", &format::day_time(slot))]));
    let message = answer.message.as_ref().map(|message| message.as_str().to_owned());
    view! {
        <li>
            {said(answer)}
            {message.map(|message| view! { <p dir="auto">{message}</p> })}
            {chose.map(|chose| view! { <p>{chose}</p> })}
        </li>
    }
}

/// One press: the chosen time becomes the time, and the person is told as far as it is safe.
#[component]
fn Move(one: StoredValue<AppointmentRecord>, to: LocalTime, tasks: PageTasks) -> impl IntoView {
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            let one = one.get_value();
            let mut draft = one.draft;
            draft.starts = to;
            draft.offered.retain(|other| *other != to);
            draft.tell = true;
            draft.repeat = None;
            match store::appointments::save(one.case, one.id, Some(one.meta.version), &draft).await {
                Ok(_) => {
                    toast::say(t(k::ANSWER_MOVED));
                    tasks.saved(k::ANSWER_MOVED);
                }
                Err(failure) => toast::say(failure.field("starts").unwrap_or_else(|| failure.message())),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Button kind=Kind::Soft icon="cal" busy=busy on_press=press attr:data-test="move-to-slot">{t(k::ANSWER_MOVE)}</Button>
    }
}
