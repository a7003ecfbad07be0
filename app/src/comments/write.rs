//! Writing a comment on an entry.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{
    comments::CommentDraft,
    ids::{CaseId, CommentId},
    problem::FieldError,
    record::RecordKind,
    values::LongText,
};

use crate::{
    components::{Button, FailureNote, PrivateForm, TextArea, error_of, focus_when_refused, hold, toast, unsaved},
    i18n::{k, t},
    ids,
    store::{self, Failure},
};

/// `on` is kind and id of the entry.
#[component]
pub(super) fn WriteComment(case: CaseId, on: (RecordKind, Uuid)) -> impl IntoView {
    let (typed, id) = hold(|| {
        let typed = RwSignal::new(String::new());
        // One id for one comment: sending again after a failure cannot make a second one.
        let id = RwSignal::new(ids::new(CommentId::from_parts));
        ((typed, id), Signal::derive(move || typed.with(|typed| !typed.is_empty())))
    });
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    unsaved::watch(Signal::derive(move || typed.with(|typed| !typed.is_empty())));
    focus_when_refused(failure);
    let submit = move || {
        let body = match LongText::parse(&typed.get_untracked()) {
            Ok(body) => body,
            Err(why) => return failure.set(Some(Failure::invalid(vec![FieldError::new("body", why)]))),
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let draft = CommentDraft { on_kind: on.0, on: on.1, body };
            match store::cases::comment(case, id.get_untracked(), &draft).await {
                Ok(_) => {
                    toast::say(t(k::STATE_SAVED));
                    typed.try_set(String::new());
                    id.try_set(ids::new(CommentId::from_parts));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <PrivateForm class="stack-s" submit=submit busy=busy>
            <TextArea label=t(k::COMMENTS_WRITE) value=typed error=error_of(failure, "body")/>
            {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
            <p><Button icon="care" submit=true busy=busy attr:data-test="send-comment">{t(k::COMMENTS_SEND)}</Button></p>
        </PrivateForm>
    }
}
