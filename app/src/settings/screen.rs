//! The settings screen.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::policy::{Action, Relation};

use super::{
    calendar::Calendar, devices::Devices, password::ChangePassword, preferences::Preferences, second_step::SecondStep,
};
use crate::{
    components::{Button, PageBar, Places, Section},
    i18n::{Label, k, t},
    store::session,
};

/// Everything about one's own account and this browser.
#[component]
pub fn SettingsScreen() -> impl IntoView {
    let me = session::me();
    let who = me.map(|me| format!("{} · {} · {}", me.name.as_str(), me.role.label(), me.office_name.as_str()));
    view! {
        <section class="pane pane-on settings">
            <PageBar title=t(k::SETTINGS_TITLE).to_owned() subtitle=who.unwrap_or_default()/>
            <div class="pane-body">
                <Preferences/>
                <SecondStep/>
                <ChangePassword/>
                <Devices/>
                {session::may(Action::AgendaRead, Relation::Office).then(|| view! { <Calendar/> })}
                <Places/>
                <Section title=t(k::SETTINGS_ACCOUNT)>
                    <p class="sm muted">{t(k::SETTINGS_SIGN_OUT_HINT)}</p>
                    <div><Button icon="exit" on_press=|()| spawn_local(session::sign_out())>{t(k::SETTINGS_SIGN_OUT)}</Button></div>
                </Section>
            </div>
        </section>
    }
}
