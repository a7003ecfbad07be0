//! Where the focus goes: back to what opened something, or to the first field that was refused.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use crate::{browser, store::Failure};

/// Controls that say they are refused.
const REFUSED: &str = ":is([aria-invalid=true], [data-invalid] :is(input, select), :invalid:not(form, fieldset))";

/// The element that had the focus when something opened over it. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Opener(StoredValue<Option<web_sys::Element>, LocalStorage>);

impl Opener {
    /// What has the focus now.
    pub(super) fn now() -> Self {
        Self(StoredValue::new_local(browser::document().and_then(|document| document.active_element())))
    }

    /// Gives the focus back.
    pub(super) fn back(self) {
        self.0.try_with_value(|element| {
            element.as_ref()?.dyn_ref::<web_sys::HtmlElement>().map(web_sys::HtmlElement::focus)
        });
    }
}

/// Whether nothing has the focus.
pub fn is_focus_lost() -> bool {
    let active = browser::document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
}

/// Moves the focus to the first element that matches; not before what was changed now is drawn.
pub async fn focus_first(selector: &str) {
    browser::sleep(0).await;
    let found = browser::document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves the focus to the first refused field, of the dialog if one is open.
pub async fn focus_refused() {
    let open = browser::document()
        .is_some_and(|document| matches!(document.query_selector(&["dialog[open] ", REFUSED].concat()), Ok(Some(_))));
    focus_first(&[if open { "dialog[open] " } else { "" }, REFUSED].concat()).await;
}

/// Does so whenever this failure names a field.
pub fn focus_when_refused(failure: RwSignal<Option<Failure>>) {
    Effect::new(move || {
        if failure.with(|failure| failure.as_ref().is_some_and(|failure| !failure.fields.is_empty())) {
            spawn_local(async {
                browser::sleep(0).await;
                focus_refused().await;
            });
        }
    });
}
