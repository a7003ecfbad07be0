//! The entries as a table; on a phone each is a block.

use leptos::prelude::*;
use yaninda_shared::{audit::AuditEntry, ids::CaseId, users::Colleague};

use super::field_names;
use crate::{
    format,
    i18n::{Label, k, t, tf},
    store::{Reading, colleagues},
};

/// Pressing a case of an entry narrows the log to it.
#[component]
pub(super) fn Table(
    entries: Vec<AuditEntry>,
    people: Reading<Vec<Colleague>>,
    case: RwSignal<Option<CaseId>>,
) -> impl IntoView {
    let heads = [k::AUDIT_WHEN, k::AUDIT_WHO, k::AUDIT_WHAT, k::AUDIT_OF_CASE, k::AUDIT_RECORDS, k::AUDIT_FIELDS];
    view! {
        <div class="card table-wrap">
            <table class="table" role="table">
                <thead role="rowgroup"><tr role="row">
                    {heads.map(|head| view! { <th role="columnheader" scope="col">{t(head)}</th> }).collect_view()}
                </tr></thead>
                <tbody role="rowgroup">
                    {entries.into_iter().map(|entry| view! { <Entry entry=entry people=people case=case/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// The last part of an id: enough to compare by eye.
pub(super) fn short(id: &str) -> String {
    id.rsplit('-').next().unwrap_or_default().to_owned()
}

#[component]
fn Entry(entry: AuditEntry, people: Reading<Vec<Colleague>>, case: RwSignal<Option<CaseId>>) -> impl IntoView {
    let who = move || match entry.user {
        None => t(k::AUDIT_SYSTEM).to_owned(),
        Some(user) => Some(colleagues::name(people, user))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| short(&user.to_string())),
    };
    let kind = field_names::kind(&entry.kind);
    let ids = entry.ids.iter().take(3).map(|id| short(&id.to_string())).collect::<Vec<_>>().join(", ");
    let rest = entry.ids.len().saturating_sub(3);
    let more = if rest > 0 { " +".to_owned() + &rest.to_string() } else { String::new() };
    let fields = entry.fields.iter().map(|name| field_names::label(name)).collect::<Vec<_>>().join(t(k::FORM_COMMA));
    let of_case = entry.case.map(|id| {
        let text = short(&id.to_string());
        let label = tf(k::AUDIT_ONLY_CASE, &[("case", &text)]);
        view! { <button type="button" class="audit-case mono" dir="ltr" aria-label=label on:click=move |_| case.set(Some(id))>{text}</button> }
    });
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><span class="num">{format::instant(entry.at)}</span></th>
            <td role="cell" data-label=t(k::AUDIT_WHO)><bdi>{who}</bdi></td>
            <td role="cell" data-label=t(k::AUDIT_WHAT)>{entry.action.label()}" · "{kind}</td>
            <td role="cell" data-label=entry.case.map(|_| t(k::AUDIT_OF_CASE))>{of_case}</td>
            <td role="cell" data-label=(!entry.ids.is_empty()).then(|| t(k::AUDIT_RECORDS))><span class="mono" dir="ltr">{ids}{more}</span></td>
            <td role="cell" data-label=(!entry.fields.is_empty()).then(|| t(k::AUDIT_FIELDS))>{fields}</td>
        </tr>
    }
}
