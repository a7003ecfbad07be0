//! The "…" of a case: a sheet of what can be done, which becomes the form of what was chosen.

use leptos::prelude::*;
use yaninda_shared::{
    case_file::CaseFileWish,
    cases::CaseRecord,
    policy::{Action, Relation},
};

use super::{
    close::{AskToClose, ChangeStatus, TakeBack},
    decide::Decide,
    people::People,
    reason::ReopenCase,
    steps::{Doing, Step, offered},
    transfer::MoveCase,
};
use crate::{
    case_file::{AskForCaseFile, ProveSheet},
    components::{Icon, IconButton, Sheet},
    i18n::{k, t},
    store::session,
};

/// Opens the menu.
#[component]
pub(in crate::cases) fn MenuButton(doing: Doing) -> impl IntoView {
    view! {
        <IconButton icon="more" label=t(k::TEAM_MENU) on_press=move |()| doing.start(Step::Menu) attr:aria-haspopup="dialog" attr:data-test="case-menu"/>
    }
}

/// The sheet; its content is made anew for each step.
#[component]
pub(in crate::cases) fn TeamSheet(doing: Doing) -> impl IntoView {
    let title = Signal::derive(move || doing.step.get().title().to_owned());
    // Made anew when the case has come, not when it is read again: something may be typed by then.
    let here = Memo::new(move |_| doing.record.get().is_some());
    // The form of the paper goes before the password is asked for: one sheet at a time.
    let (wish, proving) = (RwSignal::new(None), RwSignal::new(false));
    let content = move || {
        let step = doing.step.get();
        let case = here.get().then(|| doing.case())??;
        Some(match step {
            Step::Menu => view! { <Choices case=case doing=doing/> }.into_any(),
            Step::People => view! { <People record=doing.record/> }.into_any(),
            Step::Status => view! { <ChangeStatus doing=doing/> }.into_any(),
            Step::AskToClose => view! { <AskToClose doing=doing/> }.into_any(),
            Step::TakeBack => view! { <TakeBack doing=doing/> }.into_any(),
            Step::Decide => view! { <Decide case=case doing=doing/> }.into_any(),
            Step::Reopen => view! { <ReopenCase doing=doing/> }.into_any(),
            Step::Transfer => view! { <MoveCase case=case doing=doing/> }.into_any(),
            Step::CaseFile => {
                let id = case.id;
                let done = move |wished: CaseFileWish| {
                    wish.set(Some((id, wished)));
                    doing.close();
                    proving.set(true);
                };
                view! { <AskForCaseFile case=case on_done=done/> }.into_any()
            }
        })
    };
    view! {
        <Sheet open=doing.open title=title>{content}</Sheet>
        <ProveSheet open=proving wish=wish/>
    }
}

#[component]
fn Choices(case: CaseRecord, doing: Doing) -> impl IntoView {
    let id = case.id;
    let steps = session::me().map(|me| offered(me.role, me.id, &case)).unwrap_or_default();
    view! {
        <div class="sheet-body">
            <ul class="card rows">
                {steps.into_iter().map(|step| view! {
                    <li><button type="button" class="row" on:click=move |_| doing.step.set(step)>
                        <span class="row-icon"><Icon name=step.icon()/></span>
                        <span class="grow row-title">{step.title()}</span>
                        <Icon name="chev"/>
                    </button></li>
                }).collect_view()}
                {session::may(Action::ExportRequest, Relation::Office).then(|| view! {
                    <li><a class="row" href=format!("/exports?case={id}") data-test="export-case">
                        <span class="row-icon"><Icon name="lock"/></span>
                        <span class="grow row-title">{t(k::EXPORTS_ASK)}</span>
                        <Icon name="chev"/>
                    </a></li>
                })}
            </ul>
        </div>
    }
}
