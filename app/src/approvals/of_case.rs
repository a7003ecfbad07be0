//! What stands above a case while somebody wants it to move.

use leptos::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalRecord, ApprovalState},
    ids::CaseId,
    policy::{Action, Relation},
};

use super::{
    take_back::TakeBack,
    words::{waits_for, what},
};
use crate::{
    components::{LinkButton, Note, Tone},
    i18n::{k, t, tf},
    store::{self, session},
};

/// Nothing while nobody does.
#[component]
pub fn TransferNote(case: CaseId) -> impl IntoView {
    let requests = store::approvals::of_case(Signal::stored(Some(case)));
    let (people, offices) = (store::colleagues::list(), store::colleagues::offices());
    let waits = move || {
        let all = requests.get().unwrap_or_default();
        all.into_iter().find(|one| one.kind == ApprovalKind::Transfer && one.state == ApprovalState::Waiting)
    };
    move || {
        waits().map(|one: ApprovalRecord| {
            let me = session::me().map(|me| me.id);
            let mine = me == Some(one.meta.created_by);
            let decides =
                !mine && session::may(Action::ApprovalDecide, Relation::Office) && me.is_some_and(|me| one.independent_of(me));
            let by = one.meta.created_by;
            let asked = {
                let one = one.clone();
                move || {
                    let (name, to) = (store::colleagues::name(people, by), what(&one, None, offices));
                    tf(k::APPROVALS_TRANSFER_ASKED, &[("name", &name), ("to", &to)])
                }
            };
            view! {
                <Note tone=Tone::Wait>
                    <p data-test="transfer-waits">{asked}</p>
                    {(!decides).then(|| view! { <p class="muted">{waits_for(&one)}</p> })}
                    {decides.then(|| view! { <LinkButton href="/approvals" compact=true>{t(k::APPROVALS_DECIDE)}</LinkButton> })}
                    {mine.then(|| view! { <TakeBack request=one.clone()/> })}
                </Note>
            }
        })
    }
}
