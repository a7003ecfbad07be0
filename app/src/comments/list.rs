//! The comments on one entry: the open ones, what was resolved, and writing another.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{
    comments::CommentRecord, ids::CaseId, record::RecordKind, timeline::EntryDetail, users::Colleague,
};

use super::write::WriteComment;
use crate::{
    components::{Button, Section, Tag, Tone, toast},
    format,
    i18n::{k, t, tf},
    store::{self, Reading},
};

/// Comments of an entry; `key` is its kind, id and version.
#[component]
pub fn Comments(
    case: CaseId,
    detail: Reading<EntryDetail>,
    key: Signal<Option<(RecordKind, Uuid, i64)>>,
    may_write: Signal<bool>,
    may_resolve: Signal<bool>,
) -> impl IntoView {
    let people = store::colleagues::list();
    // It changes only with the entry or the right: while the entry is read again the form stays, and what is typed in it.
    let on = Memo::new(move |_| key.get().filter(|_| may_write.get()).map(|(kind, id, _)| (kind, id)));
    let shown = move || {
        let comments = detail.get()?.item.comments;
        (!comments.is_empty()).then(|| view! {
            <ul class="card rows" data-test="comments">
                {comments.into_iter().map(|comment| view! { <Comment comment=comment people=people may_resolve=may_resolve/> }).collect_view()}
            </ul>
        })
    };
    view! {
        <Section title=t(k::COMMENTS_TITLE)>
            {shown}
            {move || on.get().map(|on| view! { <WriteComment case=case on=on/> })}
        </Section>
    }
}

#[component]
fn Comment(comment: CommentRecord, people: Reading<Vec<Colleague>>, may_resolve: Signal<bool>) -> impl IntoView {
    let by = comment.meta.created_by;
    let body = comment.draft.body.as_str().to_owned();
    let at = format::instant(comment.meta.created_at);
    let resolved = comment
        .resolved_by
        .map(|user| move || tf(k::COMMENTS_RESOLVED_BY, &[("who", &store::colleagues::name(people, user))]));
    let open = comment.resolved_at.is_none();
    let comment = StoredValue::new(comment);
    let busy = RwSignal::new(false);
    let resolve = move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::cases::resolve(&comment.get_value()).await {
                Ok(_) => toast::say(t(k::COMMENTS_RESOLVED)),
                // Said in passing: the list may be read again meanwhile, and then this row is another one.
                Err(why) => toast::say(why.message()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <li class="comment" data-test="comment">
            <p class="xs muted"><strong dir="auto">{move || store::colleagues::name(people, by)}</strong>" · "{at}</p>
            <p class="comment-body" dir="auto">{body}</p>
            {resolved.map(|said| move || view! { <p><Tag tone=Tone::Good icon="done" text=said()/></p> })}
            {move || (open && may_resolve.get()).then(|| view! {
                <p><Button compact=true icon="check" busy=busy on_press=resolve attr:data-test="resolve">{t(k::COMMENTS_RESOLVE)}</Button></p>
            })}
        </li>
    }
}
