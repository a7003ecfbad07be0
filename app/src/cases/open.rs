//! Opening a case: agreement first, then a code name, then only what is known.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use yaninda_shared::{
    cases::{CaseDraft, DuplicateQuery, Risk, SafeContact},
    consents::{ConsentBy, ConsentDraft, ConsentScope},
    ids::{CaseId, ConsentId},
    problem::FieldError,
    values::{CodeName, LanguageTag, ShortText, ValueError},
};

use super::{
    code_names,
    person::{Person, PersonFields},
};
use crate::{
    components::{
        Button, ChipChecks, DateField, FailureNote, Kind, Note, PageBar, Segmented, SelectField, TextField, Tone,
        error_of, toast,
    },
    format,
    i18n::{Label, k, t},
    ids,
    store::{self, Failure},
};

#[derive(Clone, Copy)]
struct Form {
    given_by: RwSignal<ConsentBy>,
    scope: RwSignal<Vec<ConsentScope>>,
    purpose: RwSignal<String>,
    language: RwSignal<String>,
    given_on: RwSignal<Option<yaninda_shared::values::NaiveDate>>,
    code_name: RwSignal<String>,
    risk: RwSignal<Risk>,
    person: Person,
}

impl Form {
    fn new() -> Self {
        Self {
            given_by: RwSignal::new(ConsentBy::Person),
            scope: RwSignal::new(vec![ConsentScope::Services, ConsentScope::DataKept]),
            purpose: RwSignal::new(t(k::OPEN_PURPOSE_USUAL).to_owned()),
            language: RwSignal::new(String::new()),
            given_on: RwSignal::new(Some(format::today())),
            code_name: RwSignal::new(code_names::suggest()),
            risk: RwSignal::new(Risk::Standard),
            person: Person::new(),
        }
    }

    fn draft(&self, consent: ConsentId) -> Result<CaseDraft, Failure> {
        let mut errors = Vec::new();
        let mut refuse = |field: &str, why: ValueError| errors.push(FieldError::new(field, why));
        let code_name = CodeName::parse(&self.code_name.get_untracked()).map_err(|why| refuse("code_name", why));
        let purpose = ShortText::parse(&self.purpose.get_untracked()).map_err(|why| refuse("consent.purpose", why));
        let language = match self.language.get_untracked().as_str() {
            "" => {
                refuse("consent.language", ValueError::Missing);
                Err(())
            }
            tag => LanguageTag::parse(tag).map_err(|why| refuse("consent.language", why)),
        };
        let given_on =
            self.given_on.get_untracked().ok_or(()).map_err(|()| refuse("consent.given_on", ValueError::Missing));
        let (identity, profile) = self.person.read(&mut refuse);
        let (Ok(code_name), Ok(purpose), Ok(language), Ok(given_on)) = (code_name, purpose, language, given_on) else {
            return Err(Failure::invalid(errors));
        };
        let draft = CaseDraft {
            code_name,
            risk: self.risk.get_untracked(),
            opened_on: format::today(),
            profile,
            safe_contact: SafeContact { language: Some(language.clone()), ..SafeContact::default() },
            identity,
            consent_id: Some(consent),
            consent: Some(ConsentDraft {
                given_by: self.given_by.get_untracked(),
                scope: self.scope.get_untracked(),
                purpose,
                language,
                given_on,
                interpreter: None,
                note: None,
            }),
        };
        if let Err(more) = draft.check_open(format::today()) {
            errors.extend(more);
        }
        if errors.is_empty() { Ok(draft) } else { Err(Failure::invalid(errors)) }
    }
}

/// The form.
#[component]
pub fn OpenCaseScreen() -> impl IntoView {
    let form = Form::new();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let duplicate = RwSignal::new(None::<&'static str>);
    // One id for one case: saving again after a failure cannot open a second one.
    let (case, consent) = (ids::new(CaseId::from_parts), ids::new(ConsentId::from_parts));
    let navigate = use_navigate();
    let save = move || {
        let draft = match form.draft(consent) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            // A possible duplicate is said once; saving again after that goes on.
            if duplicate.get_untracked().is_none()
                && let Some(said) = look_for_duplicates(&draft).await
            {
                duplicate.set(Some(said));
                busy.set(false);
                return;
            }
            match store::cases::save(case, None, &draft).await {
                Ok(_) => {
                    toast::say(t(k::OPEN_SAVED));
                    navigate(&format!("/cases/{case}"), NavigateOptions::default());
                }
                Err(why) => failure.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let save = StoredValue::new(save);
    let languages = Signal::stored(languages());
    view! {
        <section class="pane pane-on open-case">
            <PageBar title=t(k::CASES_NEW).to_owned() back="/cases"/>
            <form class="pane-body stack" on:submit=move |event| { event.prevent_default(); save.with_value(Clone::clone)(); }>
                <h2>{t(k::OPEN_CONSENT)}</h2>
                <p class="muted sm">{t(k::OPEN_CONSENT_WHY)}</p>
                <Segmented legend=t(k::OPEN_GIVEN_BY) value=form.given_by options=ConsentBy::ALL.iter().map(|by| (*by, by.label().to_owned())).collect()/>
                <ChipChecks legend=t(k::OPEN_SCOPE) value=form.scope error=error_of(failure, "consent.scope")
                    options=ConsentScope::ALL.iter().map(|scope| (*scope, scope.label().to_owned())).collect()/>
                <TextField label=t(k::OPEN_PURPOSE) value=form.purpose error=error_of(failure, "consent.purpose")/>
                <SelectField label=t(k::OPEN_LANGUAGE) value=form.language options=languages empty=t(k::FORM_CHOOSE).to_owned()
                    error=error_of(failure, "consent.language") attr:data-test="language"/>
                <DateField label=t(k::OPEN_GIVEN_ON) value=form.given_on max=format::today() error=error_of(failure, "consent.given_on")/>
                <h2>{t(k::OPEN_CASE)}</h2>
                <TextField label=t(k::OPEN_CODE_NAME) hint=t(k::OPEN_CODE_NAME_WHY).to_owned() value=form.code_name error=error_of(failure, "code_name")/>
                <Button kind=Kind::Quiet compact=true icon="sync" on_press=move |()| form.code_name.set(code_names::suggest())>{t(k::OPEN_OTHER_NAME)}</Button>
                <Segmented legend=t(k::OPEN_RISK) value=form.risk options=Risk::ALL.iter().map(|risk| (*risk, risk.label().to_owned())).collect()/>
                <PersonFields person=form.person failure=failure/>
                {move || duplicate.get().map(|said| view! { <Note tone=Tone::Due alert=true><p>{said}</p></Note> })}
                {move || failure.get().map(|failure| if failure.fields.is_empty() {
                    view! { <FailureNote failure=failure/> }.into_any()
                } else {
                    view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
                })}
                <div class="save-bar"><Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::OPEN_SAVE)}</Button></div>
            </form>
        </section>
    }
}

fn languages() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        LanguageTag::all().map(|tag| (tag.to_owned(), format::language(tag))).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

/// What to say if someone like this may be known already.
async fn look_for_duplicates(draft: &CaseDraft) -> Option<&'static str> {
    use chrono::Datelike;
    let identity = draft.identity.as_ref()?;
    let query = DuplicateQuery {
        given_names: identity.given_names.clone(),
        family_names: identity.family_names.clone(),
        birth_year: identity.birth_date.map(|day| day.year()).or(draft.profile.birth_year),
        phone: identity.phone.clone(),
        numbers: identity.numbers.iter().map(|number| number.number.clone()).collect(),
    };
    let named = query.given_names.is_some() && query.family_names.is_some() && query.birth_year.is_some();
    if !named && query.phone.is_none() && query.numbers.is_empty() {
        return None;
    }
    let answer = store::cases::duplicates(&query).await.ok()?;
    (!answer.cases.is_empty()).then(|| t(k::OPEN_DUPLICATE))
}
