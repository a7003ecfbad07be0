//! Everything of a case, newest first, under the day it stands on.

use leptos::prelude::*;
use yaninda_shared::{
    comments::CommentRecord,
    policy::{Action, Relation},
    timeline::{Entry, TimelineItem},
};

use super::{case_id, entry};
use crate::{
    components::{Empty, Icon, LoadedList, Size},
    format,
    i18n::{k, t},
    store,
};

/// The list.
#[component]
pub fn Timeline() -> impl IntoView {
    let people = store::colleagues::list();
    view! {
        <LoadedList listing=store::cases::timeline(case_id()) view={move |items: Vec<TimelineItem>| {
            if items.is_empty() {
                return view! { <Empty icon="clock" title=t(k::STATE_EMPTY)/> }.into_any();
            }
            let mut last = None;
            let shown = items.into_iter().map(|item| {
                let day = item.entry.occurred_on();
                let heading = (last != Some(day)).then(|| view! { <li class="timeline-day">{format::day_near(day)}</li> });
                last = Some(day);
                view! { {heading} <TimelineEntry item=item people=people/> }
            }).collect_view();
            view! { <ol class="timeline">{shown}</ol> }.into_any()
        }}/>
    }
}

#[component]
fn TimelineEntry(item: TimelineItem, people: store::Reading<Vec<yaninda_shared::users::Colleague>>) -> impl IntoView {
    let entry::Shown { icon, title, tag, text, by, struck } = entry::show(&item.entry);
    let correct = match &item.entry {
        Entry::Service(service)
            if !service.withdrawn
                && !service.details_hidden
                && store::session::may(Action::EntryWrite, Relation::Worker) =>
        {
            Some(format!("/log?case={}&service={}", service.case, service.id))
        }
        _ => None,
    };
    view! {
        <li class="timeline-entry" class:timeline-struck=struck data-test="timeline-entry">
            <span class="timeline-icon"><Icon name=icon size=Size::Small/></span>
            <div class="timeline-body">
                <p class="timeline-title"><strong dir="auto">{title}</strong>{tag}</p>
                {text.map(|text| view! { <p dir="auto">{text}</p> })}
                <p class="xs muted">
                    <bdi>{move || store::colleagues::name(people, by)}</bdi>
                    {correct.map(|href| view! { " · "<a href=href>{t(k::TIMELINE_CORRECT)}</a> })}
                </p>
                {item.comments.into_iter().map(|comment| view! { <Comment comment=comment people=people/> }).collect_view()}
            </div>
        </li>
    }
}

#[component]
fn Comment(comment: CommentRecord, people: store::Reading<Vec<yaninda_shared::users::Colleague>>) -> impl IntoView {
    let by = comment.meta.created_by;
    view! {
        <p class="timeline-comment" class:timeline-struck=comment.resolved_at.is_some()>
            <bdi class="b">{move || store::colleagues::name(people, by)}</bdi>": "
            <span dir="auto">{comment.draft.body.as_str().to_owned()}</span>
        </p>
    }
}
