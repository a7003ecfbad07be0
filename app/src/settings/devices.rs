//! Where this account is signed in, and ending it there.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{ids::DeviceId, sessions::DeviceRecord};

use crate::{
    components::{Button, Dialog, Icon, Loaded, Row, Rows, Section, Tag, Tone, toast},
    format,
    i18n::{k, t, tf},
    store::{session, sessions},
};

/// The list with the question before signing one out.
#[component]
pub(super) fn Devices() -> impl IntoView {
    let asked = RwSignal::new(None::<DeviceRecord>);
    let open = RwSignal::new(false);
    let ask = Callback::new(move |device: DeviceRecord| {
        asked.set(Some(device));
        open.set(true);
    });
    let end = move |()| {
        if let Some(device) = asked.get_untracked() {
            spawn_local(end_device(device.id, device.current));
        }
    };
    view! {
        <Section title=t(k::SETTINGS_DEVICES)>
            <Loaded reading=sessions::devices() view={move |devices: Vec<DeviceRecord>| view! {
                <Rows>{devices.into_iter().map(|device| view! { <Device device=device ask=ask/> }).collect_view()}</Rows>
            }}/>
        </Section>
        <Dialog
            open=open
            title=t(k::SETTINGS_DEVICE_END_TITLE)
            text=t(k::SETTINGS_DEVICE_END_TEXT)
            confirm=t(k::SETTINGS_DEVICE_END)
            on_confirm=end
        />
    }
}

async fn end_device(device: DeviceId, current: bool) {
    match sessions::end_device(device).await {
        Ok(()) if current => session::ended(),
        Ok(()) => toast::say(t(k::SETTINGS_DEVICE_ENDED)),
        Err(failure) => toast::say(failure.message()),
    }
}

#[component]
fn Device(device: DeviceRecord, ask: Callback<DeviceRecord>) -> impl IntoView {
    let seen = tf(k::SETTINGS_DEVICE_SEEN, &[("when", &format::instant(device.last_seen_at))]);
    let phone = device.label.as_str().contains("Android") || device.label.as_str().contains("iPhone");
    let (current, ended) = (device.current, device.ended);
    let label = device.label.as_str().to_owned();
    view! {
        <Row>
            <span class="row-icon"><Icon name=if phone { "device" } else { "desktop" }/></span>
            <span class="grow">
                <span class="row-title">{label}</span>
                <span class="row-text">{seen}</span>
            </span>
            {current.then(|| view! { <Tag tone=Tone::Good icon="done" text=t(k::SETTINGS_DEVICE_CURRENT)/> })}
            {if ended {
                view! { <Tag text=t(k::SETTINGS_DEVICE_ENDED)/> }.into_any()
            } else {
                view! { <Button compact=true on_press=move |()| ask.run(device.clone())>{t(k::SETTINGS_DEVICE_END)}</Button> }.into_any()
            }}
        </Row>
    }
}
