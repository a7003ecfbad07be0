//! The password again, then the paper.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{case_file::CaseFileWish, ids::CaseId, policy::StepUp};

use crate::{
    components::toast,
    i18n::{k, t},
    object_url::save,
    sessions::StepUpSheet,
    store,
};

/// Open while the password is wanted for the paper of this case that was wished for.
#[component]
pub fn ProveSheet(open: RwSignal<bool>, wish: RwSignal<Option<(CaseId, CaseFileWish)>>) -> impl IntoView {
    let make = move |()| {
        open.set(false);
        let Some((case, wish)) = wish.get_untracked() else { return };
        toast::say(t(k::CASE_FILE_MAKING));
        spawn_local(async move {
            match store::cases::case_file(case, &wish).await {
                Ok(file) => {
                    save(&file.into(), "document.pdf").await;
                    toast::say(t(k::CASE_FILE_MADE));
                }
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    view! { <StepUpSheet open=open purpose=StepUp::CaseFile on_done=make/> }
}
