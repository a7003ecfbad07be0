//! What every form shares: reading typed texts into checked values, and saying what was refused.

use leptos::{ev::SubmitEvent, html, prelude::*};
use yaninda_shared::{
    problem::{Code, FieldError},
    values::{LongText, ShortText, ValueError},
};

use super::{
    button::{Button, Kind},
    focus::{Opener, focus_when_refused, is_focus_lost},
    loaded::FailureNote,
    unsaved,
};
use crate::{
    i18n::{k, t},
    store::{Failure, Sending, Why, sending},
};

/// What a save met: named in full if it is about no field, else that some need another look. Nothing while what somebody
/// else saved is shown beside it.
pub fn refused_save(failure: Option<Failure>) -> Option<AnyView> {
    let failure = failure?;
    if failure.is(Code::Stale) && failure.current.is_some() {
        return None;
    }
    Some(if failure.fields.is_empty() {
        view! { <FailureNote failure=failure/> }.into_any()
    } else {
        view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
    })
}

/// Collects what is refused while a form is read.
#[derive(Default)]
pub struct Refused(Vec<FieldError>);

impl Refused {
    /// Notes a field.
    pub fn refuse(&mut self, field: &str, why: ValueError) {
        self.0.push(FieldError::new(field, why));
    }

    /// The value, or nothing and a note of its field.
    pub fn check<T>(&mut self, field: &str, value: Result<T, ValueError>) -> Option<T> {
        value.map_err(|why| self.refuse(field, why)).ok()
    }

    /// One line that may be left empty.
    pub fn short(&mut self, field: &str, typed: RwSignal<String>) -> Option<ShortText> {
        let typed = typed.get_untracked();
        if typed.trim().is_empty() { None } else { self.check(field, ShortText::parse(&typed)) }
    }

    /// Several lines that may be left empty.
    pub fn long(&mut self, field: &str, typed: RwSignal<String>) -> Option<LongText> {
        let typed = typed.get_untracked();
        if typed.trim().is_empty() { None } else { self.check(field, LongText::parse(&typed)) }
    }

    /// What was refused, if no draft could be made at all.
    #[must_use]
    pub fn failure(self) -> Failure {
        Failure::invalid(self.0)
    }

    /// The draft, if neither reading nor its own check refused anything.
    pub fn finish<T>(mut self, draft: T, checked: Result<(), Vec<FieldError>>) -> Result<T, Failure> {
        self.0.extend(checked.err().unwrap_or_default());
        if self.0.is_empty() { Ok(draft) } else { Err(Failure::invalid(self.0)) }
    }
}

/// A form that the browser neither fills in nor writes down. Browsers keep what stands in fields in their record of open
/// tabs, readable on the phone's disk, unless told `autocomplete="off"`: Chromium asks the form of a text area or a choice,
/// Firefox the field itself.
#[component]
pub fn PrivateForm(
    class: &'static str,
    /// Called instead of sending the form anywhere.
    submit: impl Fn() + 'static,
    /// While what was sent is under way nothing can be changed: it would be lost when the answer closes the form.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional)] node_ref: NodeRef<html::Form>,
    children: Children,
) -> impl IntoView {
    let sent_from = StoredValue::new_local(None::<Opener>);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        sent_from.set_value(Some(Opener::now()));
        submit();
    };
    // What cannot be changed cannot have the focus either.
    Effect::new(move |was: Option<bool>| {
        let busy = busy.get();
        if was == Some(true) && !busy && is_focus_lost() {
            sent_from.get_value().inspect(|opener| opener.back());
        }
        busy
    });
    view! {
        <form class=class autocomplete="off" inert=move || busy.get() node_ref=node_ref on:submit=on_submit>{children()}</form>
    }
}

/// A text as a field holds it.
#[must_use]
pub fn typed(text: Option<&ShortText>) -> RwSignal<String> {
    RwSignal::new(text.map_or_else(String::new, |text| text.as_str().to_owned()))
}

/// What went wrong, if it is not about single fields and not answered by [`crate::timeline::Stale`]; then Save, or the
/// buttons that are its children. It also guards what is typed in its form, and leads to the first refused field.
#[component]
pub fn SaveBar(
    failure: RwSignal<Option<Failure>>,
    #[prop(into)] busy: Signal<bool>,
    /// Whether something is typed in the form.
    typed: RwSignal<bool>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    unsaved::watch_form_of(bar, typed);
    focus_when_refused(failure);
    let said = move || {
        let failure = failure.get()?;
        if failure.why == Why::Offline && sending() != Sending::Offline {
            return None;
        }
        Some(if !failure.fields.is_empty() {
            view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
        } else if failure.is(Code::Stale) && failure.current.is_some() {
            ().into_any()
        } else {
            view! { <FailureNote failure=failure/> }.into_any()
        })
    };
    let buttons = match children {
        Some(children) => children(),
        None => view! {
            <Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::ACTION_SAVE)}</Button>
        }
        .into_any(),
    };
    view! { <div class="save-bar" node_ref=bar>{said}{buttons}</div> }
}
