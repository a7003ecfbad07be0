//! The units that the office works with.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::{Value, json};
use yaninda_shared::{
    ids::UnitId,
    referrals::{ReferralSource, UnitDraft, UnitRecord},
};

use crate::{
    components::{Button, Kind, Loaded, Section, Tag, enum_options},
    forms::{
        self, Form, Job,
        Kind::{Flag, Line, One},
        Options::Closed,
        Spec, value_of,
    },
    i18n::{Label, k, t},
    ids,
    store::{self, Reading},
};

static UNIT: [Spec; 3] = [
    Spec::new("name", k::USERS_NAME, Line).required(),
    Spec::new("source", k::REFERRALS_SOURCE, One(Closed(|| enum_options(ReferralSource::ALL, ReferralSource::as_str))))
        .required(),
    Spec::new("retired", k::REFERRALS_RETIRED, Flag),
];

fn job(id: UnitId, base: Value, version: Option<i64>) -> Job {
    Job {
        title: t(k::RECORD_KIND_UNIT).to_owned(),
        lead: None,
        form: Form::new(&UNIT, &base),
        base,
        version,
        save: Rc::new(move |draft, version| {
            Box::pin(async move {
                let draft: UnitDraft = forms::draft(&draft)?;
                store::referrals::save_unit(id, version, &draft).await.map(drop)
            })
        }),
    }
}

/// All of them, and adding one.
#[component]
pub(super) fn Units(units: Reading<Vec<UnitRecord>>, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let add = move |()| {
        let base = json!({ "source": ReferralSource::Pdmm.as_str(), "retired": false });
        job.set(Some(self::job(ids::new(UnitId::from_parts), base, None)));
    };
    let action = view! { <Button kind=Kind::Quiet compact=true icon="plus" on_press=add attr:data-test="add-unit">{t(k::ACTION_ADD)}</Button> };
    view! {
        <Section title=t(k::REFERRALS_UNITS) action=action.into_any()>
            <Loaded reading=units view={move |all: Vec<UnitRecord>| {
                if all.is_empty() {
                    return view! { <p class="sm muted">{t(k::REFERRALS_NO_UNITS)}</p> }.into_any();
                }
                let rows = all.into_iter().map(|unit| {
                    let (name, source, retired) = (unit.draft.name.as_str().to_owned(), unit.draft.source, unit.draft.retired);
                    let edit = move |()| job.set(Some(self::job(unit.id, value_of(&unit.draft), Some(unit.version))));
                    view! {
                        <li class="row" data-test="unit">
                            <span class="grow">
                                <span class="row-title" dir="auto">{name}</span>
                                <span class="row-text">{source.label()}</span>
                            </span>
                            {retired.then(|| view! { <Tag text=t(k::REFERRALS_RETIRED)/> })}
                            <Button compact=true icon="edit" on_press=edit>{t(k::ACTION_EDIT)}</Button>
                        </li>
                    }
                });
                view! { <ul class="card rows">{rows.collect_view()}</ul> }.into_any()
            }}/>
        </Section>
    }
}
