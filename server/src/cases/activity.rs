//! What lists show of a case's life: its latest contact, the nearest thing due, when it last changed.

use diesel::{
    dsl::{max, sql},
    expression::SqlLiteral,
    prelude::*,
    sql_types::Bool,
};
use yaninda_shared::{
    appointments::AppointmentState, documents::DocumentStatus, record::RecordKind, services::ServiceStatus,
    values::NaiveDate,
};

use super::reschedule::reschedule;
use crate::{
    access::{Case, Writing},
    db::schema::{appointments, cases, documents, notes, services},
    problem::ApiResult,
    services::row::ServiceRow,
};

/// Notes that an entry of the case was written.
///
/// `contact` is the day of a service in which somebody met or spoke to the person, or of a note. `due_changed` says that a due day may have
/// changed or an entry was corrected or withdrawn; both days are then worked out again from all entries. Leave it
/// false for the common new entry without a due day: that costs one update.
pub fn touch_activity(writing: &mut Writing<'_, Case>, contact: Option<NaiveDate>, due_changed: bool) -> ApiResult<()> {
    let id = writing.case();
    let (last_contact, next_due) = if due_changed {
        (latest_contact(writing)?, nearest_due(writing)?)
    } else {
        let row = &writing.resource.row;
        (row.last_contact_on.max(contact), row.next_due_on)
    };
    diesel::update(cases::table.find(id))
        .set((
            cases::last_contact_on.eq(last_contact),
            cases::next_due_on.eq(next_due),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
        ))
        .execute(writing.conn)?;
    if due_changed {
        reschedule(writing)?;
    }
    writing.touch(RecordKind::Case, id.raw(), Some(id))
}

/// The latest day of a contact, a note that stands, or an appointment that was kept.
fn latest_contact(writing: &mut Writing<'_, Case>) -> ApiResult<Option<NaiveDate>> {
    let (office, case) = (writing.caller.office, writing.case());
    let key = writing.case_key()?;
    let delivered: Vec<ServiceRow> = services::table
        .filter(services::office_id.eq(office))
        .filter(services::case_id.eq(case))
        .filter(services::status.eq(ServiceStatus::Delivered))
        .filter(services::withdrawn.eq(false))
        .order(services::occurred_on.desc())
        .load(writing.conn)?;
    // Whether it was one is among the sealed details: they are opened until the first.
    let mut service = None;
    for row in delivered {
        if row.open_whole(&key)?.draft.is_contact() {
            service = Some(row.occurred_on);
            break;
        }
    }
    let met: Option<NaiveDate> = appointments::table
        .filter(appointments::office_id.eq(office))
        .filter(appointments::case_id.eq(case))
        .filter(appointments::state.eq(AppointmentState::Attended))
        .select(max(appointments::occurred_on))
        .get_result(writing.conn)?;
    let note: Option<NaiveDate> = notes::table
        .filter(notes::office_id.eq(office))
        .filter(notes::case_id.eq(case))
        .filter(notes::withdrawn.eq(false))
        .select(max(notes::occurred_on))
        .get_result(writing.conn)?;
    Ok(service.max(note).max(met))
}

/// The nearest next step of an open service or expiry of a live document that nothing replaced.
fn nearest_due(writing: &mut Writing<'_, Case>) -> ApiResult<Option<NaiveDate>> {
    let (office, case) = (writing.caller.office, writing.case());
    // The least of them is found here: asked for it, SQLite would walk the steps of the whole office.
    let steps: Vec<Option<NaiveDate>> = services::table
        .filter(services::office_id.eq(office))
        .filter(services::case_id.eq(case))
        .filter(still_to_do())
        .select(services::next_step_on)
        .load(writing.conn)?;
    let rows: Vec<(
        yaninda_shared::ids::DocumentId,
        Option<yaninda_shared::ids::DocumentId>,
        DocumentStatus,
        Option<NaiveDate>,
    )> = documents::table
        .filter(documents::office_id.eq(office))
        .filter(documents::case_id.eq(case))
        .filter(documents::withdrawn.eq(false))
        .select((documents::id, documents::supersedes, documents::status, documents::expires_on))
        .load(writing.conn)?;
    let expiry = rows
        .iter()
        .filter(|(id, _, status, _)| status.is_live() && !rows.iter().any(|next| next.1 == Some(*id) && next.2.holds()))
        .filter_map(|(_, _, _, expires)| *expires)
        .min();
    Ok(steps.into_iter().flatten().chain(expiry).min())
}

/// The condition of the index `services_by_need`. An index on a part of a table serves a query that says the same
/// words, so the statuses are written out here too.
const STILL_TO_DO: &str =
    "NOT services.withdrawn AND services.status IN ('planned', 'requested', 'approved', 'in_progress')";

/// Services that stand and are still to be done.
pub fn still_to_do() -> SqlLiteral<Bool> {
    sql(STILL_TO_DO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_do_is_said_alike_by_statuses_queries_and_indexes() {
        for status in ServiceStatus::ALL {
            assert_eq!(STILL_TO_DO.contains(&format!("'{}'", status.as_str())), status.is_open(), "{status:?}");
        }
        let condition = STILL_TO_DO.replace("services.", "");
        for schema in [
            include_str!("../../../migrations/sqlite/00000000000003_cases/up.sql"),
            include_str!("../../../migrations/postgres/00000000000003_cases/up.sql"),
        ] {
            assert!(schema.contains(&condition));
        }
    }
}
