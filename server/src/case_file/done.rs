//! Services, documents and appointments. People at providers, interpreters and whoever comes along are not named.

use yaninda_shared::{
    appointments::AppointmentRecord,
    catalogue::{self, FieldKind},
    documents::DocumentDraft,
    services::{FieldValue, ServiceRecord},
    values::Money,
};

use super::{
    gather::Gathered,
    lay::{table, text},
    tongue::Tongue,
};
use crate::{papers::Block, sheets::amount, words::dates};

/// Each service with the details that are about the person alone.
pub(super) fn services(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let row = |one: &ServiceRecord| {
        let draft = &one.draft;
        let mut what = tongue.label("service", &draft.code);
        for detail in details(one, tongue) {
            what.push('\n');
            what.push_str(&detail);
        }
        let cost =
            |cost: Money| format!("{} {}", amount(cost.minor(), cost.currency().digits()), cost.currency().as_str());
        vec![
            tongue.date(draft.occurred_on),
            what,
            tongue.label("service_status", draft.status.as_str()),
            text(draft.provider.as_ref()),
            text(draft.place.as_ref()),
            draft.cost.map_or_else(String::new, cost),
        ]
    };
    let head = ["file-day", "file-what", "file-state", "file-provider", "file-place", "file-cost"];
    table(tongue, &head, case.services.iter().map(row).collect())
}

/// Details that are numbers, days or choices. A text may name a landlord, a lawyer, a child.
fn details(service: &ServiceRecord, tongue: &Tongue) -> Vec<String> {
    let Some(kind) = catalogue::find(&service.draft.code) else { return Vec::new() };
    let told = |field: &catalogue::FieldSpec| {
        let value = service.draft.details.get(field.key)?;
        let value = match (field.kind, value) {
            (FieldKind::Text | FieldKind::Hidden, _) => return None,
            (_, FieldValue::Flag(flag)) => tongue.yes(*flag),
            (FieldKind::Percent, FieldValue::Count(count)) => format!("{count} %"),
            (_, FieldValue::Count(count)) => count.to_string(),
            (FieldKind::Day, FieldValue::Text(_)) => tongue.date(service.draft.day(field.key)?),
            (FieldKind::Choice(_), FieldValue::Text(text)) => tongue.label("choice", text.as_str()),
            (_, FieldValue::Text(text)) => text.as_str().to_owned(),
        };
        // In two scripts they would be hard to read on one line.
        let between = if tongue.knows_lists() { " " } else { "\n" };
        Some(format!("{}:{between}{value}", tongue.label("field", field.key)))
    };
    kind.fields.iter().filter_map(told).collect()
}

/// Each document with its number.
pub(super) fn documents(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let row = |one: &DocumentDraft| {
        vec![
            tongue.label("document_kind", one.kind.as_str()),
            tongue.label("document_status", one.status.as_str()),
            text(one.number.as_ref()),
            text(one.issuer.as_ref()),
            tongue.maybe(one.issued_on.or(one.valid_from)),
            tongue.maybe(one.expires_on),
        ]
    };
    let head = ["file-what", "file-state", "file-number", "file-issuer", "file-issued-on", "file-expires-on"];
    table(tongue, &head, case.documents.iter().map(row).collect())
}

/// Each appointment.
pub(super) fn appointments(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let row = |one: &AppointmentRecord| {
        let starts = one.draft.starts;
        vec![
            format!("{}, {}", tongue.date(starts.day()), dates::time(tongue.language, starts)),
            tongue.label("service", &one.draft.code),
            tongue.label("appointment_state", one.state.as_str()),
            text(one.draft.place.as_ref()),
        ]
    };
    let head = ["file-when", "file-what", "file-state", "file-place"];
    table(tongue, &head, case.appointments.iter().map(row).collect())
}
