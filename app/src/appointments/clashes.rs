//! What else stands at the same time, for who attends and for the person: a warning, never a refusal.

use leptos::prelude::*;
use yaninda_shared::appointments::{Clash, Whose};

use super::fields::answer;
use crate::{
    components::{Note, Tone},
    format,
    i18n::{k, tf},
    store::appointments::Checked,
};

/// One line a clash; nothing if the time is free.
#[component]
pub(super) fn Clashes(checked: Checked) -> impl IntoView {
    // Told anew only when it changes, or a reader would hear it at every key.
    let clashes = Memo::new(move |_| answer(checked).map(|check| check.clashes).unwrap_or_default());
    view! {
        <div role="status" data-test="clashes">{move || {
            let clashes = clashes.get();
            (!clashes.is_empty()).then(|| view! {
                <Note tone=Tone::Due icon="clock">
                    <ul>{clashes.iter().map(|clash| view! { <li>{words(clash)}</li> }).collect_view()}</ul>
                </Note>
            })
        }}</div>
    }
}

fn words(clash: &Clash) -> String {
    let key = match clash.whose {
        Whose::Worker => k::APPOINTMENTS_CLASH_WORKER,
        Whose::Person => k::APPOINTMENTS_CLASH_PERSON,
    };
    tf(key, &[("from", &format::day_time(clash.starts)), ("to", &format::time(clash.ends))])
}
