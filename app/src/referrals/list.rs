//! The referrals that somebody may see, by unit, month and outcome, and the units of the office.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;
use yaninda_shared::{
    ids::UnitId,
    policy::{Action, Relation},
    record::EntryWithdrawal,
    referrals::{ReferralFilter, ReferralOutcome, ReferralRecord},
};

use super::{
    form::Start,
    months::months,
    row::{Doing, Referral},
    sheet::ReferralSheet,
    units::Units,
};
use crate::{
    components::{Button, Empty, Kind, LoadedList, PageBar, PrivateForm, SelectField, enum_options, hold, opened_from},
    format,
    forms::{self, EditSheet, Form, Job, Kind as FieldKind, Spec},
    i18n::{k, t},
    store::{self, session},
};

/// How far back months are offered.
const MONTHS: u32 = 48;

static REASON: [Spec; 1] = [Spec::new("reason", k::ENTRY_REASON, FieldKind::Line).required()];

/// Why a referral is withdrawn.
fn withdrawal(one: &ReferralRecord) -> Job {
    let id = one.id;
    Job {
        title: t(k::ENTRY_WITHDRAW_TITLE).to_owned(),
        lead: Some(t(k::REFERRALS_WITHDRAW_TEXT).to_owned()),
        form: Form::new(&REASON, &json!({})),
        base: json!({}),
        version: Some(one.meta.version),
        save: Rc::new(move |draft, version| {
            Box::pin(async move {
                let why: EntryWithdrawal = forms::draft(&draft)?;
                store::referrals::withdraw(id, version.unwrap_or_default(), &why).await.map(drop)
            })
        }),
    }
}

/// `/referrals`.
#[component]
pub fn ReferralsScreen() -> impl IntoView {
    let units = store::referrals::units();
    let (unit, month, outcome) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let filter = Signal::derive(move || ReferralFilter {
        unit: unit.with(|unit| unit.parse::<UnitId>().ok()),
        month: Some(month.get()).filter(|month| !month.is_empty()),
        outcome: outcome.with(|outcome| ReferralOutcome::from_code(outcome)),
        case: None,
    });
    let named = Signal::derive(move || {
        let all = units.get().unwrap_or_default();
        all.into_iter().map(|unit| (unit.id.to_string(), unit.draft.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    // Kept through a lock, with what is typed in its form.
    let start = hold(|| {
        let start = RwSignal::new(None::<Start>);
        (start, Signal::derive(move || start.with(Option::is_some)))
    });
    let job = RwSignal::new_local(None::<Job>);
    let doing = Doing {
        correct: Callback::new(move |one: ReferralRecord| start.set(Some(Start::correct(&one)))),
        withdraw: Callback::new(move |one: ReferralRecord| job.set(Some(withdrawal(&one)))),
    };
    let done = Callback::new(move |()| start.set(None));
    view! {
        <section class="pane pane-on training">
            <PageBar title=t(k::REFERRALS_TITLE).to_owned() back=opened_from()>
                <Button kind=Kind::Primary compact=true icon="plus" on_press=move |()| start.set(Some(Start::record())) attr:data-test="record">{t(k::REFERRALS_RECORD)}</Button>
            </PageBar>
            <div class="pane-body stack">
                <PrivateForm class="three" submit=|| ()>
                    <SelectField label=t(k::RECORD_KIND_UNIT) value=unit options=named empty=t(k::REFERRALS_ANY_UNIT).to_owned()/>
                    <SelectField label=t(k::REFERRALS_MONTH) value=month options=months(format::today(), MONTHS) empty=t(k::REFERRALS_ANY_MONTH).to_owned()/>
                    <SelectField label=t(k::REFERRALS_OUTCOME) value=outcome options=enum_options(ReferralOutcome::ALL, ReferralOutcome::as_str) empty=t(k::REFERRALS_ANY_OUTCOME).to_owned()/>
                </PrivateForm>
                <LoadedList listing=store::referrals::list(filter) view={move |all: Vec<ReferralRecord>| {
                    if all.is_empty() {
                        return view! { <Empty icon="flag" title=t(k::REFERRALS_EMPTY)/> }.into_any();
                    }
                    let known = units.get().unwrap_or_default();
                    let rows = all.into_iter().map(|one| view! { <Referral one=one units=known.clone() doing=doing/> });
                    view! { <ul class="card rows">{rows.collect_view()}</ul> }.into_any()
                }}/>
                {session::may(Action::UnitWrite, Relation::Office).then(|| view! { <Units units=units job=job/> })}
            </div>
        </section>
        {move || start.get().map(|start| view! { <ReferralSheet start=start units=units done=done/> })}
        <EditSheet job=job/>
    }
}
