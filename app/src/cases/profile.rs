//! Profile of a case.

use leptos::prelude::*;
use yaninda_shared::cases::CaseRecord;

use super::case_id;
use crate::{
    components::{Loaded, RiskMark},
    i18n::Label,
    store,
};

/// Status and risk.
#[component]
pub fn Profile() -> impl IntoView {
    view! {
        <Loaded reading=store::cases::one(case_id()) view={|case: CaseRecord| view! {
            <p class="card card-pad cluster">{case.status.label()}<RiskMark risk=case.risk/></p>
        }}/>
    }
}
