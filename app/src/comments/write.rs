//! Writing about an entry: a comment, a question to somebody, a flag, or an answer.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{
    cases::CaseRecord,
    comments::{CommentDraft, CommentKind},
    ids::{CaseId, CommentId, UserId},
    policy::Role,
    problem::FieldError,
    record::RecordKind,
    users::Colleague,
    values::LongText,
};

use crate::{
    components::{
        Button, FailureNote, Kind, PrivateForm, Segmented, SelectField, TextArea, error_of, focus_when_refused, hold,
        toast, unsaved,
    },
    i18n::{Label, k, t},
    ids,
    store::{self, Failure, Reading, session},
};

/// What is being written. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    body: RwSignal<String>,
    kind: RwSignal<CommentKind>,
    /// Id of a colleague; empty for the supervisors.
    whom: RwSignal<String>,
    reply_to: RwSignal<Option<CommentId>>,
    /// One id for one comment: sending again after a failure cannot make a second one.
    id: RwSignal<CommentId>,
}

impl Writing {
    /// Nothing yet, or what was typed before the app locked.
    pub(super) fn held() -> Self {
        hold(|| {
            let writing = Self {
                body: RwSignal::new(String::new()),
                kind: RwSignal::new(CommentKind::Comment),
                whom: RwSignal::new(String::new()),
                reply_to: RwSignal::new(None),
                id: RwSignal::new(ids::new(CommentId::from_parts)),
            };
            (writing, writing.is_typed())
        })
    }

    fn is_typed(self) -> Signal<bool> {
        Signal::derive(move || self.body.with(|body| !body.is_empty()))
    }

    /// What is written next answers this.
    pub(super) fn answer(self, thread: CommentId) {
        self.kind.set(CommentKind::Comment);
        self.reply_to.set(Some(thread));
    }

    fn clear(self) {
        self.body.try_set(String::new());
        self.kind.try_set(CommentKind::Comment);
        self.reply_to.try_set(None);
        self.id.try_set(ids::new(CommentId::from_parts));
    }

    fn draft(self, (on_kind, on): (RecordKind, Uuid)) -> Result<CommentDraft, Failure> {
        let body = LongText::parse(&self.body.get_untracked())
            .map_err(|why| Failure::invalid(vec![FieldError::new("body", why)]))?;
        let kind = self.kind.get_untracked();
        let asked_of = self.whom.get_untracked().parse::<UserId>().ok().filter(|_| kind == CommentKind::Question);
        Ok(CommentDraft { kind, on_kind, on, asked_of, reply_to: self.reply_to.get_untracked(), body })
    }
}

/// `on` is kind and id of the entry.
#[component]
pub(super) fn WriteComment(
    case: CaseId,
    record: Reading<CaseRecord>,
    on: (RecordKind, Uuid),
    writing: Writing,
    people: Reading<Vec<Colleague>>,
) -> impl IntoView {
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    unsaved::watch(writing.is_typed());
    focus_when_refused(failure);
    let submit = move || {
        let draft = match writing.draft(on) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match store::cases::comment(case, writing.id.get_untracked(), &draft).await {
                Ok(_) => {
                    toast::say(t(k::STATE_SAVED));
                    writing.clear();
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let answers = move || writing.reply_to.get().is_some();
    let asks = move || !answers() && writing.kind.get() == CommentKind::Question;
    let shares = store::cases::shares(Signal::stored(Some(case)));
    let whom = Signal::derive(move || {
        let sharing = shares.get().unwrap_or_default().into_iter().filter(|grant| grant.ended_at.is_none());
        let on_case: Vec<UserId> =
            record.get().and_then(|case| case.worker).into_iter().chain(sharing.map(|grant| grant.user)).collect();
        askable(people.get().unwrap_or_default(), &on_case)
    });
    view! {
        <PrivateForm class="stack-s comment-write" submit=submit busy=busy>
            {move || if answers() {
                view! {
                    <p class="cluster"><span class="sm muted">{t(k::COMMENTS_ANSWERING)}</span>
                        <Button kind=Kind::Quiet compact=true on_press=move |()| writing.reply_to.set(None)>{t(k::ACTION_CANCEL)}</Button></p>
                }.into_any()
            } else {
                let options = CommentKind::ALL.iter().map(|kind| (*kind, kind.label().to_owned())).collect();
                view! { <Segmented legend=t(k::COMMENTS_KIND) options=options value=writing.kind/> }.into_any()
            }}
            {move || asks().then(|| view! {
                <SelectField label=t(k::COMMENTS_WHOM) value=writing.whom options=whom empty=t(k::COMMENTS_SUPERVISORS).to_owned() error=error_of(failure, "asked_of")/>
            })}
            {move || (!answers() && writing.kind.get() == CommentKind::Flag).then(|| view! { <p class="sm muted">{t(k::COMMENTS_FLAG_WHY)}</p> })}
            <TextArea label=t(k::COMMENTS_WRITE) value=writing.body error=error_of(failure, "body")/>
            {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
            <p><Button icon="care" submit=true busy=busy attr:data-test="send-comment">{t(k::COMMENTS_SEND)}</Button></p>
        </PrivateForm>
    }
}

/// Who may be asked: who works on the case, and every supervisor; never oneself.
fn askable(people: Vec<Colleague>, on_case: &[UserId]) -> Vec<(String, String)> {
    let me = session::user();
    let may = |one: &Colleague| {
        !one.disabled && Some(one.id) != me && (one.role == Role::Supervisor || on_case.contains(&one.id))
    };
    people.into_iter().filter(may).map(|one| (one.id.to_string(), one.name.as_str().to_owned())).collect()
}
