//! What holds for every entry of a case: whether it is there, and whether it may still be corrected.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{
        AppointmentId, AssessmentId, AttachmentId, CommentId, ConsentId, DocumentId, GoalId, MilestoneId, NoteId,
        PlanId, RawId, ServiceId,
    },
    problem::Code,
    record::RecordKind,
    values::ValueError,
};

use crate::{
    access::{Case, Reading, Writing},
    db::schema::{
        appointments, assessments, attachments, comments, consents, documents, goals, milestones, notes, plan_entries,
        services,
    },
    problem::{ApiError, ApiResult},
    services::hidden,
};

/// An entry that was withdrawn, or that stands in a closed case, is neither corrected nor withdrawn any more.
/// Errors: 409.
pub fn expect_correctable(reading: &Reading<'_, Case>, withdrawn: bool) -> ApiResult<()> {
    if withdrawn || !reading.resource.row.open { Err(ApiError::Refused(Code::Conflict)) } else { Ok(()) }
}

macro_rules! found {
    ($reading:expr, $table:ident, $id:expr) => {{
        let row: Option<i64> = $table::table
            .filter($table::id.eq($id))
            .filter($table::office_id.eq($reading.caller.office))
            .filter($table::case_id.eq($reading.case()))
            .select($table::version)
            .get_result($reading.conn)
            .optional()?;
        row.is_some()
    }};
}

/// A comment or an attachment hangs on an entry of this case that its author may read. Errors: 422 on `on`.
pub fn expect_to_hang_on(reading: &mut Reading<'_, Case>, kind: RecordKind, id: RawId) -> ApiResult<()> {
    let there = is_there(reading, kind, id)? && !hidden::here(reading)?.contains(&id);
    if there { Ok(()) } else { Err(ApiError::field("on", ValueError::UnknownValue)) }
}

/// Whether this case has such an entry.
pub(super) fn is_there(reading: &mut Reading<'_, Case>, kind: RecordKind, id: RawId) -> ApiResult<bool> {
    Ok(match kind {
        RecordKind::Service => found!(reading, services, ServiceId::from_raw(id)),
        RecordKind::Document => found!(reading, documents, DocumentId::from_raw(id)),
        RecordKind::Note => found!(reading, notes, NoteId::from_raw(id)),
        RecordKind::Consent => found!(reading, consents, ConsentId::from_raw(id)),
        RecordKind::Appointment => found!(reading, appointments, AppointmentId::from_raw(id)),
        RecordKind::Assessment => found!(reading, assessments, AssessmentId::from_raw(id)),
        RecordKind::Milestone => found!(reading, milestones, MilestoneId::from_raw(id)),
        RecordKind::Goal => found!(reading, goals, GoalId::from_raw(id)),
        RecordKind::Plan => found!(reading, plan_entries, PlanId::from_raw(id)),
        RecordKind::Case
        | RecordKind::MilestoneType
        | RecordKind::Contact
        | RecordKind::Assignment
        | RecordKind::Share
        | RecordKind::Comment
        | RecordKind::Attachment
        | RecordKind::Event
        | RecordKind::User
        | RecordKind::Office
        | RecordKind::Device
        | RecordKind::View
        | RecordKind::Task
        | RecordKind::Mail => false,
    })
}

/// Comments and attachments on an entry.
fn hanging(reading: &mut Reading<'_, Case>, entry: RawId) -> ApiResult<Vec<(RecordKind, RawId)>> {
    let (office, case) = (reading.caller.office, reading.case());
    let comments: Vec<CommentId> = comments::table
        .filter(comments::office_id.eq(office))
        .filter(comments::case_id.eq(case))
        .filter(comments::on_id.eq(entry))
        .select(comments::id)
        .load(reading.conn)?;
    let files: Vec<AttachmentId> = attachments::table
        .filter(attachments::office_id.eq(office))
        .filter(attachments::case_id.eq(case))
        .filter(attachments::on_id.eq(entry))
        .select(attachments::id)
        .load(reading.conn)?;
    let comments = comments.into_iter().map(|id| (RecordKind::Comment, id.raw()));
    Ok(comments.chain(files.into_iter().map(|id| (RecordKind::Attachment, id.raw()))).collect())
}

/// Whether anything hangs on an entry.
pub fn hangs_on(reading: &mut Reading<'_, Case>, entry: RawId) -> ApiResult<bool> {
    Ok(!hanging(reading, entry)?.is_empty())
}

/// Says again in the feed what hangs on an entry, because who may read it has changed.
pub fn tell_again(writing: &mut Writing<'_, Case>, entry: RawId) -> ApiResult<()> {
    let case = Some(writing.case());
    hanging(writing, entry)?.into_iter().try_for_each(|(kind, id)| writing.touch(kind, id, case))
}
