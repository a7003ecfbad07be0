//! Who did what and when, newest first, by action, person, case and day.

use std::str::FromStr;

use leptos::prelude::*;
use yaninda_shared::{
    audit::{AuditAction, AuditEntry, AuditFilter},
    ids::{CaseId, UserId},
    values::NaiveDate,
};

use super::table::{Table, short};
use crate::{
    components::{DateField, Empty, Icon, LoadedList, PageBar, PrivateForm, SelectField, Size, enum_options},
    format,
    i18n::{k, t, tf},
    store::{self, colleagues},
};

/// The log with its filters. A case is chosen by pressing it in an entry.
#[component]
pub fn AuditScreen() -> impl IntoView {
    let (action, user) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (from, until) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<NaiveDate>));
    let case = RwSignal::new(None::<CaseId>);
    let filter = Signal::derive(move || AuditFilter {
        user: user.with(|user| UserId::from_str(user).ok()),
        case: case.get(),
        action: action.with(|action| AuditAction::from_code(action)),
        since: from.get().and_then(format::start_of_day),
        // Until the end of that day.
        before: until.get().and_then(|day| format::start_of_day(day.succ_opt()?)),
    });
    let people = colleagues::list();
    let options = Signal::derive(move || {
        let all = people.get().unwrap_or_default();
        all.into_iter().map(|person| (person.id.to_string(), person.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    let today = format::today();
    view! {
        <section class="pane pane-on audit">
            <PageBar title=t(k::AUDIT_TITLE).to_owned()/>
            <div class="pane-body stack">
                <p class="sm muted">{t(k::AUDIT_LEAD)}</p>
                <PrivateForm class="two" submit=|| ()>
                    <SelectField label=t(k::AUDIT_WHAT) value=action options=enum_options(AuditAction::ALL, AuditAction::as_str) empty=t(k::AUDIT_ANY_ACTION)/>
                    <SelectField label=t(k::AUDIT_WHO) value=user options=options empty=t(k::AUDIT_ANYONE)/>
                    <DateField label=t(k::AUDIT_FROM) value=from max=today/>
                    <DateField label=t(k::AUDIT_UNTIL) value=until max=today/>
                </PrivateForm>
                {move || case.get().map(|id| {
                    let text = tf(k::AUDIT_CASE, &[("case", &short(&id.to_string()))]);
                    let label = tf(k::CASES_FILTER_OFF, &[("filter", &text)]);
                    view! {
                        <div class="chips"><button type="button" class="chip chip-on" aria-label=label on:click=move |_| case.set(None)>
                            {text}<Icon name="close" size=Size::Tiny/>
                        </button></div>
                    }
                })}
                <LoadedList listing=store::audit::list(filter) view={move |entries: Vec<AuditEntry>| {
                    if entries.is_empty() {
                        view! { <Empty icon="shield" title=t(k::AUDIT_EMPTY)/> }.into_any()
                    } else {
                        view! { <Table entries=entries people=people case=case/> }.into_any()
                    }
                }}/>
            </div>
        </section>
    }
}
