//! What is due on the caller's cases, soonest first.

use leptos::prelude::*;
use yaninda_shared::today::Today;

use crate::{
    components::{Empty, Loaded, PageBar, Row, Rows},
    format,
    i18n::{Label, k, t},
    store,
};

/// The list.
#[component]
pub fn TodayScreen() -> impl IntoView {
    view! {
        <section class="pane pane-on today">
            <PageBar title=t(k::TODAY_TITLE).to_owned() subtitle=format::day_long(format::today())/>
            <div class="pane-body">
                <Loaded reading=store::today::due() view={|today: Today| {
                    if today.items.is_empty() {
                        return view! { <Empty icon="today" title=t(k::TODAY_EMPTY_TITLE) text=t(k::TODAY_EMPTY_TEXT)/> }.into_any();
                    }
                    view! {
                        <Rows>{today.items.into_iter().map(|item| view! {
                            <Row href=format!("/cases/{}", item.case)>
                                <span class="grow">
                                    <span class="row-title">{item.code_name.as_str().to_owned()}</span>
                                    <span class="row-text">{item.kind.label()}</span>
                                </span>
                                <span class="row-end">{format::due(item.on)}</span>
                            </Row>
                        }).collect_view()}</Rows>
                    }.into_any()
                }}/>
            </div>
        </section>
    }
}
