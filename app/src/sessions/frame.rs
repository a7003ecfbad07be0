//! The frame of every screen before signing in: a form in the middle, language and Leave at the foot.

use leptos::prelude::*;
use yaninda_shared::users::Locale;

use super::leave;
use crate::{
    components::{Button, Icon},
    i18n::{self, Label, k, t},
    store::{memory, session},
};

/// `title` is neutral: it says nothing about the programme.
#[component]
pub(super) fn AuthFrame(
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    #[prop(optional)] icon: Option<&'static str>,
    /// Whether there is something to lock.
    #[prop(optional)]
    lock: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <main class="auth">
            <div class="auth-art" aria-hidden="true">
                <svg viewBox="0 0 560 800" preserveAspectRatio="xMidYMax slice" fill="currentColor">
                    <path d="M0 640C120 520 230 500 330 560s170 40 230-10V800H0z" opacity=".10"></path>
                    <path d="M0 700c90-70 220-110 330-60s170 30 230-20V800H0z" opacity=".14"></path>
                    <path d="M0 760c140-70 300-70 560-20v60H0z" opacity=".2"></path>
                    <circle cx="392" cy="330" r="64" opacity=".12"></circle>
                </svg>
            </div>
            <div class="auth-body">
                <div class="auth-head">
                    <span class="auth-mark"><Icon name=icon.unwrap_or("mark")/></span>
                    <h1>{title}</h1>
                    <p class="muted">{lead}</p>
                </div>
                {children.map(|children| children())}
            </div>
            <footer class="auth-foot">
                <label class="auth-language">
                    <Icon name="globe"/>
                    <span class="visually-hidden">{t(k::SIGNIN_LANGUAGE)}</span>
                    <select on:change=|event| if let Some(locale) = Locale::from_code(&event_target_value(&event)) {
                        memory::set_locale(locale);
                    }>
                        {Locale::ALL.iter().map(|locale| view! {
                            <option value=locale.as_str() lang=locale.as_str() selected=*locale == i18n::current()>{locale.label()}</option>
                        }).collect_view()}
                    </select>
                </label>
                {lock.then(|| view! { <Button icon="lock" compact=true on_press=|()| session::lock()>{t(k::NAV_LOCK)}</Button> })}
                <Button icon="exit" compact=true on_press=|()| leave::leave()>{t(k::NAV_LEAVE)}</Button>
            </footer>
        </main>
    }
}
