//! A sheet whose form holds its fields itself and makes a typed draft of them: saving, what was refused, what somebody else
//! changed meanwhile, and the question before typed text goes. What is typed stays while the app is locked.

use leptos::{html, prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;
use yaninda_shared::{problem::FieldError, record::Meta};

use crate::{
    components::{Button, Kind, PrivateForm, focus_when_refused, refused_save, toast, unsaved},
    i18n::{Key, k, t},
    store::Failure,
    timeline::{Fact, Stale},
};

/// What every such form holds beside its fields. `Copy`.
#[derive(Clone, Copy)]
pub struct Saved {
    /// What the record was read as; `None` makes a new one.
    pub version: RwSignal<Option<i64>>,
    /// Whether something is typed.
    pub typed: RwSignal<bool>,
    pub failure: RwSignal<Option<Failure>>,
    pub busy: RwSignal<bool>,
}

impl Saved {
    #[must_use]
    pub fn new(version: Option<i64>) -> Self {
        Self {
            version: RwSignal::new(version),
            typed: RwSignal::new(false),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }
}

/// A form over a record.
pub trait DraftForm: Copy + Send + Sync + 'static {
    type Draft: 'static;
    type Record: DeserializeOwned + 'static;

    /// What is said when it is saved.
    const SAID: Key = k::STATE_SAVED;

    fn saved(self) -> Saved;
    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn draft(self) -> Result<Self::Draft, Failure>;
    /// Takes what somebody else saved.
    fn fill(self, draft: &Self::Draft);
    fn parts(record: &Self::Record) -> (Meta, &Self::Draft);
    /// A draft of this record in words.
    fn facts(record: &Self::Record, draft: &Self::Draft) -> Vec<Fact>;
    fn save(self, draft: &Self::Draft, version: Option<i64>) -> impl Future<Output = Result<Self::Record, Failure>>;

    /// Shows what was refused.
    fn refuse(self, failure: Failure) {
        self.saved().failure.try_set(Some(failure));
    }

    /// Errors under the names that the fields of the form have.
    fn named(errors: Vec<FieldError>, _: &Self::Draft) -> Vec<FieldError> {
        errors
    }
}

/// The form in its sheet: its children, and Save. `refused` says what a failure is about that no field can show.
#[component]
pub fn DraftFields<F: DraftForm>(
    form: F,
    done: Callback<()>,
    #[prop(optional)] refused: Option<fn(&Failure) -> Option<&'static str>>,
    children: Children,
) -> impl IntoView {
    let Saved { failure, busy, .. } = form.saved();
    let body = NodeRef::<html::Div>::new();
    let save = saving(form, body, done);
    let said = move || {
        let met = failure.get()?;
        match refused.and_then(|refused| refused(&met)) {
            Some(why) => Some(view! { <p class="field-error" role="alert">{why}</p> }.into_any()),
            None => refused_save(Some(met)),
        }
    };
    view! {
        <PrivateForm class="sheet-form" submit=save busy=busy>
            <div class="sheet-body" node_ref=body>
                {move || stale(form, save)}
                {children()}
                {said}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::ACTION_SAVE)}</Button>
            </div>
        </PrivateForm>
    }
}

/// What Save does. It also guards what is typed in the form around `body`, and leads to the first refused field.
pub fn saving<F: DraftForm>(
    form: F,
    body: NodeRef<html::Div>,
    done: Callback<()>,
) -> impl Fn() + Copy + Send + Sync + 'static {
    let Saved { typed, failure, busy, .. } = form.saved();
    unsaved::watch_form_of(body, typed);
    focus_when_refused(failure);
    move || {
        if !busy.get_untracked() {
            spawn_local(send(form, done));
        }
    }
}

/// Somebody else changed it meanwhile: what they changed, and the two ways on.
#[must_use]
pub fn stale<F: DraftForm>(form: F, save: impl Fn() + Copy + Send + Sync + 'static) -> Option<AnyView> {
    let saved = form.saved();
    let record: F::Record = saved.failure.get()?.theirs()?;
    let (meta, theirs) = F::parts(&record);
    let mine = form.draft().map_or_else(|_| Vec::new(), |draft| F::facts(&record, &draft));
    let said = F::facts(&record, theirs);
    let keep = Callback::new(move |()| {
        saved.version.set(Some(meta.version));
        save();
    });
    let record = StoredValue::new_local(record);
    let take = Callback::new(move |()| {
        saved.version.set(Some(meta.version));
        saved.failure.set(None);
        record.with_value(|record| form.fill(F::parts(record).1));
    });
    Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> }.into_any())
}

async fn send<F: DraftForm>(form: F, done: Callback<()>) {
    let Saved { version, failure, busy, .. } = form.saved();
    let draft = match form.draft() {
        Ok(draft) => draft,
        Err(why) => return form.refuse(why),
    };
    busy.set(true);
    failure.set(None);
    let answer = form.save(&draft, version.get_untracked()).await;
    busy.try_set(false);
    match answer {
        Ok(_) => {
            toast::say(t(F::SAID));
            done.try_run(());
        }
        Err(why) => form.refuse(Failure { fields: F::named(why.fields, &draft), ..why }),
    }
}
