//! Buttons. A button that is off stays focusable and says why: `aria-disabled` plus a visible reason.

use leptos::{ev::MouseEvent, prelude::*};

use super::icon::{Icon, Size};
use crate::i18n::{k, t};

/// Look of a button: one `Primary` a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    Primary,
    Soft,
    #[default]
    Line,
    Quiet,
    Stop,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-p",
            Self::Soft => "button button-s",
            Self::Line => "button button-l",
            Self::Quiet => "button button-q",
            Self::Stop => "button button-x",
        }
    }
}

fn class(kind: Kind, wide: bool, compact: bool) -> String {
    format!("{}{}{}", kind.class(), if wide { " button-w" } else { "" }, if compact { " button-c" } else { "" })
}

/// A button. `submit` makes it the form's; then `on_press` may be left out. While `busy` the icon turns and presses
/// do nothing. `off` refuses presses; show the reason near it.
#[component]
pub fn Button(
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] off: Signal<bool>,
    #[prop(optional)] submit: bool,
    #[prop(optional)] wide: bool,
    #[prop(optional)] compact: bool,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let inert = move || busy.get() || off.get();
    let press = move |event: MouseEvent| {
        if inert() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let shown = Signal::derive(move || if busy.get() { Some("sync") } else { icon });
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class(kind, wide, compact)
            class:button-busy=move || busy.get()
            aria-disabled=move || inert().then_some("true")
            on:click=press
        >
            {move || shown.get().map(|name| view! { <Icon name=name size=Size::Small/> })}
            {children()}
        </button>
    }
}

/// A button with an icon only; `label` is read out.
#[component]
pub fn IconButton(
    icon: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] lined: bool,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="icon-button" class:icon-button-l=lined title=label.clone() aria-label=label on:click=move |_| on_press.run(())>
            <Icon name=icon/>
        </button>
    }
}

/// "Edit" at the end of a heading; `label` is read out and says what, beginning with the same word.
#[component]
pub fn EditButton(#[prop(into)] label: String, #[prop(into)] on_press: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="button button-q button-c" aria-label=label on:click=move |_| on_press.run(())>
            <Icon name="edit" size=Size::Small/>
            {t(k::ACTION_EDIT)}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional)] compact: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=class(kind, false, compact) href=href>
            {icon.map(|name| view! { <Icon name=name size=Size::Small/> })}
            {children()}
        </a>
    }
}
