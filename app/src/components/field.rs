//! The frame of every input: label, hint and error, tied together for readers.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::icon::{Icon, Size};
use crate::{
    i18n::{k, t},
    store::Failure,
};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A name for an element that is used once in the page.
pub fn unique(stem: &str) -> String {
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What the control inside must carry: `id`, `aria-describedby`, `aria-invalid`.
#[derive(Clone)]
pub struct FieldAria {
    pub id: String,
    pub described_by: Signal<Option<String>>,
    pub invalid: Signal<Option<&'static str>>,
}

/// The error of one field of a failed save: `error=error_of(failure, "profile.birth_year")`.
#[must_use]
pub fn error_of(failure: RwSignal<Option<Failure>>, path: impl Into<String>) -> Signal<Option<String>> {
    let path = path.into();
    Signal::derive(move || failure.with(|failure| failure.as_ref()?.field(&path).map(str::to_owned)))
}

/// An error until its field is edited: what is being mended is no longer held against anybody. `edits` counts the edits.
fn standing(error: Signal<Option<String>>, edits: RwSignal<u32>) -> Signal<Option<String>> {
    // The error, the edits there were when it came, and those there are now.
    let came = Memo::new(move |before: Option<&(Option<String>, u32, u32)>| {
        let (error, now) = (error.get(), edits.get());
        match before {
            Some((same, came, seen)) if *seen != now && *same == error => (error, *came, now),
            _ => (error, now, now),
        }
    });
    Signal::derive(move || came.with(|(error, came, now)| error.clone().filter(|_| came == now)))
}

/// Label, control, hint, error. The child gets a [`FieldAria`]: `<Field label=… let:aria> … </Field>`.
#[component]
pub fn Field<F, V>(
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    children: F,
) -> impl IntoView
where
    F: FnOnce(FieldAria) -> V,
    V: IntoView + 'static,
{
    let edits = RwSignal::new(0);
    let error = standing(error, edits);
    let id = unique("field");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), hint.is_some());
        Signal::derive(move || match (has_hint, error.with(Option::is_some)) {
            (true, true) => Some(format!("{hint_id} {error_id}")),
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (false, false) => None,
        })
    };
    let invalid = Signal::derive(move || error.with(Option::is_some).then_some("true"));
    let aria = FieldAria { id: id.clone(), described_by, invalid };
    view! {
        <div class="field" on:input=move |_| edits.update(|edits| *edits += 1)>
            <label class="field-label" for=id>
                {label}
                {optional.then(|| view! { <span class="field-optional">" "{t(k::STATE_OPTIONAL)}</span> })}
            </label>
            {children(aria)}
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {move || error.get().map(|error| view! {
                <p class="field-error" id=error_id.clone()><Icon name="alert" size=Size::Small/>{error}</p>
            })}
        </div>
    }
}

/// Several controls under one name: legend, controls, hint, error.
#[component]
pub fn FieldGroup(
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let edits = RwSignal::new(0);
    let error = standing(error, edits);
    let error_id = unique("group-error");
    let described = error_id.clone();
    view! {
        <fieldset
            class="field"
            on:input=move |_| edits.update(|edits| *edits += 1)
            aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
            data-invalid=move || error.with(Option::is_some).then_some("")
        >
            <legend class="field-label">{legend}</legend>
            {hint.filter(|hint| !hint.is_empty()).map(|hint| view! { <p class="field-hint">{hint}</p> })}
            {children()}
            {move || error.get().map(|error| view! {
                <p class="field-error" id=error_id.clone()><Icon name="alert" size=Size::Small/>{error}</p>
            })}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_stands_until_the_field_is_edited_and_comes_again_with_the_next_refusal() {
        let owner = Owner::new();
        owner.set();
        let (said, edits) = (RwSignal::new(None), RwSignal::new(0));
        let shown = standing(said.into(), edits);
        assert_eq!(shown.get_untracked(), None);
        let wrong = Some("wrong".to_owned());
        said.set(wrong.clone());
        assert_eq!(shown.get_untracked(), wrong);
        edits.set(1);
        assert_eq!(shown.get_untracked(), None);
        edits.set(2);
        assert_eq!(shown.get_untracked(), None);
        said.set(wrong.clone());
        assert_eq!(shown.get_untracked(), wrong);
        edits.set(3);
        said.set(Some("other".to_owned()));
        assert_eq!(shown.get_untracked().as_deref(), Some("other"));
    }
}
