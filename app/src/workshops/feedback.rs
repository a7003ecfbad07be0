//! The form that participants answer: what it asks now, its code, and what may be done with it.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;
use yaninda_shared::workshops::{FeedbackOpening, FeedbackPhase, WorkshopRecord};

use crate::{
    browser,
    components::{Button, Kind, LinkButton, Qr, Section, Tag, Tone, toast},
    format,
    forms::{
        self, Form, Job,
        Kind::{Day, One},
        Options::Closed,
        Spec,
    },
    i18n::{Label, k, t, tf},
    store,
};

/// What an open form may ask.
fn phases() -> Vec<(String, String)> {
    let open = [FeedbackPhase::Before, FeedbackPhase::After];
    open.map(|phase| (phase.as_str().to_owned(), phase.label().to_owned())).into()
}

static OPENING: [Spec; 2] = [
    Spec::new("phase", k::WORKSHOPS_ASKS, One(Closed(phases))).required(),
    Spec::new("closes_on", k::WORKSHOPS_CLOSES, Day).required(),
];

/// Opening the form, or letting it ask what comes after.
pub(super) fn opening(one: &WorkshopRecord) -> Job {
    let no_questions = one.draft.questions.is_empty();
    let phase =
        if no_questions || one.phase == FeedbackPhase::Before { FeedbackPhase::After } else { FeedbackPhase::Before };
    let week = format::today() + chrono::Days::new(7);
    let base = json!({ "phase": phase.as_str(), "closes_on": one.closes_on.unwrap_or(week).to_string() });
    let workshop = one.clone();
    Job {
        title: t(k::WORKSHOPS_FEEDBACK).to_owned(),
        lead: Some(t(k::WORKSHOPS_FEEDBACK_LEAD).to_owned()),
        form: Form::new(&OPENING, &base),
        base,
        version: Some(one.meta.version),
        save: Rc::new(move |draft, _| {
            let workshop = workshop.clone();
            Box::pin(async move {
                let wish: FeedbackOpening = forms::draft(&draft)?;
                wish.validate(format::today()).map_err(store::Failure::invalid)?;
                store::workshops::open(&workshop, &wish).await.map(drop)
            })
        }),
    }
}

/// The state of the form, its code, and the buttons.
#[component]
pub(super) fn Feedback(one: WorkshopRecord, may_write: bool, open: Callback<WorkshopRecord>) -> impl IntoView {
    let is_open = one.phase != FeedbackPhase::Closed;
    let (tone, icon) = if is_open { (Tone::Wait, "half") } else { (Tone::Plain, "close") };
    let until = one.closes_on.map(|day| tf(k::WORKSHOPS_UNTIL, &[("day", &format::day(day))]));
    let number = |count: u32| format::number(count.into());
    let answers = [("before", number(one.results.before)), ("after", number(one.results.after))];
    let answers = tf(k::WORKSHOPS_ANSWERED, &answers.each_ref().map(|(name, value)| (*name, value.as_str())));
    let stored = StoredValue::new(one.clone());
    let close = move |()| {
        spawn_local(async move {
            let wish = FeedbackOpening { phase: FeedbackPhase::Closed, closes_on: None };
            match store::workshops::open(&stored.get_value(), &wish).await {
                Ok(_) => toast::say(t(k::STATE_SAVED)),
                Err(why) => toast::say(why.message()),
            }
        });
    };
    let label = if is_open { k::WORKSHOPS_CHANGE_FORM } else { k::WORKSHOPS_OPEN_FORM };
    let may_write = may_write && !one.withdrawn;
    view! {
        <Section title=t(k::WORKSHOPS_FEEDBACK)>
            <div class="card card-pad stack-s feedback">
                <p><Tag tone=tone icon=icon text=one.phase.label()/>" "{until}</p>
                <p class="sm muted" data-test="answers">{answers}</p>
                {one.link.clone().map(|link| view! { <Code link=link id=one.id.to_string()/> })}
                {may_write.then(|| view! {
                    <div class="cluster">
                        <Button kind=Kind::Soft compact=true on_press=move |()| open.run(stored.get_value()) attr:data-test="open-form">{t(label)}</Button>
                        {is_open.then(|| view! { <Button compact=true icon="lock" on_press=close attr:data-test="close-form">{t(k::WORKSHOPS_CLOSE_FORM)}</Button> })}
                    </div>
                })}
            </div>
        </Section>
    }
}

#[component]
fn Code(link: String, id: String) -> impl IntoView {
    let copied = link.clone();
    view! {
        <div class="feedback-code"><Qr text=link.clone() label=t(k::WORKSHOPS_CODE)/></div>
        <p class="secret" dir="ltr" data-test="link">{link}</p>
        <div class="cluster">
            <Button compact=true icon="copy" on_press=move |()| { browser::copy(&copied); toast::say(t(k::ACTION_COPIED)); }>{t(k::ACTION_COPY)}</Button>
            <LinkButton compact=true icon="download" href=format!("/workshops/{id}/sheet")>{t(k::WORKSHOPS_PRINT)}</LinkButton>
        </div>
    }
}
