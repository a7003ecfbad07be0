//! The sheet with the code, to print or to show on a wall. It names no programme.

use leptos::prelude::*;
use yaninda_shared::workshops::WorkshopRecord;

use super::one::this;
use crate::{
    browser,
    components::{Button, Empty, Kind, Loaded, PageBar, Qr},
    i18n::{k, t},
    store,
};

/// `/workshops/{id}/sheet`.
#[component]
pub fn HandoutScreen() -> impl IntoView {
    let id = this();
    let back = id.get_untracked().map_or_else(|| "/workshops".to_owned(), |id| format!("/workshops/{id}"));
    view! {
        <section class="pane pane-on training">
            <PageBar title=t(k::WORKSHOPS_HANDOUT).to_owned() back=back/>
            <div class="pane-body">
                <Loaded reading=store::workshops::one(id) view=|one: WorkshopRecord| match one.link {
                    None => view! { <Empty icon="lock" title=t(k::WORKSHOPS_NOT_OPEN)/> }.into_any(),
                    Some(link) => view! {
                        <div class="handout card card-pad">
                            <p class="handout-words">{t(k::WORKSHOPS_SCAN)}</p>
                            <Qr text=link.clone() label=t(k::WORKSHOPS_CODE)/>
                            <p class="handout-link" dir="ltr">{link}</p>
                            <p class="sm muted">{t(k::WORKSHOPS_NO_NAMES_ASKED)}</p>
                        </div>
                        <div class="handout-print"><Button kind=Kind::Primary icon="download" on_press=|()| browser::print()>{t(k::WORKSHOPS_PRINT)}</Button></div>
                    }.into_any(),
                }/>
            </div>
        </section>
    }
}
