//! Taking one's own request back by one press.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::approvals::{ApprovalRecord, ApprovalState};

use crate::{
    components::{Button, toast},
    i18n::{k, t},
    store,
};

/// The button. `done` hears how the request stands then.
#[component]
pub(super) fn TakeBack(
    request: ApprovalRecord,
    #[prop(optional)] done: Option<Callback<ApprovalState>>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let request = StoredValue::new(request);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::approvals::take_back(&request.get_value()).await {
                Ok(_) => {
                    toast::say(t(k::STATE_SAVED));
                    done.and_then(|done| done.try_run(ApprovalState::TakenBack));
                }
                // Said in passing: it may be decided by now, and then this row is another one.
                Err(why) => toast::say(why.message()),
            }
            busy.try_set(false);
        });
    };
    view! { <Button compact=true icon="back" busy=busy on_press=press attr:data-test="take-back">{t(k::TEAM_TAKE_BACK)}</Button> }
}
