//! A record as a list of labels and values. Empty fields are named in one quiet line.

use leptos::prelude::*;
use serde_json::Value;

use super::spec::Spec;
use crate::i18n::{k, t, tf};

/// The values of a record.
#[component]
pub fn Facts(specs: &'static [Spec], record: Value) -> impl IntoView {
    let mut empty = Vec::new();
    let mut shown = Vec::new();
    for spec in specs {
        let label = t(spec.label);
        let Some(text) = spec.text(&record) else {
            empty.push(label);
            continue;
        };
        let dir = if spec.is_ltr() { "ltr" } else { "auto" };
        shown.push(view! { <div><dt>{label}</dt><dd><span dir=dir>{text}</span></dd></div> });
    }
    let some = !shown.is_empty();
    view! {
        {some.then(|| view! { <dl class="facts">{shown}</dl> })}
        {(!empty.is_empty()).then(|| view! {
            <p class="facts-empty">{tf(k::PROFILE_NOT_RECORDED, &[("fields", &empty.join(t(k::FORM_COMMA)))])}</p>
        })}
    }
}
