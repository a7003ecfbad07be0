//! Who did what and when, newest first, by action and person.

use std::str::FromStr;

use leptos::prelude::*;
use yaninda_shared::{
    audit::{AuditAction, AuditEntry, AuditFilter},
    ids::UserId,
    record::RecordKind,
    users::Colleague,
};

use crate::{
    components::{Empty, LoadedList, PageBar, SelectField, enum_options},
    format,
    i18n::{Label, k, t},
    store::{self, Reading, colleagues},
};

/// The log with its two filters.
#[component]
pub fn AuditScreen() -> impl IntoView {
    let (action, user) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let filter = Signal::derive(move || AuditFilter {
        user: user.with(|user| UserId::from_str(user).ok()),
        case: None,
        action: action.with(|action| AuditAction::from_code(action)),
    });
    let people = colleagues::list();
    let options = Signal::derive(move || {
        let all = people.get().unwrap_or_default();
        all.into_iter().map(|person| (person.id.to_string(), person.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    view! {
        <section class="pane pane-on audit">
            <PageBar title=t(k::AUDIT_TITLE).to_owned()/>
            <div class="pane-body">
                <p class="sm muted">{t(k::AUDIT_LEAD)}</p>
                <div class="two">
                    <SelectField label=t(k::AUDIT_WHAT) value=action options=enum_options(AuditAction::ALL, AuditAction::as_str) empty=t(k::AUDIT_ANY_ACTION)/>
                    <SelectField label=t(k::AUDIT_WHO) value=user options=options empty=t(k::AUDIT_ANYONE)/>
                </div>
                <LoadedList listing=store::audit::list(filter) view={move |entries: Vec<AuditEntry>| {
                    if entries.is_empty() {
                        view! { <Empty icon="shield" title=t(k::AUDIT_EMPTY)/> }.into_any()
                    } else {
                        view! { <Table entries=entries people=people/> }.into_any()
                    }
                }}/>
            </div>
        </section>
    }
}

#[component]
fn Table(entries: Vec<AuditEntry>, people: Reading<Vec<Colleague>>) -> impl IntoView {
    let heads = [k::AUDIT_WHEN, k::AUDIT_WHO, k::AUDIT_WHAT, k::AUDIT_RECORDS, k::AUDIT_FIELDS];
    view! {
        <div class="card table-wrap">
            <table class="table" role="table">
                <thead role="rowgroup"><tr role="row">
                    {heads.map(|head| view! { <th role="columnheader" scope="col">{t(head)}</th> }).collect_view()}
                </tr></thead>
                <tbody role="rowgroup">
                    {entries.into_iter().map(|entry| view! { <Entry entry=entry people=people/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// The last part of an id: enough to compare by eye.
fn short(id: impl ToString) -> String {
    let id = id.to_string();
    id.rsplit('-').next().unwrap_or_default().to_owned()
}

#[component]
fn Entry(entry: AuditEntry, people: Reading<Vec<Colleague>>) -> impl IntoView {
    let who = move || match entry.user {
        None => t(k::AUDIT_SYSTEM).to_owned(),
        Some(user) => {
            Some(colleagues::name(people, user)).filter(|name| !name.is_empty()).unwrap_or_else(|| short(user))
        }
    };
    let kind = RecordKind::from_code(&entry.kind).map_or_else(|| entry.kind.clone(), |kind| kind.label().to_owned());
    let ids = entry.ids.iter().take(3).map(short).collect::<Vec<_>>().join(", ");
    let rest = entry.ids.len().saturating_sub(3);
    let more = if rest > 0 { format!(" +{rest}") } else { String::new() };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><span class="num">{format::instant(entry.at)}</span></th>
            <td role="cell" data-label=t(k::AUDIT_WHO)>{who}</td>
            <td role="cell" data-label=t(k::AUDIT_WHAT)>{entry.action.label()}" · "{kind}</td>
            <td role="cell" data-label=t(k::AUDIT_RECORDS)><span class="mono" dir="ltr">{ids}{more}</span></td>
            <td role="cell" data-label=t(k::AUDIT_FIELDS)><span class="mono" dir="ltr">{entry.fields.join(", ")}</span></td>
        </tr>
    }
}
