//! Marking a task as done, by one press.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::ids::CaseId;

use crate::{
    components::{Button, toast},
    i18n::{k, t},
    store,
};

/// The button of a task that its id is known of.
#[component]
pub fn Done(case: CaseId, task: Uuid) -> impl IntoView {
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::tasks::done(case, task).await {
                Ok(true) => toast::say(t(k::TASKS_DONE_SAID)),
                Ok(false) => toast::say(t(k::TASKS_DONE_ALREADY)),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    view! { <Button compact=true icon="check" busy=busy on_press=press attr:data-test="task-done">{t(k::TASKS_DONE)}</Button> }
}
