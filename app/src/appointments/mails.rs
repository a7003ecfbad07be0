//! The mails about one appointment: what left, what waits and what does not go, and sending once more.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    appointments::{AppointmentMail, AppointmentRecord, AppointmentState},
    mail::{MailKind, MailState},
    values::Stamp,
};

use super::ending::{PageTasks, is_asked};
use crate::{
    components::{Button, Icon, Kind, Loaded, Row, Rows, Section, Size, Tag, Tone, toast},
    format, forms,
    i18n::{Label, k, t, tf},
    store,
};

/// Newest first; nothing stands here while nobody is written to.
#[component]
pub(super) fn Mails(one: AppointmentRecord, tasks: PageTasks, may_write: Signal<bool>) -> impl IntoView {
    let mails = store::appointments::mails(one.case, one.id);
    let of = (one.case, one.id, one.meta.version);
    let helps = still_helps(one.state, one.starts_at, format::now());
    let busy = RwSignal::new(false);
    let resend = move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::appointments::resend(of).await {
                Ok(_) => {
                    toast::say(t(k::MAILS_RESENT));
                    tasks.saved(k::MAILS_RESENT);
                }
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    let (state, tell, id) = (one.state, one.draft.tell, one.id.uuid());
    // What was refused at once left no mail, but a task that says why.
    let asked =
        move || tasks.open.get().is_some_and(|all| all.iter().any(|task| is_asked(task, id) && task.reason.is_some()));
    let wanted = Memo::new(move |_| mails.get().is_some_and(|mails| is_wanted_again(state, tell, &mails, asked())));
    let action = move || {
        (helps && may_write.get() && wanted.get()).then(|| view! {
            <Button kind=Kind::Quiet compact=true icon="sync" busy=busy on_press=resend attr:data-test="resend">{t(k::MAILS_RESEND)}</Button>
        })
    };
    view! {
        <Section title=t(k::MAILS_TITLE) action=action.into_any()>
            <Loaded reading=mails view={|mails: Vec<AppointmentMail>| {
                if mails.is_empty() {
                    return view! { <p class="sm muted">{t(k::MAILS_EMPTY)}</p> }.into_any();
                }
                let then = mails.iter().any(is_followed).then(|| view! { <p class="sm muted">{t(k::MAILS_THEN)}</p> });
                view! {
                    <Rows>{mails.into_iter().map(|mail| view! { <Mail mail=mail/> }).collect_view()}</Rows>
                    {then}
                }
                .into_any()
            }}/>
        </Section>
    }
}

/// Whether reminders will follow this one, which has not left yet.
const fn is_followed(mail: &AppointmentMail) -> bool {
    mail.kind.is_followed() && matches!(mail.state, MailState::Queued | MailState::Sending)
}

/// Whether it can help to tell the person once more: it is still to come, or was missed.
fn still_helps(state: AppointmentState, starts_at: Stamp, now: Stamp) -> bool {
    match state {
        AppointmentState::Planned | AppointmentState::Cancelled => starts_at > now,
        AppointmentState::Missed => true,
        AppointmentState::Attended | AppointmentState::Excused => false,
    }
}

/// Whether the person was to be told of it by mail, and no such mail waits. Whom the worker chose not to mail about the end of an
/// appointment, one press does not mail either; of one that is planned they are told by changing that.
fn is_wanted_again(state: AppointmentState, tell: bool, mails: &[AppointmentMail], asked: bool) -> bool {
    let wanted = match state {
        AppointmentState::Planned => tell,
        AppointmentState::Cancelled => asked || mails.iter().any(|mail| mail.kind == MailKind::Cancellation),
        AppointmentState::Missed => asked || mails.iter().any(|mail| mail.kind == MailKind::Missed),
        AppointmentState::Attended | AppointmentState::Excused => false,
    };
    let newest = mails.iter().find(|mail| mail.kind != MailKind::Reminder);
    wanted && !newest.is_some_and(|mail| matches!(mail.state, MailState::Queued | MailState::Sending))
}

#[component]
fn Mail(mail: AppointmentMail) -> impl IntoView {
    let kind = mail.kind.label();
    let title = match mail.hours_before {
        Some(hours) => [kind, &forms::hours_before(hours.into())].join(t(k::FORM_COMMA)),
        None => kind.to_owned(),
    };
    let at = format::instant(mail.at);
    let when = if mail.state == MailState::Queued { tf(k::MAILS_LEAVES, &[("when", &at)]) } else { at };
    view! {
        <Row>
            <span class="row-icon"><Icon name=icon(mail.state) size=Size::Small/></span>
            <span class="grow" data-test="mail">
                <span class="row-title">{title}</span>
                <span class="row-text"><MailTag state=mail.state/>" "{when}</span>
                {mail.refused.map(|refusal| view! { <span class="row-text">{refusal.label()}</span> })}
            </span>
        </Row>
    }
}

const fn icon(state: MailState) -> &'static str {
    match state {
        MailState::Queued | MailState::Sending | MailState::Sent => "mail",
        MailState::Failed | MailState::Dropped | MailState::Cancelled => "mailoff",
    }
}

/// Where a mail stands.
#[component]
pub fn MailTag(state: MailState) -> impl IntoView {
    let (tone, icon) = match state {
        MailState::Queued => (Tone::Wait, "clock"),
        MailState::Sending => (Tone::Wait, "half"),
        MailState::Sent => (Tone::Good, "done"),
        MailState::Failed => (Tone::Due, "alert"),
        MailState::Dropped | MailState::Cancelled => (Tone::Plain, "close"),
    };
    view! { <Tag tone=tone icon=icon text=state.label()/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_nobody_meant_to_mail_is_not_mailed_again_and_what_waits_is_not_sent_twice() {
        let mail = |kind: &str, state: &str| -> AppointmentMail {
            let id = "01960000-0000-7000-8000-000000000001";
            serde_json::from_value(serde_json::json!({ "id": id, "kind": kind, "state": state, "at": 0 })).unwrap()
        };
        let (told, off) = (|state| mail("confirmation", state), |state| mail("cancellation", state));
        let reminder = mail("reminder", "queued");
        let (planned, cancelled) = (AppointmentState::Planned, AppointmentState::Cancelled);
        for (what, state, tell, mails, asked, wanted) in [
            ("told, and reminded later", planned, true, vec![reminder.clone(), told("sent")], false, true),
            ("refused when it was booked", planned, true, vec![], true, true),
            ("not to be told", planned, false, vec![told("sent")], true, false),
            ("waits for the morning", planned, true, vec![reminder, told("queued")], false, false),
            ("off, they know already", cancelled, true, vec![told("sent")], false, false),
            ("off, and told", cancelled, true, vec![off("sent"), told("sent")], false, true),
            ("off, waits", cancelled, true, vec![off("queued"), told("sent")], false, false),
            ("off, refused", cancelled, true, vec![told("sent")], true, true),
            ("missed, not asked", AppointmentState::Missed, true, vec![told("sent")], false, false),
        ] {
            assert_eq!(is_wanted_again(state, tell, &mails, asked), wanted, "{what}");
        }
    }

    #[test]
    fn what_is_to_come_or_was_missed_can_be_told_again() {
        let (before, now, after) = (Stamp::from_micros(1), Stamp::from_micros(2), Stamp::from_micros(3));
        for (state, starts_at, helps) in [
            (AppointmentState::Planned, after, true),
            (AppointmentState::Planned, before, false),
            (AppointmentState::Cancelled, after, true),
            (AppointmentState::Cancelled, before, false),
            (AppointmentState::Missed, before, true),
            (AppointmentState::Attended, before, false),
            (AppointmentState::Excused, after, false),
        ] {
            assert_eq!(still_helps(state, starts_at, now), helps, "{state} {starts_at:?}");
        }
    }
}
