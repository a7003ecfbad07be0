//! Opening a case: agreement first, then a code name, then only what is known.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use yaninda_shared::{
    cases::{CaseDraft, DuplicateQuery},
    ids::{CaseId, ConsentId},
};

use super::{
    code_names,
    profile::{ABOUT, CASE, FAMILY, HAPPENED, IDENTITY, LEGAL, SAFE_CONTACT},
};
use crate::{
    components::{Button, FailureNote, Kind, Note, PageBar, Tone, focus_when_refused, toast, unsaved},
    consents, format,
    forms::{self, Form, Spec, at, set},
    i18n::{Key, k, t},
    ids,
    store::{self, Failure},
};

/// Parts that are folded until wanted.
static FOLDED: [(Key, &[Spec]); 6] = [
    (k::OPEN_PERSON, &IDENTITY),
    (k::OPEN_PROFILE, &ABOUT),
    (k::PROFILE_SAFE_CONTACT, &SAFE_CONTACT),
    (k::PROFILE_FAMILY, &FAMILY),
    (k::PROFILE_LEGAL, &LEGAL),
    (k::PROFILE_HAPPENED, &HAPPENED),
];

/// State of the whole form.
#[derive(Clone)]
struct Opening {
    consent: Form,
    case: Form,
    folded: Vec<(Key, Form)>,
}

impl Opening {
    fn new() -> Self {
        let base = json!({"code_name": code_names::suggest(), "risk": "standard", "safe_contact": {"read_by": "unknown", "wording": "nothing"}});
        Self {
            consent: Form::under("consent.", consents::first_fields(), &consents::usual()),
            // The day it opens is today.
            case: Form::new(CASE.get(..2).unwrap_or(&CASE), &base),
            folded: FOLDED.iter().map(|(title, specs)| (*title, Form::new(specs, &base))).collect(),
        }
    }

    fn is_dirty(&self) -> bool {
        let folded = self.folded.iter().map(|(_, form)| form);
        [&self.consent, &self.case].into_iter().chain(folded).filter(|form| form.is_dirty()).count() > 0
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn draft(&self, id: ConsentId) -> Result<CaseDraft, Failure> {
        let today = format::today();
        let mut errors = Vec::new();
        let mut draft = json!({"opened_on": today.to_string(), "consent_id": id.to_string(), "consent": {}});
        if let Some(consent) = draft.get_mut("consent") {
            self.consent.write(consent, &mut errors);
        }
        self.case.write(&mut draft, &mut errors);
        for (_, form) in &self.folded {
            form.write(&mut draft, &mut errors);
        }
        if !errors.is_empty() {
            return Err(Failure::invalid(errors));
        }
        // Until something else is said, messages are in the language of the agreement.
        if at(&draft, "safe_contact.language").is_none() {
            let language = at(&draft, "consent.language").cloned().unwrap_or(Value::Null);
            set(&mut draft, "safe_contact.language", language);
        }
        let draft: CaseDraft = forms::draft(&draft)?;
        draft.check_open(today).map_err(Failure::invalid)?;
        Ok(draft)
    }
}

/// The form.
#[component]
pub fn OpenCaseScreen() -> impl IntoView {
    let form = StoredValue::new(Opening::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let duplicate = RwSignal::new(None::<&'static str>);
    // One id for one case: saving again after a failure cannot open a second one.
    let (case, consent) = (ids::new(CaseId::from_parts), ids::new(ConsentId::from_parts));
    let navigate = use_navigate();
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let draft = match form.with_value(|form| form.draft(consent)) {
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
    focus_when_refused(failure);
    unsaved::watch(Signal::derive(move || form.with_value(Opening::is_dirty)));
    let suggest = move |()| {
        if let Some(name) = form.with_value(|form| form.case.text("code_name")) {
            name.set(code_names::suggest());
        }
    };
    let folded = form.with_value(|form| form.folded.clone());
    view! {
        <section class="pane pane-on open-case">
            <PageBar title=t(k::CASES_NEW).to_owned() back="/cases"/>
            <form class="pane-body stack" on:submit=move |event| { event.prevent_default(); save.with_value(Clone::clone)(); }>
                <h2>{t(k::OPEN_CONSENT)}</h2>
                <p class="muted sm">{t(k::OPEN_CONSENT_WHY)}</p>
                {form.with_value(|form| form.consent.view(failure))}
                <h2>{t(k::OPEN_CASE)}</h2>
                {form.with_value(|form| form.case.view(failure))}
                <Button kind=Kind::Quiet compact=true icon="sync" on_press=suggest>{t(k::OPEN_OTHER_NAME)}</Button>
                {folded.into_iter().map(|(title, form)| view! { <Folded title=title form=form failure=failure/> }).collect_view()}
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

/// A part that is drawn when it is first opened, and opens by itself if something in it was refused.
#[component]
fn Folded(title: Key, form: Form, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let form = StoredValue::new(form);
    let unfolded = RwSignal::new(false);
    let open = move || {
        let refused = |failure: &Option<Failure>| {
            failure.as_ref().is_some_and(|failure| form.with_value(|form| form.has_any(&failure.fields)))
        };
        failure.with(refused) || unfolded.get_untracked()
    };
    let drawn = Memo::new(move |drawn: Option<&bool>| drawn.copied().unwrap_or_default() || open() || unfolded.get());
    let toggled = move |event: leptos::ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        unfolded.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <details class="card card-pad" prop:open=open on:toggle=toggled>
            <summary>{t(title)}</summary>
            {move || drawn.get().then(|| view! { <div class="stack">{form.with_value(|form| form.view(failure))}</div> })}
        </details>
    }
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
