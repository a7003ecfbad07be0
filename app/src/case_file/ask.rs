//! What is to be on the paper, in which language, and where it will be kept: talked over with the person first.

use leptos::prelude::*;
use serde_json::json;
use yaninda_shared::{
    case_file::{CaseFileKept, CaseFilePart, CaseFileReason, CaseFileWish},
    cases::CaseRecord,
    mail::MailLanguage,
};

use crate::{
    components::{Button, Kind as Look, Note, PrivateForm, Tone, enum_options, focus_when_refused, refused_save},
    format,
    forms::{
        self, Form,
        Kind::{Many, One},
        Options::Closed,
        Spec,
    },
    i18n::{k, t},
    store::Failure,
};

static WISH: [Spec; 4] = [
    Spec::new("language", k::CASE_FILE_LANGUAGE, One(Closed(languages))).required(),
    Spec::new("reason", k::CASE_FILE_REASON, One(Closed(|| enum_options(CaseFileReason::ALL, CaseFileReason::as_str))))
        .required(),
    Spec::new("kept", k::CASE_FILE_KEPT, One(Closed(|| enum_options(CaseFileKept::ALL, CaseFileKept::as_str))))
        .required()
        .hint(k::CASE_FILE_KEPT_HINT),
    Spec::new("parts", k::CASE_FILE_PARTS, Many(Closed(|| enum_options(CaseFilePart::ALL, CaseFilePart::as_str)))),
];

fn languages() -> Vec<(String, String)> {
    let named = |language: &MailLanguage| (language.as_str().to_owned(), format::language(language.as_str()));
    MailLanguage::ALL.iter().map(named).collect()
}

/// The language that the person is written to in, or else the first of theirs that there are words in.
fn language_of(case: &CaseRecord) -> Option<MailLanguage> {
    case.safe_contact.language.iter().chain(&case.profile.languages).find_map(MailLanguage::of)
}

/// The form; `on_done` gets what was wished for.
#[component]
pub fn AskForCaseFile(case: CaseRecord, #[prop(into)] on_done: Callback<CaseFileWish>) -> impl IntoView {
    let failure = RwSignal::new(None::<Failure>);
    focus_when_refused(failure);
    // Everything but what staff wrote: that has to be read through first.
    let parts: Vec<&str> =
        CaseFilePart::ALL.iter().filter(|part| **part != CaseFilePart::Remarks).map(|part| part.as_str()).collect();
    let base = json!({ "language": language_of(&case).map(MailLanguage::as_str), "reason": CaseFileReason::PersonAsked.as_str(),
        "parts": parts });
    let form = StoredValue::new_local((Form::new(&WISH, &base), base));
    let submit = move || {
        failure.set(None);
        let (mut draft, mut errors) = (form.with_value(|(_, base)| base.clone()), Vec::new());
        form.with_value(|(form, _)| form.write(&mut draft, &mut errors));
        let wish = if errors.is_empty() { forms::draft(&draft) } else { Err(Failure::invalid(errors)) };
        let checked = wish.and_then(|wish: CaseFileWish| wish.validate().map(|()| wish).map_err(Failure::invalid));
        match checked {
            Ok(wish) => on_done.run(wish),
            Err(why) => failure.set(Some(why)),
        }
    };
    view! {
        <PrivateForm class="sheet-form" submit=submit busy=RwSignal::new(false)>
            <div class="sheet-body">
                <p class="sm muted">{t(k::CASE_FILE_LEAD)}</p>
                <Note tone=Tone::Due><p>{t(k::CASE_FILE_DANGER)}</p></Note>
                {form.with_value(|(form, _)| form.view(failure))}
                <p class="xs muted">{t(k::CASE_FILE_REMARKS_HINT)}</p>
                {move || refused_save(failure.get())}
            </div>
            <div class="sheet-foot">
                <Button kind=Look::Primary icon="download" submit=true wide=true attr:data-test="make-case-file">{t(k::CASE_FILE_MAKE)}</Button>
            </div>
        </PrivateForm>
    }
}
