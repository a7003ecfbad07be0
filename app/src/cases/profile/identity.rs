//! What names the person: hidden, each field shown only while it is held.

use leptos::prelude::*;
use yaninda_shared::{cases::CaseRecord, ids::CaseId};

use super::parts::IDENTITY;
use crate::{
    components::HoldToReveal,
    forms::{Spec, value_of},
    i18n::{k, t},
    store::{self, Failure},
};

/// The fields that hold something, each with its own press.
#[component]
pub(super) fn Identity(case: CaseRecord, reveal: bool) -> impl IntoView {
    let id = case.id;
    let filled = IDENTITY.iter().filter(|spec| {
        let name = spec.path.trim_start_matches("identity.");
        case.identity_fields.iter().any(|field| field == name)
    });
    let fields: Vec<_> = filled
        .map(|spec| {
            view! {
                <div>
                    <dt>{t(spec.label)}</dt>
                    <dd>{reveal.then(|| view! { <HoldToReveal of=t(spec.label) reveal=move || field_of(id, spec)/> })}</dd>
                </div>
            }
        })
        .collect();
    let text = t(if fields.is_empty() { k::PROFILE_IDENTITY_EMPTY } else { k::OPEN_PERSON_WHY });
    view! {
        <p class="sm muted">{text}</p>
        {(!fields.is_empty()).then(|| view! { <dl class="facts">{fields}</dl> })}
    }
}

async fn field_of(case: CaseId, spec: &'static Spec) -> Result<String, Failure> {
    let mut record = serde_json::Value::Null;
    crate::forms::set(&mut record, "identity", value_of(&store::cases::reveal(case, false).await?));
    Ok(spec.text(&record).unwrap_or_default())
}
