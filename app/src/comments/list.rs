//! The talk about one entry: what was said, asked and flagged, each with its answers; what was resolved; and writing more.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{
    cases::CaseRecord,
    comments::{CommentKind, CommentRecord},
    ids::{CaseId, CommentId},
    policy::{Action, Relation},
    record::RecordKind,
    timeline::EntryDetail,
    users::Colleague,
};

use super::write::{WriteComment, Writing};
use crate::{
    components::{Button, Kind, Section, Tag, Tone, focus_first, toast},
    format,
    i18n::{Label, k, t, tf},
    store::{self, Reading, session},
};

/// What may be done with what is said. `Copy`.
#[derive(Clone, Copy)]
struct May {
    write: Signal<bool>,
    resolve: Signal<bool>,
    people: Reading<Vec<Colleague>>,
    writing: Writing,
}

/// Comments of an entry; `key` is its kind, id and version.
#[component]
pub fn Comments(
    case: CaseId,
    record: Reading<CaseRecord>,
    detail: Reading<EntryDetail>,
    key: Signal<Option<(RecordKind, Uuid, i64)>>,
    may_write: Signal<bool>,
    may_resolve: Signal<bool>,
) -> impl IntoView {
    let writing = Writing::held();
    let may = May { write: may_write, resolve: may_resolve, people: store::colleagues::list(), writing };
    // It changes only with the entry or the right: while the entry is read again the form stays, and what is typed in it.
    let on = Memo::new(move |_| key.get().filter(|_| may_write.get()).map(|(kind, id, _)| (kind, id)));
    let shown = move || {
        let comments = detail.get()?.item.comments;
        let (answers, threads): (Vec<_>, Vec<_>) =
            comments.into_iter().partition(|comment| comment.draft.reply_to.is_some());
        let of = |thread: CommentId| -> Vec<CommentRecord> {
            answers.iter().filter(|answer| answer.draft.reply_to == Some(thread)).cloned().collect()
        };
        (!threads.is_empty()).then(|| {
            view! {
                <ul class="card rows" data-test="comments">
                    {threads.into_iter().map(|thread| {
                        let answers = of(thread.id);
                        view! { <Thread thread=thread answers=answers may=may/> }
                    }).collect_view()}
                </ul>
            }
        })
    };
    view! {
        <Section title=t(k::COMMENTS_TITLE)>
            {shown}
            {move || on.get().map(|on| view! { <WriteComment case=case record=record on=on writing=writing people=may.people/> })}
        </Section>
    }
}

#[component]
fn Thread(thread: CommentRecord, answers: Vec<CommentRecord>, may: May) -> impl IntoView {
    let (kind, open) = (thread.draft.kind, thread.resolved_at.is_none());
    let supervises = session::may(Action::ApprovalDecide, Relation::Office);
    let resolvable = session::me().is_some_and(|me| thread.resolvable_by(me.id, supervises));
    let resolved = thread
        .resolved_by
        .map(|user| move || tf(k::COMMENTS_RESOLVED_BY, &[("who", &store::colleagues::name(may.people, user))]));
    let (asked_of, waits_for) = (thread.draft.asked_of, thread.waits_for);
    let whom = move |user: Option<yaninda_shared::ids::UserId>| match user {
        Some(user) => store::colleagues::name(may.people, user),
        None => t(k::COMMENTS_SUPERVISORS).to_owned(),
    };
    let tag = kind.waits().then(|| {
        let icon = if kind == CommentKind::Flag { "flag" } else { "question" };
        let text = move || match kind {
            CommentKind::Question => tf(k::COMMENTS_ASKED_OF, &[("who", &whom(asked_of))]),
            CommentKind::Flag | CommentKind::Comment => kind.label().to_owned(),
        };
        let tone = if open { Tone::Wait } else { Tone::Plain };
        move || view! { <Tag tone=tone icon=icon text=text()/> }
    });
    let turn = (kind.waits() && open).then_some(move || tf(k::COMMENTS_WAITS_FOR, &[("who", &whom(waits_for))]));
    let id = thread.id;
    let stored = StoredValue::new(thread.clone());
    let busy = RwSignal::new(false);
    let resolve = move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::cases::resolve(&stored.get_value()).await {
                Ok(_) => toast::say(t(k::COMMENTS_RESOLVED)),
                // Said in passing: the list may be read again meanwhile, and then this row is another one.
                Err(why) => toast::say(why.message()),
            }
            busy.try_set(false);
        });
    };
    let answer = move |()| {
        may.writing.answer(id);
        spawn_local(focus_first(".comment-write textarea"));
    };
    view! {
        <li class="comment" data-test="comment">
            {tag.map(|tag| view! { <p>{tag}</p> })}
            <Said comment=thread people=may.people/>
            {(!answers.is_empty()).then(|| view! {
                <ul class="comment-answers">
                    {answers.into_iter().map(|answer| view! { <li data-test="answer"><Said comment=answer people=may.people/></li> }).collect_view()}
                </ul>
            })}
            {turn.map(|turn| view! { <p class="xs muted" data-test="turn">{turn}</p> })}
            {resolved.map(|said| move || view! { <p><Tag tone=Tone::Good icon="done" text=said()/></p> })}
            {move || (open && (may.write.get() || may.resolve.get())).then(|| view! {
                <p class="cluster">
                    {may.write.get().then(|| view! { <Button kind=Kind::Quiet compact=true icon="care" on_press=answer attr:data-test="answer-to">{t(k::COMMENTS_ANSWER)}</Button> })}
                    {(resolvable && may.resolve.get()).then(|| view! { <Button compact=true icon="check" busy=busy on_press=resolve attr:data-test="resolve">{t(k::COMMENTS_RESOLVE)}</Button> })}
                </p>
            })}
        </li>
    }
}

#[component]
fn Said(comment: CommentRecord, people: Reading<Vec<Colleague>>) -> impl IntoView {
    let by = comment.meta.created_by;
    view! {
        <p class="xs muted"><strong dir="auto">{move || store::colleagues::name(people, by)}</strong>" · "{format::instant(comment.meta.created_at)}</p>
        <p class="comment-body" dir="auto">{comment.draft.body.as_str().to_owned()}</p>
    }
}
