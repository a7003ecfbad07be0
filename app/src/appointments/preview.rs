//! The mail as the person will read it: in their language and direction, and the line a locked phone shows.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::MailPreview,
    cases::{CaseRecord, Wording},
};

use super::fields::answer;
use crate::{
    components::{Empty, Icon, Size},
    i18n::{Label, k, t, tf},
    store::{Reading, appointments::Checked},
};

/// Characters of a mail that a locked phone shows below its subject, about.
const SHOWN_LOCKED: usize = 90;

/// Beside the form on a computer, under the card of the mail on a phone; nothing before there is a draft to show.
#[component]
pub(super) fn Preview(case: Reading<CaseRecord>, checked: Checked) -> impl IntoView {
    let name = move || case.get().map_or_else(String::new, |case| case.code_name.as_str().to_owned());
    move || {
        let check = answer(checked)?;
        let shown = match check.preview.filter(|_| check.refused.is_none()) {
            Some(preview) => view! { <Mail preview=preview/> }.into_any(),
            None => {
                let text = check.refused.map_or_else(|| t(k::MAIL_CARD_UNCHANGED), |why| why.label());
                view! { <Empty icon="mailoff" title=t(k::MAIL_CARD_NOTHING) text=text/> }.into_any()
            }
        };
        Some(view! {
            <section class="section book-preview" data-test="preview">
                <h2 dir="auto">{move || tf(k::MAIL_CARD_WILL_SEE, &[("name", &name())])}</h2>
                {shown}
            </section>
        })
    }
}

#[component]
fn Mail(preview: MailPreview) -> impl IntoView {
    let (lang, dir) = (preview.language.as_str(), if preview.rtl { "rtl" } else { "ltr" });
    let subject = preview.subject.clone();
    let sender = preview.sender.clone().unwrap_or_else(|| t(k::MAIL_CARD_NO_SENDER).to_owned());
    let promises = promises(preview.wording);
    // As much as a phone shows below the subject.
    let begins: String =
        preview.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN_LOCKED).collect();
    view! {
        <p class="sm muted">{tf(k::MAIL_CARD_OCCASION, &[("what", preview.kind.label())])}</p>
        <div class="card letter">
            <dl class="letter-head xs">
                <div><dt>{t(k::MAIL_CARD_FROM)}</dt><dd dir="auto">{sender.clone()}</dd></div>
                <div><dt>{t(k::MAIL_CARD_SUBJECT)}</dt><dd lang=lang dir=dir>{subject.clone()}</dd></div>
            </dl>
            <p class="letter-text" lang=lang dir=dir data-test="letter">{preview.text}</p>
        </div>
        <h3>{t(k::MAIL_CARD_LOCKED)}</h3>
        <div class="card card-pad cluster letter-line">
            <span class="row-icon"><Icon name="mail"/></span>
            <p class="grow"><b class="row-title" dir="auto">{sender}</b><span class="row-text" lang=lang dir=dir>{subject}</span><span class="row-text" lang=lang dir=dir>{begins}"…"</span></p>
        </div>
        <ul class="sm muted stack-s">
            {promises.into_iter().map(|key| view! { <li class="letter-promise"><Icon name="check" size=Size::Small/><span>{t(key)}</span></li> }).collect_view()}
        </ul>
    }
}

/// What holds for a mail of this wording.
fn promises(wording: Wording) -> Vec<crate::i18n::Key> {
    let link = match wording {
        Wording::Nothing | Wording::TimeOnly => k::MAIL_CARD_NO_LINK,
        Wording::Place | Wording::Calendar => k::MAIL_CARD_LINK,
    };
    vec![k::MAIL_CARD_NO_NAME, link, k::MAIL_CARD_NO_TRACKING]
}
