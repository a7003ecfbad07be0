//! Asking for a case to move to another office: another supervisor decides, then everything goes along and this office loses it.

use leptos::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalDraft, ApprovalKind},
    cases::CaseRecord,
    ids::{ApprovalId, OfficeId},
    values::ValueError,
};

use super::{
    form::{State, StepForm, Work},
    reason::{reason, refuse},
    steps::Doing,
};
use crate::{
    components::{Note, SelectField, TextField, error_of},
    i18n::{k, t},
    ids,
    store::{approvals, colleagues},
};

/// Where it is to go and why.
#[component]
pub(super) fn MoveCase(case: CaseRecord, doing: Doing) -> impl IntoView {
    let state = State::new();
    let (chosen, typed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (offices, own, case) = (colleagues::offices(), case.office, case.id);
    let id = ids::new(ApprovalId::from_parts);
    let options = Signal::derive(move || {
        let others = offices.get().unwrap_or_default().into_iter().filter(|office| office.id != own);
        others.map(|office| (office.id.to_string(), office.draft.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    let work = Callback::new(move |()| {
        let Ok(office) = chosen.get_untracked().parse::<OfficeId>() else {
            return refuse(state, "office", ValueError::Missing);
        };
        let note = Some(reason(state, "note", typed)?);
        let draft = ApprovalDraft { office: Some(office), note, ..ApprovalDraft::of(ApprovalKind::Transfer) };
        Some(Box::pin(async move { approvals::ask(case, id, &draft).await.map(drop) }) as Work)
    });
    view! {
        <StepForm doing=doing state=state save=t(k::TEAM_MOVE_ASK) said=t(k::TEAM_SENT) work=work>
            <Note><p>{t(k::TEAM_MOVE_WHY)}</p></Note>
            <SelectField label=t(k::OFFICE_TITLE) value=chosen options=options empty=t(k::FORM_CHOOSE).to_owned() error=error_of(state.failure, "office")/>
            <TextField label=t(k::TEAM_REASON) value=typed error=error_of(state.failure, "note")/>
        </StepForm>
    }
}
