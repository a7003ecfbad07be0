//! Opening a case: agreement first, then a code name, then only what is known.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use yaninda_shared::{
    cases::{CaseDraft, DuplicateQuery, SafeContact},
    ids::{CaseId, ConsentId, ReferralId},
    values::ValueError,
};

use super::{
    code_names,
    duplicates::{Duplicates, Warning, question},
    profile::{ABOUT, CASE, FAMILY, HAPPENED, IDENTITY, LEGAL, MESSAGES, SAFE_CONTACT},
};
use crate::{
    components::{Button, FailureNote, Kind, PageBar, PrivateForm, focus_when_refused, toast, unsaved},
    consents, format,
    forms::{self, Form, Spec, at, set, value_of},
    i18n::{Key, k, t},
    ids,
    store::{self, Failure},
};

/// Parts that are folded until wanted.
static FOLDED: [(Key, &[Spec]); 7] = [
    (k::OPEN_PERSON, &IDENTITY),
    (k::OPEN_PROFILE, &ABOUT),
    (k::PROFILE_SAFE_CONTACT, &SAFE_CONTACT),
    (k::PROFILE_MESSAGES, &MESSAGES),
    (k::PROFILE_FAMILY, &FAMILY),
    (k::PROFILE_LEGAL, &LEGAL),
    (k::PROFILE_HAPPENED, &HAPPENED),
];

/// State of the whole form.
#[derive(Clone)]
struct Opening {
    consent: Form,
    name: Form,
    risk: Form,
    folded: Vec<(Key, Form)>,
    /// The code name that was suggested last.
    suggested: String,
    /// The referral that it is opened from.
    referral: Option<ReferralId>,
}

impl Opening {
    fn new(referral: Option<ReferralId>) -> Self {
        let suggested = code_names::suggest();
        let base =
            json!({"code_name": suggested, "risk": "standard", "safe_contact": value_of(&SafeContact::default())});
        Self {
            consent: Form::under("consent.", consents::first_fields(), &consents::usual()),
            name: Form::new(CASE.get(..1).unwrap_or(&CASE), &base),
            // The day it opens is today.
            risk: Form::new(CASE.get(1..2).unwrap_or(&CASE), &base),
            folded: FOLDED.iter().map(|(title, specs)| (*title, Form::new(specs, &base))).collect(),
            suggested,
            referral,
        }
    }

    /// Puts another code name into the field.
    fn suggest(&mut self) {
        if let Some(name) = self.name.text("code_name") {
            self.suggested = code_names::suggest();
            name.set(self.suggested.clone());
        }
    }

    /// Whether the code name is the one that was suggested.
    fn is_suggested(&self) -> bool {
        self.name.text("code_name").is_some_and(|name| name.get_untracked() == self.suggested)
    }

    fn is_dirty(&self) -> bool {
        let folded = self.folded.iter().map(|(_, form)| form);
        [&self.consent, &self.name, &self.risk].into_iter().chain(folded).filter(|form| form.is_dirty()).count() > 0
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn draft(&self, id: ConsentId) -> Result<CaseDraft, Failure> {
        let today = format::today();
        let mut errors = Vec::new();
        let mut draft = json!({"opened_on": today.to_string(), "consent_id": id.to_string(), "consent": {}});
        if let Some(consent) = draft.get_mut("consent") {
            self.consent.write(consent, &mut errors);
        }
        let folded = self.folded.iter().map(|(_, form)| form);
        for form in [&self.name, &self.risk].into_iter().chain(folded) {
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
        let mut draft: CaseDraft = forms::draft(&draft)?;
        draft.referral = self.referral;
        draft.check_open(today).map_err(Failure::invalid)?;
        Ok(draft)
    }
}

/// Whether an open case has the same code name.
fn is_taken(failure: &Failure) -> bool {
    let taken = ValueError::Taken.to_string();
    failure.fields.iter().any(|error| error.field == "code_name" && error.code == taken)
}

/// The form.
#[component]
pub fn OpenCaseScreen() -> impl IntoView {
    let query = use_query_map();
    let referral = query.with_untracked(|query| query.get("referral")?.parse().ok());
    let form = StoredValue::new(Opening::new(referral));
    // One id for one case: saving again after a failure cannot open a second one.
    let (case, consent) = (ids::new(CaseId::from_parts), ids::new(ConsentId::from_parts));
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let warning = RwSignal::new(None::<Warning>);
    let asked = StoredValue::new(None::<DuplicateQuery>);
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
            // What was found is said once about the same person; saving again after that goes on.
            let question = draft.identity.as_ref().and_then(|who| question(who, draft.profile.birth_year));
            let mut saved = k::OPEN_SAVED;
            if let Some(question) = question.filter(|question| asked.get_value().as_ref() != Some(question)) {
                let found = store::cases::duplicates(&question).await;
                asked.set_value(Some(question));
                warning.set(match found {
                    Ok(found) if !found.cases.is_empty() => Some(Warning::Own(found.cases)),
                    Ok(found) => {
                        if found.supervisor_will_check {
                            saved = k::OPEN_SAVED_CHECK;
                        }
                        None
                    }
                    Err(why) => Some(Warning::Unchecked(why)),
                });
                if warning.with_untracked(Option::is_some) {
                    busy.set(false);
                    return;
                }
            }
            let mut outcome = store::cases::save(case, None, &draft).await;
            for _ in 0..5 {
                // A suggestion that nobody chose gives way to the next.
                if !outcome.as_ref().is_err_and(is_taken) || !form.with_value(Opening::is_suggested) {
                    break;
                }
                form.update_value(Opening::suggest);
                outcome = match form.with_value(|form| form.draft(consent)) {
                    Ok(draft) => store::cases::save(case, None, &draft).await,
                    Err(why) => Err(why),
                };
            }
            match outcome {
                Ok(_) => {
                    toast::say(t(saved));
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
    let suggest = move |()| form.update_value(Opening::suggest);
    let folded = form.with_value(|form| form.folded.clone());
    view! {
        <section class="pane pane-on open-case">
            <PageBar title=t(k::CASES_NEW).to_owned() back="/cases"/>
            <PrivateForm class="pane-body stack" submit=move || save.with_value(Clone::clone)() busy=busy>
                <h2>{t(k::OPEN_CONSENT)}</h2>
                <p class="muted sm">{t(k::OPEN_CONSENT_WHY)}</p>
                {form.with_value(|form| form.consent.view(failure))}
                <h2>{t(k::OPEN_CASE)}</h2>
                {form.with_value(|form| form.name.view(failure))}
                <div><Button kind=Kind::Quiet compact=true icon="sync" on_press=suggest>{t(k::OPEN_OTHER_NAME)}</Button></div>
                {form.with_value(|form| form.risk.view(failure))}
                {folded.into_iter().map(|(title, form)| view! { <Folded title=title form=form failure=failure/> }).collect_view()}
                {move || warning.get().map(|warning| view! { <Duplicates warning=warning/> })}
                <div class="save-bar">
                    {move || failure.get().map(|failure| if failure.fields.is_empty() {
                        view! { <FailureNote failure=failure/> }.into_any()
                    } else {
                        view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
                    })}
                    <Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::OPEN_SAVE)}</Button>
                </div>
            </PrivateForm>
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
