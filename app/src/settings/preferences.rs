//! Language, theme, idle lock, keys, and how names are shown.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::users::Locale;

use crate::{
    browser,
    components::{Section, Segmented, SelectField},
    i18n::{self, Label, k, t, tn},
    store::{
        memory::{self, Theme},
        sessions,
    },
};

/// Kept in this browser, the language also in the account.
#[component]
pub(super) fn Preferences() -> impl IntoView {
    let locale = RwSignal::new(i18n::current());
    let theme = RwSignal::new(memory::theme());
    let tap = RwSignal::new(memory::reveal_by_tap());
    let idle = RwSignal::new(memory::idle_minutes().to_string());
    let minutes: Vec<(String, String)> = (1..=10).map(|n| (n.to_string(), tn(k::COUNT_MINUTES, n))).collect();
    // Writes what was chosen where this browser keeps it; no signal.
    Effect::watch(move || idle.get(), |minutes, _, _| memory::set_idle_minutes(minutes.parse().unwrap_or(5)), false);
    let languages = Locale::ALL.iter().map(|locale| (*locale, locale.label().to_owned())).collect::<Vec<_>>();
    let themes = [
        (Theme::Auto, t(k::SETTINGS_THEME_AUTO)),
        (Theme::Light, t(k::SETTINGS_THEME_LIGHT)),
        (Theme::Dark, t(k::SETTINGS_THEME_DARK)),
    ];
    let reveals = [(false, t(k::SETTINGS_REVEAL_HOLD)), (true, t(k::SETTINGS_REVEAL_TAP))];
    let keys = RwSignal::new(memory::shortcuts());
    let on_off = [(true, t(k::SETTINGS_KEYS_ON)), (false, t(k::SETTINGS_KEYS_OFF))];
    let choose_locale = Callback::new(|locale| {
        spawn_local(async move {
            let _ = sessions::choose_locale(locale).await;
        });
    });
    view! {
        <Section title=t(k::SETTINGS_DISPLAY)>
            <div class="card card-pad stack">
                <Segmented legend=t(k::SETTINGS_LANGUAGE) options=languages value=locale on_choose=choose_locale/>
                <Segmented
                    legend=t(k::SETTINGS_THEME)
                    options=themes.map(|(theme, label)| (theme, label.to_owned())).to_vec()
                    value=theme
                    on_choose=Callback::new(memory::set_theme)
                />
                // A phone has none.
                {browser::is_wide().then(|| view! {
                    <Segmented
                        legend=t(k::SETTINGS_KEYS)
                        hint=t(k::SETTINGS_KEYS_HINT).to_owned()
                        options=on_off.map(|(on, label)| (on, label.to_owned())).to_vec()
                        value=keys
                        on_choose=Callback::new(memory::set_shortcuts)
                    />
                })}
            </div>
        </Section>
        <Section title=t(k::SETTINGS_SAFETY)>
            <div class="card card-pad stack">
                <SelectField label=t(k::SETTINGS_IDLE) value=idle options=minutes/>
                <Segmented
                    legend=t(k::SETTINGS_REVEAL)
                    options=reveals.map(|(tap, label)| (tap, label.to_owned())).to_vec()
                    value=tap
                    on_choose=Callback::new(memory::set_reveal_by_tap)
                />
            </div>
        </Section>
    }
}
