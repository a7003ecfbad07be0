//! The questions of a knowledge check, as they are written.

use leptos::prelude::*;
use yaninda_shared::{
    values::{ShortText, ValueError},
    workshops::{MOST_CHOICES, MOST_QUESTIONS, Question},
};

use super::form::Form;
use crate::{
    components::{Button, Kind, Refused, SelectField, TextArea, TextField, error_of},
    i18n::{k, t, tf},
};

/// One question. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    text: RwSignal<String>,
    /// One choice a line.
    choices: RwSignal<String>,
    /// Which of them is right, counted from 1.
    right: RwSignal<String>,
}

impl Asked {
    fn blank() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            choices: RwSignal::new(String::new()),
            right: RwSignal::new("1".to_owned()),
        }
    }

    pub(super) fn of(question: &Question) -> Self {
        let choices: Vec<&str> = question.choices.iter().map(ShortText::as_str).collect();
        Self {
            text: RwSignal::new(question.text.as_str().to_owned()),
            choices: RwSignal::new(choices.join("\n")),
            right: RwSignal::new((question.right + 1).to_string()),
        }
    }

    /// As it is sent.
    pub(super) fn read(self, at: usize, refused: &mut Refused) -> Option<Question> {
        let field = |name: &str| format!("questions[{at}].{name}");
        let text = refused.check(&field("text"), ShortText::parse(&self.text.get_untracked()));
        let lines = self.choices.get_untracked();
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        let choices: Result<Vec<ShortText>, ValueError> = lines.map(ShortText::parse).collect();
        let choices = refused.check(&field("choices"), choices);
        let right = self.right.get_untracked().parse::<u8>().ok().and_then(|right| right.checked_sub(1));
        Some(Question { text: text?, choices: choices?, right: right.unwrap_or(0) })
    }
}

/// All of them, and adding one.
#[component]
pub(super) fn Questions(form: Form) -> impl IntoView {
    let add = move |()| {
        let asked = form.lasting(Asked::blank);
        form.questions.update(|all| all.push(asked));
    };
    let full = move || form.questions.with(|all| all.len() >= MOST_QUESTIONS);
    let rights = || (1..=MOST_CHOICES).map(|right| (right.to_string(), right.to_string())).collect::<Vec<_>>();
    view! {
        <p class="sm muted">{t(k::WORKSHOPS_QUESTIONS_HINT)}</p>
        {move || form.questions.get().into_iter().enumerate().map(|(at, one)| {
            let error = move |name: &str| error_of(form.saved.failure, format!("questions[{at}].{name}"));
            let remove = move |()| form.questions.update(|all| { if at < all.len() { all.remove(at); } });
            view! {
                <fieldset class="question stack-s" data-test="question">
                    <legend class="sm">{tf(k::WORKSHOPS_QUESTION, &[("number", &(at + 1).to_string())])}</legend>
                    <TextField label=t(k::WORKSHOPS_QUESTION_TEXT) value=one.text error=error("text")/>
                    <TextArea label=t(k::WORKSHOPS_CHOICES) hint=t(k::WORKSHOPS_CHOICES_HINT) value=one.choices error=error("choices")/>
                    <SelectField label=t(k::WORKSHOPS_RIGHT) value=one.right options=rights() error=error("right")/>
                    <Button kind=Kind::Quiet compact=true icon="trash" on_press=remove>{t(k::ACTION_REMOVE)}</Button>
                </fieldset>
            }
        }).collect_view()}
        <Show when=move || !full()>
            <Button compact=true icon="plus" on_press=add attr:data-test="add-question">{t(k::WORKSHOPS_ADD_QUESTION)}</Button>
        </Show>
    }
}
