//! Whether mail flows: what holds up the queue and what to do about it, and how long the oldest has waited.

use leptos::prelude::*;
use yaninda_shared::mail::{MailHealth, MailPause};

use crate::{
    components::{Note, Tone},
    format,
    i18n::{Key, Label, k, t, tf},
};

/// One note, whatever the state.
#[component]
pub(super) fn Pause(health: MailHealth) -> impl IntoView {
    let waits = health.oldest_due.map(|since| tf(k::MAIL_OLDEST, &[("when", &format::instant(since))]));
    match health.paused {
        Some(pause) => view! {
            <Note tone=Tone::Stop icon="mailoff">
                <p data-test="paused"><strong>{t(k::MAIL_PAUSED)}</strong>" "{pause.label()}</p>
                <p>{t(remedy(pause))}</p>
                {waits.map(|waits| view! { <p>{waits}</p> })}
            </Note>
        }
        .into_any(),
        None => view! {
            <Note tone=Tone::Good icon="mail">
                <p data-test="flows"><strong>{t(k::MAIL_FLOWS)}</strong></p>
                {waits.map(|waits| view! { <p>{waits}</p> })}
            </Note>
        }
        .into_any(),
    }
}

/// What whoever runs the server can do.
const fn remedy(pause: MailPause) -> Key {
    match pause {
        MailPause::NotSetUp => k::MAIL_DO_SET_UP,
        MailPause::Tls => k::MAIL_DO_TLS,
        MailPause::Authentication => k::MAIL_DO_AUTHENTICATION,
        MailPause::Unreachable => k::MAIL_DO_UNREACHABLE,
    }
}
