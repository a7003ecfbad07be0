//! The sheet in which a milestone is chosen, changed, or said to be reached.

use leptos::{html, prelude::*, task::spawn_local};
use yaninda_shared::{
    ids::CaseId,
    milestones::{ChosenBy, MilestoneKind, MilestoneRecord, MilestoneTypeRecord},
    problem::Code,
};

use super::form::{Form, Start};
use crate::{
    components::{
        Button, DateField, FailureNote, Kind, PrivateForm, Segmented, SelectField, Sheet, TextArea, TextField,
        error_of, focus_when_refused, hold, toast, unsaved,
    },
    format,
    i18n::{Label, k, t, tf},
    store::{self, Reading},
    timeline::{Stale, of_milestone},
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn MilestoneSheet(case: CaseId, start: Start, done: Callback<()>) -> impl IntoView {
    let title = start.name.clone().unwrap_or_else(|| t(k::MILESTONES_CHOOSE).to_owned());
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.typed.into())
    });
    view! {
        <Sheet open=RwSignal::new(true) title=title on_close=done>
            <Fields case=case form=form done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(case: CaseId, form: Form, done: Callback<()>) -> impl IntoView {
    let body = NodeRef::<html::Div>::new();
    unsaved::watch_form_of(body, form.typed);
    focus_when_refused(form.failure);
    let types = store::milestones::types();
    let is_new = form.start.with_value(|start| start.version.is_none());
    let save = move || {
        if !form.busy.get_untracked() {
            spawn_local(send(case, form, done));
        }
    };
    let options = Signal::derive(move || offered(form, types));
    let who = ChosenBy::ALL.iter().map(|who| (*who, who.label().to_owned())).collect();
    let error = move |field: &str| error_of(form.failure, field);
    let usual = move || {
        form.usually().map(|day| {
            let take = move |()| form.expected_on.set(Some(day));
            view! {
                <p class="cluster sm muted">
                    {tf(k::MILESTONES_USUALLY, &[("day", &format::day(day))])}
                    <Button kind=Kind::Quiet compact=true on_press=take attr:data-test="use-usual">{t(k::MILESTONES_USE_DAY)}</Button>
                </p>
            }
        })
    };
    view! {
        <PrivateForm class="sheet-form" submit=save busy=form.busy>
            <div class="sheet-body" node_ref=body>
                {move || stale(form, save)}
                {is_new.then(|| view! {
                    <SelectField label=t(k::RECORD_KIND_MILESTONE) value=form.which options=options empty=t(k::FORM_CHOOSE).to_owned() error=error("kind")/>
                })}
                <Segmented legend=t(k::MILESTONES_CHOSEN_BY) value=form.chosen_by options=who error=error("chosen_by")/>
                <div class="stack-s">
                    <DateField label=t(k::MILESTONES_EXPECTED) optional=true value=form.expected_on error=error("expected_on")/>
                    {usual}
                </div>
                <DateField label=t(k::MILESTONES_REACHED_ON) optional=true value=form.reached_on max=format::today() error=error("reached_on")/>
                <TextField label=t(k::OUTCOMES_EVIDENCE) optional=true value=form.evidence error=error("evidence")/>
                <TextArea label=t(k::LOG_NOTE) optional=true value=form.note error=error("note")/>
                {move || refused(form)}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary icon="check" submit=true wide=true busy=form.busy attr:data-test="save">{t(k::ACTION_SAVE)}</Button>
            </div>
        </PrivateForm>
    }
}

/// Those the case does not have yet: of every office in their order, then the office's own.
fn offered(form: Form, types: Reading<Vec<MilestoneTypeRecord>>) -> Vec<(String, String)> {
    let every = MilestoneKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind.label().to_owned()));
    let own = types.get().unwrap_or_default().into_iter().filter(|one| !one.draft.retired);
    let own = own.map(|one| (one.id.to_string(), one.draft.name.as_str().to_owned()));
    let all = every.chain(own);
    form.start.with_value(|start| all.filter(|(code, _)| !start.taken.contains(code)).collect())
}

fn refused(form: Form) -> Option<AnyView> {
    let failure = form.failure.get()?;
    if failure.is(Code::Stale) && failure.current.is_some() {
        return None;
    }
    Some(if failure.fields.is_empty() {
        view! { <FailureNote failure=failure/> }.into_any()
    } else {
        view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
    })
}

/// Somebody else changed it meanwhile.
fn stale(form: Form, save: impl Fn() + Copy + Send + Sync + 'static) -> Option<AnyView> {
    let theirs: MilestoneRecord = form.failure.get()?.theirs()?;
    let mine = form.draft().map_or_else(|_| theirs.clone(), |draft| MilestoneRecord { draft, ..theirs.clone() });
    let (meta, mine, said) = (theirs.meta, of_milestone(&mine), of_milestone(&theirs));
    let keep = Callback::new(move |()| {
        form.version.set(Some(meta.version));
        save();
    });
    let take = Callback::new(move |()| {
        form.version.set(Some(meta.version));
        form.failure.set(None);
        form.take(&theirs.draft);
    });
    Some(view! { <Stale meta=meta theirs=said mine=mine keep=keep take=take/> }.into_any())
}

async fn send(case: CaseId, form: Form, done: Callback<()>) {
    let draft = match form.draft() {
        Ok(draft) => draft,
        Err(why) => return form.failure.set(Some(why)),
    };
    form.busy.set(true);
    form.failure.set(None);
    let id = form.start.with_value(|start| start.id);
    let answer = store::milestones::save(case, id, form.version.get_untracked(), &draft).await;
    form.busy.try_set(false);
    match answer {
        Ok(_) => {
            toast::say(t(k::STATE_SAVED));
            done.try_run(());
        }
        Err(why) => {
            form.failure.try_set(Some(why));
        }
    }
}
