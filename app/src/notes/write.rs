//! Writing a note, or correcting it.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use uuid::Uuid;
use yaninda_shared::{
    ids::{CaseId, NoteId},
    notes::{NoteDraft, NoteRecord},
    timeline::Entry,
    values::{LongText, NaiveDate, ValueError},
};

use crate::{
    cases::{Whose, case_id},
    components::{DateField, PageBar, PrivateForm, Refused, SaveBar, TextArea, error_of, hold, toast},
    format,
    i18n::{k, t},
    ids,
    store::{self, Failure},
    timeline::{Once, Stale, href, of_note},
};

/// `/cases/{case}/note`, with `?entry=` to correct one.
#[component]
pub fn NoteScreen() -> impl IntoView {
    let query = use_query_map();
    let case = case_id();
    let entry = Memo::new(move |_| query.with(|query| query.get("entry")?.parse::<Uuid>().ok()));
    let back = move || case.get().map_or_else(String::new, |case| back_to(case, entry.get()));
    view! {
        <section class="pane pane-on">
            <PageBar title=t(k::TIMELINE_NOTE).to_owned() back=back()/>
            <div class="pane-body">
                {move || case.get().map(|case| view! { <Whose case=case/> })}
                {move || case.get().map(|case| match entry.get() {
                    None => view! { <Note case=case existing=None/> }.into_any(),
                    Some(entry) => view! { <Once case=case entry=entry view=correct/> }.into_any(),
                })}
            </div>
        </section>
    }
}

/// Where a form returns to: the entry it corrected, or the case.
fn back_to(case: CaseId, entry: Option<Uuid>) -> String {
    entry.map_or_else(|| format!("/cases/{case}"), |entry| href(case, entry))
}

fn correct(entry: Entry) -> AnyView {
    match entry {
        Entry::Note(note) => view! { <Note case=note.case existing=Some(note)/> }.into_any(),
        _ => ().into_any(),
    }
}

/// State of the form.
#[derive(Clone, Copy)]
struct Writing {
    on: RwSignal<Option<NaiveDate>>,
    body: RwSignal<String>,
    version: RwSignal<Option<i64>>,
    /// One id for one note: saving again after a failure cannot make a second one.
    id: NoteId,
    typed: RwSignal<bool>,
}

#[component]
fn Note(case: CaseId, existing: Option<NoteRecord>) -> impl IntoView {
    let seen = existing.as_ref();
    let Writing { on, body, version, id, typed } = hold(|| {
        let typed = RwSignal::new(false);
        let state = Writing {
            on: RwSignal::new(Some(seen.map_or_else(format::today, |note| note.draft.occurred_on))),
            body: RwSignal::new(seen.map_or_else(String::new, |note| note.draft.body.as_str().to_owned())),
            version: RwSignal::new(seen.map(|note| note.meta.version)),
            id: seen.map_or_else(|| ids::new(NoteId::from_parts), |note| note.id),
            typed,
        };
        (state, typed.into())
    });
    let back = StoredValue::new(back_to(case, seen.map(|note| note.id.uuid())));
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    let navigate = StoredValue::new_local(use_navigate());
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let draft = match read(on, body) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match store::notes::save(case, id, version.get_untracked(), &draft).await {
                Ok(_) => {
                    toast::say(t(k::LOG_SAVED));
                    navigate.try_with_value(|navigate| navigate(&back.get_value(), NavigateOptions::default()));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let stale = move || {
        let theirs: NoteRecord = failure.get()?.theirs()?;
        let mine = read(on, body).map_or_else(|_| Vec::new(), |draft| of_note(&draft));
        let (meta, said) = (theirs.meta, of_note(&theirs.draft));
        let keep = Callback::new(move |()| {
            version.set(Some(meta.version));
            save();
        });
        let take = Callback::new(move |()| {
            version.set(Some(meta.version));
            on.set(Some(theirs.draft.occurred_on));
            body.set(theirs.draft.body.as_str().to_owned());
            failure.set(None);
        });
        Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> })
    };
    view! {
        <PrivateForm class="stack" submit=save busy=busy>
            <DateField label=t(k::LOG_WHEN) value=on max=format::today() error=error_of(failure, "occurred_on")/>
            <TextArea label=t(k::TIMELINE_NOTE) hint=t(k::NOTES_HINT).to_owned() value=body error=error_of(failure, "body")/>
            {stale}
            <SaveBar failure=failure busy=busy typed=typed/>
        </PrivateForm>
    }
}

fn read(on: RwSignal<Option<NaiveDate>>, body: RwSignal<String>) -> Result<NoteDraft, Failure> {
    let mut refused = Refused::default();
    let occurred_on = refused.check("occurred_on", on.get_untracked().ok_or(ValueError::Missing));
    let body = refused.check("body", LongText::parse(&body.get_untracked()));
    let (Some(occurred_on), Some(body)) = (occurred_on, body) else { return Err(refused.failure()) };
    let draft = NoteDraft { occurred_on, body };
    let checked = draft.validate(format::today());
    refused.finish(draft, checked)
}
