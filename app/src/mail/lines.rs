//! The mails that wait or failed: when, why, and trying again or taking back by hand.

use std::collections::HashMap;

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    ids::MailId,
    mail::{MailLine, MailState, MailSubject},
    policy::{Action, Relation},
};

use crate::{
    appointments::MailTag,
    components::{Button, Dialog, Kind, LinkButton, Row, Section, toast},
    format,
    i18n::{Label, k, t, tf, tn},
    store::{self, session},
    timeline::href,
};

/// Lines before "show all".
const FIRST: usize = 10;

/// Newest first.
#[component]
pub(super) fn Lines(lines: Vec<MailLine>) -> impl IntoView {
    let read = store::mail::subjects();
    let subjects = Memo::new(move |_| {
        let all = read.get().unwrap_or_default();
        all.into_iter().map(|subject| (subject.mail, subject)).collect::<HashMap<_, _>>()
    });
    let count = lines.len();
    let all = RwSignal::new(count <= FIRST);
    let lines = StoredValue::new(lines);
    let number = format::number(i64::try_from(count).unwrap_or(i64::MAX));
    let more = StoredValue::new(tf(k::TODAY_ALL, &[("count", &number)]));
    let rows = move || {
        let most = if all.get() { usize::MAX } else { FIRST };
        lines.with_value(|lines| {
            lines.iter().take(most).map(|line| view! { <Line line=line.clone() subjects=subjects/> }).collect_view()
        })
    };
    (count > 0).then(|| {
        view! {
            <Section title=t(k::MAIL_LINES) count=number>
                <ul class="card rows">{rows}</ul>
                <Show when=move || !all.get()>
                    <div><Button kind=Kind::Quiet compact=true on_press=move |()| all.set(true)>{more.get_value()}</Button></div>
                </Show>
            </Section>
        }
    })
}

#[component]
fn Line(line: MailLine, subjects: Memo<HashMap<MailId, MailSubject>>) -> impl IntoView {
    let id = line.id;
    let subject = move || subjects.with(|all| all.get(&id).map(about));
    let text = Signal::derive(move || {
        let of = subjects.with(|all| all.get(&id).map(name));
        [of.as_deref(), Some(t(k::MAIL_TAKE_BACK_TEXT))].into_iter().flatten().collect::<Vec<_>>().join(". ")
    });
    let may = session::may(Action::MailWrite, Relation::Office);
    let waits = line.state == MailState::Queued;
    // What is under way can neither be called back nor be sent beside itself.
    let again = line.state == MailState::Failed;
    let made = tf(k::MAIL_MADE, &[("when", &format::instant(line.created_at))]);
    let at = format::instant(line.at);
    let when = if waits { tf(k::MAILS_LEAVES, &[("when", &at)]) } else { at };
    let tries = (line.attempts > 0).then(|| tn(k::COUNT_TRIES, line.attempts.into()));
    let (busy, asking) = (RwSignal::new(false), RwSignal::new(false));
    let line = StoredValue::new(line);
    let act = move |resend: bool| {
        busy.set(true);
        spawn_local(async move {
            let line = line.get_value();
            let done = if resend { store::mail::resend(&line).await } else { store::mail::cancel(&line).await };
            match done {
                Ok(()) => toast::say(t(if resend { k::MAILS_RESENT } else { k::MAIL_TAKEN_BACK })),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    let (kind, state, reason) = line.with_value(|line| (line.kind, line.state, line.reason));
    view! {
        <Row>
            <span class="grow" data-test="mail-line">
                <span class="row-title">{kind.label()}</span>
                <span class="row-text"><MailTag state=state/>" "{when}</span>
                {reason.map(|reason| view! { <span class="row-text">{reason.label()}</span> })}
                <span class="row-text">{[Some(made), tries].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</span>
                <span class="row-actions">
                    {subject}
                    {(may && again).then(|| view! { <Button kind=Kind::Quiet compact=true icon="sync" busy=busy on_press=move |()| act(true) attr:data-test="resend-mail">{t(k::MAILS_RESEND)}</Button> })}
                    {(may && waits).then(|| view! { <Button kind=Kind::Quiet compact=true icon="close" busy=busy on_press=move |()| asking.set(true) attr:data-test="cancel-mail">{t(k::MAIL_TAKE_BACK)}</Button> })}
                </span>
            </span>
            <Dialog open=asking title=t(k::MAIL_TAKE_BACK_TITLE) text=text confirm=t(k::MAIL_TAKE_BACK) on_confirm=move |()| act(false)/>
        </Row>
    }
}

/// Leads to the appointment, or of an address code to the case.
fn about(subject: &MailSubject) -> impl IntoView + use<> {
    let name = name(subject);
    let to = match subject.appointment {
        Some(appointment) => href(subject.case, appointment.uuid()),
        None => format!("/cases/{}", subject.case),
    };
    view! { <LinkButton href=to kind=Kind::Quiet compact=true icon="cases" attr:data-test="mail-subject"><bdi>{name}</bdi></LinkButton> }
}

/// Whose mail it is, and about which day.
fn name(subject: &MailSubject) -> String {
    let starts = subject.starts.map(format::day_time);
    [Some(subject.code_name.as_str()), starts.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
