//! Everything of a case, newest first, under the day it stands on.

use std::collections::HashMap;

use leptos::prelude::*;
use yaninda_shared::{
    comments::CommentRecord,
    documents::DocumentRecord,
    timeline::{Entry, TimelineItem},
    users::Colleague,
};

use super::entry;
use crate::{
    cases::case_id,
    components::{Empty, Icon, LoadedList, Size, Tag},
    format,
    i18n::{k, t, tn},
    store,
};

/// The list.
#[component]
pub fn Timeline() -> impl IntoView {
    let people = store::colleagues::list();
    let case = case_id();
    view! {
        <LoadedList listing=store::cases::timeline(case) view={move |items: Vec<TimelineItem>| {
            if items.is_empty() {
                return view! { <Empty icon="clock" title=t(k::STATE_EMPTY)/> }.into_any();
            }
            let mut last = None;
            let shown = folded(items).into_iter().map(|item| {
                let day = item.entry.occurred_on();
                let heading = (last != Some(day)).then(|| view! { <li class="timeline-day">{format::day_near(day)}</li> });
                last = Some(day);
                view! { {heading} <TimelineEntry item=item people=people/> }
            }).collect_view();
            view! { <ol class="timeline">{shown}</ol> }.into_any()
        }}/>
    }
}

/// Without the documents of which the service they came from tells everything.
fn folded(items: Vec<TimelineItem>) -> Vec<TimelineItem> {
    let mut told = HashMap::new();
    for item in &items {
        if let Entry::Service(service) = &item.entry {
            told.insert(service.id, (service.draft.day("issued"), service.draft.day("expires")));
        }
    }
    let beside = |item: &TimelineItem| match &item.entry {
        Entry::Document(DocumentRecord { draft, .. }) => {
            draft.service.is_some_and(|service| told.get(&service) == Some(&(draft.issued_on, draft.expires_on)))
        }
        _ => false,
    };
    let plain = |item: &TimelineItem| item.comments.is_empty() && item.attachments.is_empty();
    items.into_iter().filter(|item| !(beside(item) && plain(item))).collect()
}

#[component]
fn TimelineEntry(item: TimelineItem, people: store::Reading<Vec<Colleague>>) -> impl IntoView {
    let entry::Shown { icon, title, tag, text, by } = entry::show(&item.entry);
    let (struck, withdrawn) = (entry::is_struck(&item.entry), entry::is_withdrawn(&item.entry));
    let (_, id, _) = entry::key(&item.entry);
    let href = (!matches!(item.entry, Entry::Event(_))).then(case_id).and_then(|case| case.get_untracked());
    let href = href.map(|case| super::href(case, id));
    let files = i64::try_from(item.attachments.len()).unwrap_or(i64::MAX);
    let files = (files > 0).then(|| [" · ", &tn(k::COUNT_FILES, files)].concat());
    let waits = |comment: &CommentRecord| comment.resolved_at.is_none() && comment.draft.reply_to.is_none();
    let open = item.comments.into_iter().filter(waits);
    let title = view! { <strong dir="auto">{title}</strong> };
    view! {
        <li class="timeline-entry" class:timeline-struck=struck data-test="timeline-entry">
            <span class="timeline-icon"><Icon name=icon size=Size::Small/></span>
            <div class="timeline-body">
                <p class="timeline-title">
                    {match href {
                        Some(href) => view! { <a class="timeline-link" href=href>{title}</a> }.into_any(),
                        None => title.into_any(),
                    }}
                    {tag.filter(|_| !withdrawn)}
                    {withdrawn.then(|| view! { <Tag text=t(k::TIMELINE_WITHDRAWN)/> })}
                </p>
                {text.map(|text| view! { <p class="timeline-text" dir="auto">{text}</p> })}
                <p class="xs muted">
                    <bdi>{move || store::colleagues::name(people, by)}</bdi>
                    {files}
                </p>
                {open.map(|comment| view! { <OpenComment comment=comment people=people/> }).collect_view()}
            </div>
        </li>
    }
}

/// A comment that waits for somebody.
#[component]
fn OpenComment(comment: CommentRecord, people: store::Reading<Vec<Colleague>>) -> impl IntoView {
    let by = comment.meta.created_by;
    view! {
        <p class="timeline-comment">
            <Icon name="care" size=Size::Tiny/>
            <span><b dir="auto">{move || store::colleagues::name(people, by)}</b>": "<span dir="auto">{comment.draft.body.as_str().to_owned()}</span></span>
        </p>
    }
}
