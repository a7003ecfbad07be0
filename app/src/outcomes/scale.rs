//! The scale of a domain: five steps, each with a plain sentence, or why there is none. One group of radios: arrows move
//! through all of it, and a reader hears the sentence of each step.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::outcomes::{OutcomeDomain, Score, Unrated};

use super::form::Said;
use crate::{
    components::{Button, FieldGroup, Kind, focus_first},
    i18n::{self, Label, k, t},
};

/// `who` makes the name of the group: one domain has two scales.
#[component]
pub(super) fn Scale(
    #[prop(into)] legend: String,
    who: &'static str,
    domain: OutcomeDomain,
    said: RwSignal<Said>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name = ["scale", domain.as_str(), who].join("-");
    let radio = |option: Said| {
        view! {
            <input
                type="radio"
                name=name.clone()
                prop:checked=move || said.get() == option
                on:change=move |_| said.set(option)
            />
        }
    };
    // The button goes with the answer.
    let first = StoredValue::new(["input[name=\"", &name, "\"]"].concat());
    let clear = Callback::new(move |()| {
        said.set(Said::Nothing);
        let first = first.get_value();
        spawn_local(async move { focus_first(&first).await });
    });
    let scores: Vec<Score> = (Score::MIN..=Score::MAX).filter_map(|step| Score::new(step.into()).ok()).collect();
    let ends = [scores.first(), scores.last()].map(|score| score.map(|score| i18n::score(*score)));
    let steps = scores.into_iter().map(|score| {
        view! {
            <label>
                {radio(Said::Score(score))}
                <span>
                    {score.get().to_string()}
                    <span class="visually-hidden">" "{i18n::score(score)}". "{i18n::anchor(domain, score)}</span>
                </span>
            </label>
        }
    });
    let steps = steps.collect_view();
    let ends = ends.map(|end| view! { <span>{end}</span> }).collect_view();
    let reasons = Unrated::ALL.iter().map(|why| {
        view! { <label class="chip">{radio(Said::Unrated(*why))}<span>{why.label()}</span></label> }
    });
    let reasons = reasons.collect_view();
    view! {
        <FieldGroup legend=legend error=error>
            <div>
                <div class="scale">{steps}</div>
                <div class="scale-ends" aria-hidden="true">{ends}</div>
            </div>
            {move || said.get().score().map(|score| view! {
                <p class="note" aria-hidden="true"><span>
                    <b>{score.get().to_string()}{t(k::FORM_COMMA)}{i18n::score(score)}"."</b>" "{i18n::anchor(domain, score)}
                </span></p>
            })}
            <div class="chips">
                {reasons}
                {move || (said.get() != Said::Nothing).then(|| view! {
                    <Button kind=Kind::Quiet compact=true on_press=clear>{t(k::OUTCOMES_CLEAR)}</Button>
                })}
            </div>
        </FieldGroup>
    }
}

/// All steps of a domain with their sentences, to read before one is chosen.
#[component]
pub(super) fn Anchors(domain: OutcomeDomain) -> impl IntoView {
    let scores = (Score::MIN..=Score::MAX).filter_map(|step| Score::new(step.into()).ok());
    view! {
        <details class="anchors">
            <summary class="sm">{t(k::OUTCOMES_WHAT_STEPS_MEAN)}</summary>
            <dl class="stack-s sm">
                {scores.map(|score| view! {
                    <div>
                        <dt><strong>{score.get().to_string()}" "{i18n::score(score)}</strong></dt>
                        <dd>{i18n::anchor(domain, score)}</dd>
                    </div>
                }).collect_view()}
            </dl>
        </details>
    }
}
