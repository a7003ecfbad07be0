//! The sheet in which a referral is recorded or corrected.

use leptos::prelude::*;
use yaninda_shared::referrals::{Indicator, ReferralOutcome, ReferralSource, UnitRecord};

use super::{
    form::{Form, Start},
    which_case::WhichCase,
};
use crate::{
    components::{
        ChipChecks, DateField, Note, SelectField, Sheet, TextArea, TextField, Tone, enum_options, error_of, hold,
    },
    format,
    forms::DraftFields,
    i18n::{Label, k, t},
    store::Reading,
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn ReferralSheet(start: Start, units: Reading<Vec<UnitRecord>>, done: Callback<()>) -> impl IntoView {
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.saved.typed.into())
    });
    view! {
        <Sheet open=RwSignal::new(true) title=t(k::RECORD_KIND_REFERRAL).to_owned() on_close=done>
            <Fields form=form units=units done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(form: Form, units: Reading<Vec<UnitRecord>>, done: Callback<()>) -> impl IntoView {
    let error = move |field: &str| error_of(form.saved.failure, field);
    let of_source = Signal::derive(move || offered(form, units.get().unwrap_or_default()));
    // A unit belongs to its authority.
    Effect::new(move |before: Option<Option<ReferralSource>>| {
        let source = form.source();
        if before.is_some_and(|before| before != source) {
            form.unit.set(String::new());
        }
        source
    });
    let signs = Indicator::ALL.iter().map(|sign| (*sign, sign.label().to_owned())).collect();
    view! {
        <DraftFields form=form done=done>
            <Note tone=Tone::Plain><p>{t(k::REFERRALS_NO_NAMES)}</p></Note>
            <SelectField label=t(k::REFERRALS_SOURCE) value=form.source options=enum_options(ReferralSource::ALL, ReferralSource::as_str) error=error("source")/>
            <SelectField label=t(k::RECORD_KIND_UNIT) optional=true value=form.unit options=of_source error=error("unit")/>
            <TextField label=t(k::REFERRALS_ROLE) optional=true value=form.role hint=t(k::REFERRALS_ROLE_HINT) error=error("role")/>
            <DateField label=t(k::REFERRALS_RECEIVED) value=form.received_on max=format::today() error=error("received_on")/>
            <ChipChecks legend=t(k::REFERRALS_SIGNS) options=signs value=form.indicators error=error("indicators")/>
            <TextArea label=t(k::LOG_NOTE) optional=true value=form.note error=error("note")/>
            <SelectField label=t(k::REFERRALS_OUTCOME) value=form.outcome options=enum_options(ReferralOutcome::ALL, ReferralOutcome::as_str) error=error("outcome")/>
            <Show when=move || form.is_decided()>
                <DateField label=t(k::REFERRALS_DECIDED) value=form.outcome_on max=format::today() error=error("outcome_on")/>
            </Show>
            <WhichCase chosen=form.case typed=form.saved.typed error=error("case")/>
        </DraftFields>
    }
}

/// Units of the authority that is chosen, and the one that stands there already.
fn offered(form: Form, units: Vec<UnitRecord>) -> Vec<(String, String)> {
    let (source, present) = (form.source(), form.unit.get());
    let fits = |unit: &UnitRecord| {
        Some(unit.draft.source) == source && (!unit.draft.retired || unit.id.to_string() == present)
    };
    units.into_iter().filter(fits).map(|unit| (unit.id.to_string(), unit.draft.name.as_str().to_owned())).collect()
}
