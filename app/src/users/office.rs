//! The settings of one's own office: its name and after how many days a case is quiet or contact is confirmed again.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    offices::{OfficeDraft, OfficeRecord},
    problem::Checker,
    values::{ShortText, ValueError},
};

use crate::{
    components::{Button, FailureNote, Input, Kind, TextField, error_of, toast},
    i18n::{k, t},
    store::{Failure, colleagues},
};

/// The form in the sheet.
#[component]
pub(super) fn EditOffice(office: OfficeRecord, open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(office.draft.name.as_str().to_owned());
    let quiet = RwSignal::new(office.draft.quiet_days.to_string());
    let confirm = RwSignal::new(office.draft.confirm_days.to_string());
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    let (id, version) = (office.id, office.version);
    let submit = move || {
        let draft = match parse(&name.get_untracked(), &quiet.get_untracked(), &confirm.get_untracked()) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        spawn_local(async move {
            match colleagues::save_office(id, version, &draft).await {
                Ok(_) => {
                    toast::say(t(k::STATE_SAVED));
                    open.try_set(false);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="sheet-form" novalidate on:submit=move |event| { event.prevent_default(); submit(); }>
            <div class="sheet-body">
                <TextField label=t(k::USERS_NAME) value=name error=error_of(failure, "name")/>
                <TextField label=t(k::OFFICE_QUIET) hint=t(k::OFFICE_DAYS_HINT).to_owned() value=quiet input=Input::Number error=error_of(failure, "quiet_days")/>
                <TextField label=t(k::OFFICE_CONFIRM) hint=t(k::OFFICE_DAYS_HINT).to_owned() value=confirm input=Input::Number error=error_of(failure, "confirm_days")/>
                {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary submit=true wide=true busy=busy>{t(k::ACTION_SAVE)}</Button>
            </div>
        </form>
    }
}

fn parse(name: &str, quiet: &str, confirm: &str) -> Result<OfficeDraft, Failure> {
    let mut checker = Checker::default();
    let days = |typed: &str| typed.trim().parse::<i32>().map_err(|_| ValueError::WrongType);
    let name = checker.check("name", ShortText::parse(name));
    let quiet_days = checker.check("quiet_days", days(quiet));
    let confirm_days = checker.check("confirm_days", days(confirm));
    checker.finish().map_err(Failure::invalid)?;
    let (Some(name), Some(quiet_days), Some(confirm_days)) = (name, quiet_days, confirm_days) else {
        return Err(Failure::invalid(Vec::new()));
    };
    let draft = OfficeDraft { name, quiet_days, confirm_days };
    draft.validate().map_err(Failure::invalid)?;
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_in_their_range() {
        assert!(parse("Istanbul", "30", "60").is_ok());
        let failure = parse("Istanbul", "3", "soon").unwrap_err();
        assert!(failure.field("confirm_days").is_some());
        assert!(parse("Istanbul", "3", "60").unwrap_err().field("quiet_days").is_some());
    }
}
