//! Milestones that the office adds to those of every office: in its own words, and about nobody.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;
use yaninda_shared::{
    ids::MilestoneTypeId,
    milestones::{MilestoneTypeDraft, MilestoneTypeRecord},
    outcomes::OutcomeDomain,
    policy::{Action, Relation},
};

use crate::{
    components::{Button, Empty, Kind, Loaded, PageBar, Row, Rows, Tag, enum_options, opened_from},
    forms::{
        self, EditSheet, Form, Job,
        Kind::{Flag, Line, One, Year},
        Options::Closed,
        Spec, value_of,
    },
    i18n::{Label, k, t, tn},
    ids, store,
};

static TYPE: [Spec; 4] = [
    Spec::new("name", k::MILESTONE_TYPES_NAME, Line).required().hint(k::MILESTONE_TYPES_NAME_HINT),
    Spec::new("domain", k::OUTCOMES_PART, One(Closed(|| enum_options(OutcomeDomain::ALL, OutcomeDomain::as_str))))
        .required(),
    Spec::new("offset_days", k::MILESTONE_TYPES_DAYS, Year).hint(k::MILESTONE_TYPES_DAYS_HINT),
    Spec::new("retired", k::MILESTONE_TYPES_RETIRED, Flag).required().hint(k::MILESTONE_TYPES_RETIRED_HINT),
];

/// `/milestone-types`.
#[component]
pub fn MilestoneTypesScreen() -> impl IntoView {
    let job = RwSignal::new_local(None::<Job>);
    let may_write = store::session::may(Action::MilestoneTypeWrite, Relation::Office);
    let add = move |()| job.set(Some(added()));
    view! {
        <section class="pane pane-on">
            <PageBar title=t(k::MILESTONE_TYPES_TITLE).to_owned() back=opened_from()>
                {may_write.then(|| view! { <Button kind=Kind::Primary compact=true icon="plus" on_press=add attr:data-test="add-type">{t(k::ACTION_ADD)}</Button> })}
            </PageBar>
            <div class="pane-body">
                <p class="muted">{t(k::MILESTONE_TYPES_LEAD)}</p>
                <Loaded reading=store::milestones::types() view={move |all: Vec<MilestoneTypeRecord>| view! { <All all=all may_write=may_write job=job/> }}/>
            </div>
        </section>
        <EditSheet job=job/>
    }
}

#[component]
fn All(all: Vec<MilestoneTypeRecord>, may_write: bool, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    if all.is_empty() {
        return view! { <Empty icon="goal" title=t(k::MILESTONE_TYPES_EMPTY) text=t(k::MILESTONE_TYPES_EMPTY_TEXT)/> }
            .into_any();
    }
    let (offered, retired): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| !one.draft.retired);
    let rows = offered.into_iter().chain(retired).map(move |one| view! { <Type one=one may_write=may_write job=job/> });
    view! { <Rows>{rows.collect_view()}</Rows> }.into_any()
}

#[component]
fn Type(one: MilestoneTypeRecord, may_write: bool, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let draft = &one.draft;
    let (name, retired) = (draft.name.as_str().to_owned(), draft.retired);
    let days = draft.offset_days.map(|days| tn(k::COUNT_DAYS_AFTER_OPENING, days.into()));
    let said = [Some(draft.domain.label().to_owned()), days].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let label = [t(k::ACTION_EDIT), ": ", &name].concat();
    let edit = move |()| job.set(Some(changed(&one)));
    view! {
        <Row>
            <span class="grow" data-test="milestone-type">
                <span class="row-title" dir="auto">{name}</span>
                <span class="row-text">{said}</span>
            </span>
            {retired.then(|| view! { <Tag icon="close" text=t(k::MILESTONE_TYPES_NOT_OFFERED)/> })}
            {may_write.then(|| view! { <Button compact=true icon="edit" on_press=edit attr:aria-label=label attr:data-test="edit-type">{t(k::ACTION_EDIT)}</Button> })}
        </Row>
    }
}

fn added() -> Job {
    job(ids::new(MilestoneTypeId::from_parts), None, json!({ "retired": false }))
}

fn changed(one: &MilestoneTypeRecord) -> Job {
    job(one.id, Some(one.version), value_of(&one.draft))
}

fn job(id: MilestoneTypeId, version: Option<i64>, base: serde_json::Value) -> Job {
    Job {
        title: t(k::MILESTONE_TYPES_ONE).to_owned(),
        lead: None,
        form: Form::new(&TYPE, &base),
        base,
        version,
        save: Rc::new(move |draft, version| {
            Box::pin(async move {
                let draft: MilestoneTypeDraft = forms::draft(&draft)?;
                draft.validate().map_err(store::Failure::invalid)?;
                store::milestones::save_type(id, version, &draft).await.map(drop)
            })
        }),
    }
}
