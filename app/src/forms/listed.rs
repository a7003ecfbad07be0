//! Several of a long list: what was chosen stands as chips that can be taken out, a list adds one more.

use leptos::prelude::*;

use super::spec::Options;
use crate::{
    components::{FieldGroup, Icon, SelectField, Size},
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
    let take = move |code: String| {
        many.update(|many| many.push(code));
        next.set(String::new());
    };
    Effect::watch(
        move || next.get(),
        move |code, _, _| {
            if !code.is_empty() {
                take(code.clone())
            }
        },
        false,
    );
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
            <ul class="chips">{move || many.get().into_iter().map(chip).collect_view()}</ul>
            <SelectField label=tf(k::FORM_ADD, &[("what", label)]) value=next options=rest empty=t(k::FORM_CHOOSE)/>
        </FieldGroup>
    }
}
