//! A calm box with one thing to know.

use leptos::prelude::*;

use super::{icon::Icon, toast};

/// Tone of a note or tag; always with a word and an icon, never colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Wait,
    Due,
    Stop,
}

impl Tone {
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Due => "due",
            Self::Stop => "stop",
        }
    }
}

/// `alert` reads it out at once: only for a refusal after an action. What was said before gives way to it.
#[component]
pub fn Note(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional)] alert: bool,
    children: Children,
) -> impl IntoView {
    if alert {
        toast::clear();
    }
    let icon = icon.unwrap_or(match tone {
        Tone::Plain | Tone::Wait => "info",
        Tone::Good => "done",
        Tone::Due | Tone::Stop => "alert",
    });
    view! {
        <div class=format!("note note-{}", tone.suffix()) role=alert.then_some("alert")>
            <Icon name=icon/>
            <div class="grow">{children()}</div>
        </div>
    }
}
