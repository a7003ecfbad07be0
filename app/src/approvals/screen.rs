//! What waits in the office, decided from the list.

use leptos::prelude::*;
use yaninda_shared::approvals::WaitingApproval;

use super::{row::Waiting, splits::Splits, standing::Standing};
use crate::{
    components::{Empty, LoadedList, PageBar, opened_from},
    i18n::{k, t},
    store,
};

/// `/approvals`.
#[component]
pub fn ApprovalsScreen() -> impl IntoView {
    let (people, offices) = (store::colleagues::list(), store::colleagues::offices());
    let (listing, standing) = (store::approvals::waiting(), Standing::new());
    let waiting = Memo::new(move |_| listing.load().ready().unwrap_or_default());
    let rows = Memo::new(move |_| standing.rows(waiting.get()));
    // A row stays what it is while the others change: what is typed in it, and where the focus is.
    let key = |one: &WaitingApproval| (one.approval.id, one.approval.meta.version);
    let row = move |one: WaitingApproval| {
        view! { <Waiting one=one waiting=waiting standing=standing people=people offices=offices/> }
    };
    let none = move |_: Vec<WaitingApproval>| {
        rows.with(Vec::is_empty)
            .then(|| view! { <Empty icon="done" title=t(k::APPROVALS_NONE) text=t(k::APPROVALS_NONE_TEXT)/> })
    };
    view! {
        <section class="pane pane-on approvals">
            <PageBar title=t(k::APPROVALS_TITLE).to_owned() back=opened_from()/>
            <div class="pane-body">
                <p class="sm muted">{t(k::APPROVALS_FINAL)}</p>
                <Show when=move || rows.with(|rows| !rows.is_empty())>
                    <ul class="card rows"><For each=move || rows.get() key=key children=row/></ul>
                </Show>
                <LoadedList listing=listing view=none/>
                <Splits/>
            </div>
        </section>
    }
}
