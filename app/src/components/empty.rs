//! Nothing to show: a heading, one sentence, one way on.

use leptos::prelude::*;

use super::icon::Icon;

/// Children are the way on, if there is one.
#[component]
pub fn Empty(
    icon: &'static str,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="card empty">
            <Icon name=icon/>
            <h3>{title}</h3>
            {text.map(|text| view! { <p class="sm">{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
}
