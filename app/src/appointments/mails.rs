//! The mails about one appointment: what left, what waits and what does not go, and sending once more.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    appointments::{AppointmentMail, AppointmentRecord, AppointmentState},
    mail::MailState,
};

use crate::{
    components::{Button, Icon, Kind, Loaded, Row, Rows, Section, Size, Tag, Tone, toast},
    format, forms,
    i18n::{Label, k, t, tf},
    store,
};

/// Newest first; nothing stands here while nobody is written to.
#[component]
pub(super) fn Mails(one: AppointmentRecord, may_write: Signal<bool>) -> impl IntoView {
    let mails = store::appointments::mails(one.case, one.id);
    let of = (one.case, one.id, one.meta.version);
    let planned = one.state == AppointmentState::Planned;
    let busy = RwSignal::new(false);
    let resend = move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::appointments::resend(of).await {
                Ok(_) => toast::say(t(k::MAILS_RESENT)),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    let any = Memo::new(move |_| mails.get().is_some_and(|mails| !mails.is_empty()));
    let action = move || {
        (planned && may_write.get() && any.get()).then(|| view! {
            <Button kind=Kind::Quiet compact=true icon="sync" busy=busy on_press=resend attr:data-test="resend">{t(k::MAILS_RESEND)}</Button>
        })
    };
    view! {
        <Section title=t(k::MAILS_TITLE) action=action.into_any()>
            <Loaded reading=mails view={|mails: Vec<AppointmentMail>| {
                if mails.is_empty() {
                    return view! { <p class="sm muted">{t(k::MAILS_EMPTY)}</p> }.into_any();
                }
                view! { <Rows>{mails.into_iter().map(|mail| view! { <Mail mail=mail/> }).collect_view()}</Rows> }.into_any()
            }}/>
        </Section>
    }
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
