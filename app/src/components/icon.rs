//! A symbol of the sprite in the page. Always decoration: the word stands beside it or in `aria-label`.

use leptos::prelude::*;

/// Size of an icon: 24, 20 or 16 px at the default text size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    #[default]
    Normal,
    Small,
    Tiny,
}

/// `<Icon name="lock"/>`; arrows mirror in right-to-left text.
#[component]
pub fn Icon(#[prop(into)] name: Signal<&'static str>, #[prop(optional)] size: Size) -> impl IntoView {
    let class = move || {
        let size = match size {
            Size::Normal => "",
            Size::Small => " icon-s",
            Size::Tiny => " icon-xs",
        };
        let mirrored = if matches!(name.get(), "chev" | "back" | "exit" | "del") { " icon-dir" } else { "" };
        format!("icon{size}{mirrored}")
    };
    view! { <svg class=class aria-hidden="true" focusable="false"><use href=move || format!("#i-{}", name.get())></use></svg> }
}
