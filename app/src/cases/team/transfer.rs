//! Moving a case to another office: everything goes along, and this office loses it.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use yaninda_shared::{
    cases::{CaseRecord, Transfer},
    ids::OfficeId,
    values::ValueError,
};

use super::{
    form::{State, StepForm, Work},
    reason::{reason, refuse},
    steps::Doing,
};
use crate::{
    components::{Note, SelectField, TextField, Tone, error_of},
    i18n::{k, t},
    store::{cases, colleagues},
};

/// Where it goes and why. After it the list is shown: the case is not here any more.
#[component]
pub(super) fn MoveCase(case: CaseRecord, doing: Doing) -> impl IntoView {
    let state = State::new();
    let (chosen, typed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (offices, own) = (colleagues::offices(), case.office);
    let options = Signal::derive(move || {
        let others = offices.get().unwrap_or_default().into_iter().filter(|office| office.id != own);
        others.map(|office| (office.id.to_string(), office.draft.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    let navigate = StoredValue::new(use_navigate());
    let work = Callback::new(move |()| {
        let Ok(office) = chosen.get_untracked().parse::<OfficeId>() else {
            return refuse(state, "office", ValueError::Missing);
        };
        let transfer = Transfer { office, reason: reason(state, "reason", typed)? };
        let (case, navigate) = (doing.case()?, navigate.get_value());
        Some(Box::pin(async move {
            cases::transfer(&case, &transfer).await?;
            navigate("/cases", NavigateOptions::default());
            Ok(())
        }) as Work)
    });
    view! {
        <StepForm doing=doing state=state save=t(k::TEAM_MOVE) work=work>
            <Note tone=Tone::Due><p>{t(k::TEAM_MOVE_WHY)}</p></Note>
            <SelectField label=t(k::OFFICE_TITLE) value=chosen options=options empty=t(k::FORM_CHOOSE).to_owned() error=error_of(state.failure, "office")/>
            <TextField label=t(k::TEAM_REASON) value=typed error=error_of(state.failure, "reason")/>
        </StepForm>
    }
}
