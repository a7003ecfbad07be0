//! Rows in a card, and the section around it. The whole row is the target.

use leptos::prelude::*;

/// A card that holds rows; children are `<Row>`s.
#[component]
pub fn Rows(children: Children) -> impl IntoView {
    view! { <ul class="card rows">{children()}</ul> }
}

/// One row: a link if it has `href`. `current` marks the one that is open beside the list.
#[component]
pub fn Row(
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] current: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let inner = match href {
        Some(href) => view! {
            <a class="row" href=href aria-current=move || current.get().then_some("true")>{children()}</a>
        }
        .into_any(),
        None => view! { <div class="row">{children()}</div> }.into_any(),
    };
    view! { <li>{inner}</li> }
}

/// A heading with what belongs to it; `action` stands at its end.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional, into)] count: Option<String>,
    #[prop(optional)] action: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{title}</h2>
                {count.map(|count| view! { <span class="section-count num">{count}</span> })}
                {action.map(|action| view! { <span class="section-action">{action}</span> })}
            </div>
            {children()}
        </section>
    }
}
