//! Adding a document, correcting it, or adding the one that replaces it.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use uuid::Uuid;
use yaninda_shared::{
    documents::{DocumentDraft, DocumentRecord},
    ids::{CaseId, DocumentId},
    timeline::Entry,
};

use super::form::{Form, successor};
use crate::{
    cases::{Whose, case_id},
    clocks::OverLaw,
    components::{PageBar, PrivateForm, SaveBar, hold, toast},
    i18n::{k, t},
    ids,
    store::{self, Failure},
    timeline::{Once, Stale, href, of_document},
};

/// `/cases/{case}/document`, with `?entry=` to correct one or `?replaces=` to add the next.
#[component]
pub fn DocumentScreen() -> impl IntoView {
    let query = use_query_map();
    let case = case_id();
    let asked = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name)?.parse::<Uuid>().ok()));
    let (entry, former) = (asked("entry"), asked("replaces"));
    let back = move || {
        let at = entry.get().or(former.get());
        case.get().map_or_else(String::new, |case| {
            at.map_or_else(|| format!("/cases/{case}/documents"), |entry| href(case, entry))
        })
    };
    view! {
        <section class="pane pane-on">
            <PageBar title=t(if former.get_untracked().is_some() { k::DOCUMENTS_RENEW } else { k::DOCUMENTS_ONE }).to_owned() back=back()/>
            <div class="pane-body">
                {move || case.get().map(|case| view! { <Whose case=case/> })}
                {move || case.get().map(|case| match (entry.get(), former.get()) {
                    (Some(entry), _) => view! { <Once case=case entry=entry view=correct/> }.into_any(),
                    (None, Some(former)) => view! { <Once case=case entry=former view=renew/> }.into_any(),
                    (None, None) => view! { <Document case=case existing=None draft=None/> }.into_any(),
                })}
            </div>
        </section>
    }
}

fn correct(entry: Entry) -> AnyView {
    match entry {
        Entry::Document(document) => {
            let existing = Some((document.id, document.meta.version));
            view! { <Document case=document.case existing=existing draft=Some(document.draft)/> }.into_any()
        }
        _ => ().into_any(),
    }
}

fn renew(entry: Entry) -> AnyView {
    match entry {
        Entry::Document(former) => {
            let draft = successor(former.id, &former.draft);
            view! { <Document case=former.case existing=None draft=Some(draft)/> }.into_any()
        }
        _ => ().into_any(),
    }
}

#[component]
fn Document(case: CaseId, existing: Option<(DocumentId, i64)>, draft: Option<DocumentDraft>) -> impl IntoView {
    let writing = hold(|| {
        let typed = RwSignal::new(false);
        let state = Writing {
            start: RwSignal::new(draft),
            version: RwSignal::new(existing.map(|(_, version)| version)),
            id: existing.map_or_else(|| ids::new(DocumentId::from_parts), |(id, _)| id),
            typed,
        };
        (state, typed.into())
    });
    let failure = RwSignal::new(None::<Failure>);
    // Taking over what somebody else saved makes the form anew.
    move || {
        let start = writing.start.get();
        let form = hold(|| (start.map_or_else(Form::empty, Form::new), writing.typed.into()));
        view! { <Fields case=case corrects=existing.is_some() form=form writing=writing failure=failure/> }
    }
}

/// What is being written.
#[derive(Clone, Copy)]
struct Writing {
    /// `None` of one of which nothing is known yet.
    start: RwSignal<Option<DocumentDraft>>,
    version: RwSignal<Option<i64>>,
    /// One id for one document: saving again after a failure cannot make a second one.
    id: DocumentId,
    typed: RwSignal<bool>,
}

#[component]
fn Fields(
    case: CaseId,
    corrects: bool,
    form: Form,
    writing: Writing,
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let Writing { start, version, id, typed } = writing;
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let draft = match form.draft() {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        failure.set(None);
        let to = if corrects { href(case, id.uuid()) } else { format!("/cases/{case}/documents") };
        spawn_local(async move {
            match store::documents::save(case, id, version.get_untracked(), &draft).await {
                Ok(_) => {
                    toast::say(t(k::LOG_SAVED));
                    navigate.try_with_value(|navigate| navigate(&to, NavigateOptions::default()));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let stale = move || {
        let theirs: DocumentRecord = failure.get()?.theirs()?;
        let mine = form.draft().map_or_else(|_| Vec::new(), |draft| of_document(&draft));
        let (meta, said) = (theirs.meta, of_document(&theirs.draft));
        let keep = Callback::new(move |()| {
            version.set(Some(meta.version));
            save();
        });
        let take = Callback::new(move |()| {
            version.set(Some(meta.version));
            failure.set(None);
            start.set(Some(theirs.draft.clone()));
        });
        Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> })
    };
    view! {
        <PrivateForm class="stack" submit=save busy=busy>
            {form.view(failure)}
            <OverLaw case=case id=corrects.then_some(id) draft=Signal::derive(move || form.days())/>
            {stale}
            <SaveBar failure=failure busy=busy typed=typed/>
        </PrivateForm>
    }
}
