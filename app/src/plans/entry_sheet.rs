//! The sheet in which it is noted that the plan was agreed, looked at again or changed. What is typed stays while the app is
//! locked.

use leptos::prelude::*;
use yaninda_shared::plans::PlanStep;

use super::entry_form::{Form, Start};
use crate::{
    components::{DateField, Segmented, SelectField, Sheet, TextArea, TextField, error_of, hold},
    format,
    forms::{DraftFields, Options},
    i18n::{Label, k, t},
    store::Failure,
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn EntrySheet(start: Start, done: Callback<()>) -> impl IntoView {
    let title = t(match (start.version, start.step) {
        (Some(_), _) => k::TIMELINE_CORRECT,
        (None, PlanStep::Agreed) => k::PLANS_AGREE,
        (None, _) => k::PLANS_REVIEW,
    });
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.saved.typed.into())
    });
    view! {
        <Sheet open=RwSignal::new(true) title=title on_close=done>
            <Fields form=form done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(form: Form, done: Callback<()>) -> impl IntoView {
    let error = move |field: &str| error_of(form.saved.failure, field);
    let steps = PlanStep::ALL.iter().map(|step| (*step, step.label().to_owned())).collect();
    let languages = Options::Languages.all_with(&form.language.get_untracked());
    let copy = vec![(true, t(k::FORM_YES).to_owned()), (false, t(k::FORM_NO).to_owned())];
    let is_new = form.start.with_value(|start| start.version.is_none());
    view! {
        <DraftFields form=form done=done refused=refused>
            {is_new.then(|| view! { <p class="sm muted">{t(k::PLANS_AGREE_LEAD)}</p> })}
            <Segmented legend=t(k::PLANS_WHAT) value=form.step options=steps error=error("step")/>
            <DateField label=t(k::LOG_WHEN) value=form.occurred_on max=format::today() error=error("occurred_on")/>
            <SelectField label=t(k::PLANS_LANGUAGE) hint=t(k::PLANS_LANGUAGE_HINT).to_owned() value=form.language options=languages error=error("language")/>
            <TextField label=t(k::PLANS_INTERPRETER) optional=true value=form.interpreter error=error("interpreter")/>
            <TextArea label=t(k::PLANS_NOTE) optional=true value=form.note error=error("note")/>
            <Segmented legend=t(k::PLANS_COPY) hint=t(k::PLANS_COPY_HINT).to_owned() value=form.copy_given options=copy error=error("copy_given")/>
            <DateField label=t(k::PLANS_NEXT_REVIEW) optional=true value=form.next_review_on error=error("next_review_on")/>
        </DraftFields>
    }
}

fn refused(failure: &Failure) -> Option<&'static str> {
    failure.field("goals").map(|_| t(k::PLANS_NO_OPEN_GOAL))
}
