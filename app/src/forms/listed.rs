//! Several of a long list: what was chosen stands as chips that can be taken out, a list and a button add one more.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::spec::Options;
use crate::{
    components::{Button, FieldGroup, Icon, SelectField, Size},
    i18n::{k, t, tf},
};

/// In the order they were chosen.
#[component]
pub(super) fn Listed(
    label: &'static str,
    many: RwSignal<Vec<String>>,
    options: Options,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let next = RwSignal::new(String::new());
    let all = StoredValue::new(options.all());
    let rest = Signal::derive(move || {
        let mut rest = all.get_value();
        rest.retain(|(code, _)| many.with(|many| !many.contains(code)));
        rest
    });
    let take = move || {
        let code = next.get_untracked();
        if !code.is_empty() {
            many.update(|many| many.push(code));
            next.set(String::new());
        }
    };
    let chip = move |code: String| {
        let name = options.name(&code);
        let title = tf(k::FORM_REMOVE, &[("what", &name)]);
        view! {
            <li>
                <button type="button" class="chip" aria-label=title on:click=move |_| many.update(|many| many.retain(|one| *one != code))>
                    {name}<Icon name="close" size=Size::Tiny/>
                </button>
            </li>
        }
    };
    view! {
        <FieldGroup legend=label error=error>
            // Going on to the next field adds too: what was chosen is not lost for want of a press.
            <div class="listed" on:focusout=move |event| if !event.related_target().is_some_and(|to| stays(&event, to)) { take() }>
                <div class="grow"><SelectField label=tf(k::FORM_ADD, &[("what", label)]) value=next options=rest empty=t(k::FORM_CHOOSE)/></div>
                <Button icon="plus" off=Signal::derive(move || next.with(String::is_empty)) on_press=move |()| take()>{t(k::ACTION_ADD)}</Button>
            </div>
            <ul class="chips">{move || many.get().into_iter().map(chip).collect_view()}</ul>
        </FieldGroup>
    }
}

/// Whether the focus stays within the element that listens.
fn stays(event: &web_sys::FocusEvent, to: web_sys::EventTarget) -> bool {
    let here = event.current_target().and_then(|here| here.dyn_into::<web_sys::Node>().ok());
    here.is_some_and(|here| here.contains(to.dyn_ref::<web_sys::Node>()))
}
