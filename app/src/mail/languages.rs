//! The languages mail may be written in: each only after somebody whose language it is has read all its texts.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};
use yaninda_shared::{
    mail::{LanguageApproval, LanguageDraft, MailLanguage},
    policy::{Action, Relation},
};

use crate::{
    components::{Button, Dialog, Icon, Kind, Rows, Section, Size, Tag, Tone, toast},
    format,
    forms::{self, Form, Job, Kind::Name, Spec},
    i18n::{k, t, tf},
    store::{self, Failure, session},
};

static APPROVAL: [Spec; 1] = [Spec::new("approved_by", k::MAIL_READ_BY, Name).required().hint(k::MAIL_READ_BY_HINT)];

/// A row a language.
#[component]
pub(super) fn Languages(languages: Vec<LanguageApproval>, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    view! {
        <Section title=t(k::MAIL_LANGUAGES)>
            <p class="sm muted">{t(k::MAIL_LANGUAGES_LEAD)}</p>
            <Rows>{languages.into_iter().map(|one| view! { <Language one=one job=job/> }).collect_view()}</Rows>
        </Section>
    }
}

#[component]
fn Language(one: LanguageApproval, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let may = session::may(Action::OfficeWrite, Relation::Office);
    let language = one.language;
    let name = format::language(language.as_str());
    let approved = one.approved_by.is_some();
    let said = one.approved_by.as_ref().zip(one.approved_at).map(|(by, at)| {
        let (by, day) = (by.as_str().to_owned(), format::day(format::day_of(at)));
        view! { <bdi>{by}</bdi>" · "<bdi>{day}</bdi> }
    });
    let (tone, icon, text) = match (approved, one.outdated) {
        (true, false) => (Tone::Good, "done", k::MAIL_APPROVED),
        (true, true) => (Tone::Due, "alert", k::MAIL_OUTDATED),
        (false, _) => (Tone::Plain, "asked", k::MAIL_NOT_APPROVED),
    };
    let dir = if language.rtl() { "rtl" } else { "ltr" };
    let asking = RwSignal::new(false);
    let approve = move |()| job.set(Some(approval(language)));
    view! {
        <li class="row" data-test="language" data-language=language.as_str()>
            <div class="grow stack-s">
                <p>
                    <span class="row-title">{name.clone()}</span>
                    <span class="row-text"><Tag tone=tone icon=icon text=t(text)/>" "{said}</span>
                </p>
                <details class="mail-fold">
                    <summary>{t(k::MAIL_TEXTS)}<Icon name="down" size=Size::Small/></summary>
                    <ul class="stack-s mail-texts" lang=language.as_str() dir=dir>
                        {one.texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                    </ul>
                </details>
                {may.then(|| view! {
                    <div class="cluster">
                        <Button compact=true icon="check" on_press=approve attr:data-test="approve">{t(k::MAIL_APPROVE)}</Button>
                        {approved.then(|| view! {
                            <Button kind=Kind::Quiet compact=true on_press=move |()| asking.set(true) attr:data-test="disapprove">{t(k::MAIL_DISAPPROVE)}</Button>
                        })}
                    </div>
                })}
            </div>
            <Dialog open=asking title=tf(k::MAIL_DISAPPROVE_TITLE, &[("language", &name)]) text=t(k::MAIL_DISAPPROVE_TEXT) confirm=t(k::MAIL_DISAPPROVE) on_confirm=move |()| spawn_local(disapprove(language))/>
        </li>
    }
}

async fn disapprove(language: MailLanguage) {
    match store::mail::disapprove(language).await {
        Ok(()) => toast::say(t(k::STATE_SAVED)),
        Err(failure) => toast::say(failure.message()),
    }
}

/// Who read the texts.
fn approval(language: MailLanguage) -> Job {
    let base = json!({});
    Job {
        title: tf(k::MAIL_APPROVE_TITLE, &[("language", &format::language(language.as_str()))]),
        lead: Some(t(k::MAIL_APPROVE_LEAD).to_owned()),
        form: Form::new(&APPROVAL, &base),
        base,
        version: None,
        save: Rc::new(move |draft, _| Box::pin(approve(language, draft))),
    }
}

async fn approve(language: MailLanguage, draft: Value) -> Result<(), Failure> {
    let draft: LanguageDraft = forms::draft(&draft)?;
    store::mail::approve(language, &draft).await
}
