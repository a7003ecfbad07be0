//! What is asked for, in words, and where it stands.

use leptos::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalRecord, ApprovalState},
    offices::OfficeRecord,
};

use crate::{
    components::{Tag, Tone},
    format,
    i18n::{self, Label, k, t, tf},
    store::Reading,
};

/// Where a request stands; nothing for what never needed one.
#[component]
pub fn ApprovalTag(state: Option<ApprovalState>) -> impl IntoView {
    state.map(|state| {
        let (tone, icon) = match state {
            ApprovalState::Waiting => (Tone::Wait, "clock"),
            ApprovalState::Approved => (Tone::Good, "check"),
            ApprovalState::Refused => (Tone::Due, "close"),
            ApprovalState::TakenBack | ApprovalState::Lapsed => (Tone::Plain, "minus"),
        };
        view! { <Tag tone=tone icon=icon text=state.label()/> }
    })
}

/// "Rent · 20.000 ₺", "To Ankara", "Aims reached".
pub(super) fn what(one: &ApprovalRecord, service_type: Option<&str>, offices: Reading<Vec<OfficeRecord>>) -> String {
    let parts: Vec<String> = match one.kind {
        ApprovalKind::Payment => {
            let service = service_type.map(|code| i18n::service(code).to_owned());
            [service, one.cost.as_ref().map(format::money)].into_iter().flatten().collect()
        }
        ApprovalKind::Close => one.close_reason.map(|reason| reason.label().to_owned()).into_iter().collect(),
        ApprovalKind::Transfer => one.office.map(|office| to(office, offices)).into_iter().collect(),
    };
    parts.join(" · ")
}

fn to(office: yaninda_shared::ids::OfficeId, offices: Reading<Vec<OfficeRecord>>) -> String {
    let found = offices.get().unwrap_or_default().into_iter().find(|one| one.id == office);
    let name = found.map_or_else(String::new, |office| office.draft.name.as_str().to_owned());
    tf(k::APPROVALS_TO_OFFICE, &[("office", &name)])
}

/// Why nobody can decide it, or that somebody else will.
pub(super) fn waits_for(one: &ApprovalRecord) -> &'static str {
    t(if one.nobody_decides { k::APPROVALS_NOBODY } else { k::APPROVALS_SOMEBODY_ELSE })
}
