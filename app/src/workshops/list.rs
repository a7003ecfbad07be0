//! The workshops of the office, latest first.

use leptos::prelude::*;
use yaninda_shared::{
    policy::{Action, Relation},
    workshops::{FeedbackPhase, WorkshopRecord},
};

use super::{form::Start, sheet::WorkshopSheet};
use crate::{
    components::{Button, Empty, Kind, LinkButton, LoadedList, PageBar, Row, Rows, Tag, Tone, hold, opened_from},
    format,
    i18n::{Label, k, t, tn},
    store::{self, session},
};

/// `/workshops`.
#[component]
pub fn WorkshopsScreen() -> impl IntoView {
    // Kept through a lock, with what is typed in its form.
    let start = hold(|| {
        let start = RwSignal::new(None::<Start>);
        (start, Signal::derive(move || start.with(Option::is_some)))
    });
    let done = Callback::new(move |()| start.set(None));
    let may = session::may(Action::WorkshopWrite, Relation::Office);
    view! {
        <section class="pane pane-on training">
            <PageBar title=t(k::WORKSHOPS_TITLE).to_owned() back=opened_from()>
                {may.then(|| view! { <Button kind=Kind::Primary compact=true icon="plus" on_press=move |()| start.set(Some(Start::record())) attr:data-test="record">{t(k::ACTION_ADD)}</Button> })}
            </PageBar>
            <div class="pane-body stack">
                {session::may(Action::ReportRead, Relation::Office).then(|| view! {
                    <div><LinkButton icon="chart" compact=true href="/identification">{t(k::IDENTIFICATION_TITLE)}</LinkButton></div>
                })}
                <LoadedList listing=store::workshops::list() view={move |all: Vec<WorkshopRecord>| {
                    if all.is_empty() {
                        return view! { <Empty icon="users" title=t(k::WORKSHOPS_EMPTY)/> }.into_any();
                    }
                    let rows = all.into_iter().map(|one| view! { <Line one=one/> }).collect_view();
                    view! { <Rows>{rows}</Rows> }.into_any()
                }}/>
            </div>
        </section>
        {move || start.get().map(|start| view! { <WorkshopSheet start=start done=done/> })}
    }
}

#[component]
fn Line(one: WorkshopRecord) -> impl IntoView {
    let topics = one.draft.topics.iter().map(|topic| topic.label()).collect::<Vec<_>>().join(t(k::FORM_COMMA));
    let people = tn(k::COUNT_PARTICIPANTS, one.draft.participants().into());
    view! {
        <Row href=format!("/workshops/{}", one.id)>
            <span class="grow">
                <span class="row-title">{format::day(one.draft.held_on)}" · "<bdi>{one.draft.place.as_str().to_owned()}</bdi></span>
                <span class="row-text">{topics}</span>
                <span class="row-text">{people}</span>
            </span>
            {(one.phase != FeedbackPhase::Closed).then(|| view! { <Tag tone=Tone::Wait icon="half" text=t(k::WORKSHOPS_OPEN)/> })}
            {one.withdrawn.then(|| view! { <Tag text=t(k::TIMELINE_WITHDRAWN)/> })}
        </Row>
    }
}
