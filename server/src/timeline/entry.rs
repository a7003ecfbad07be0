//! What holds for every entry of a case: whether it is there, and whether it may still be corrected.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{
        AppointmentId, ApprovalId, AssessmentId, AttachmentId, CommentId, ConsentId, DocumentId, GoalId, MilestoneId,
        NoteId, PlanId, RawId, ServiceId, UserId,
    },
    problem::Code,
    record::RecordKind,
    values::{NaiveDate, Stamp, ValueError},
};

use crate::{
    access::{Case, Reading, Writing},
    db::schema::{
        appointments, approvals, assessments, attachments, comments, consents, documents, goals, milestones, notes,
        plan_entries, services,
    },
    problem::{ApiError, ApiResult},
    services::hidden,
};

/// An entry that was withdrawn, or that stands in a closed case, is neither corrected nor withdrawn any more.
/// Errors: 409.
pub fn expect_correctable(reading: &Reading<'_, Case>, withdrawn: bool) -> ApiResult<()> {
    if withdrawn || !reading.resource.row.open { Err(ApiError::Refused(Code::Conflict)) } else { Ok(()) }
}

macro_rules! recorded_by {
    ($reading:expr, $table:ident, $id:expr) => {{
        $table::table
            .filter($table::id.eq($id))
            .filter($table::office_id.eq($reading.caller.office))
            .filter($table::case_id.eq($reading.case()))
            .select($table::created_by)
            .get_result($reading.conn)
            .optional()?
    }};
}

/// What is recorded after a case has closed, such as after-care, may still be corrected and withdrawn; what stood when it
/// closed may not. `touched_at` is when the entry was last changed. Errors: 409.
pub fn expect_correctable_since(reading: &Reading<'_, Case>, withdrawn: bool, touched_at: Stamp) -> ApiResult<()> {
    let later = reading.resource.row.closed_on.is_some_and(|closed_on| reading.core.day(touched_at) >= closed_on);
    if later && !withdrawn { Ok(()) } else { expect_correctable(reading, withdrawn) }
}

/// The first day that an entry may have: the opening of the case, or the day that it had before. A case that is said to have
/// opened later makes nothing wrong that stands already.
pub fn first_day(reading: &Reading<'_, Case>, stood_on: Option<NaiveDate>) -> NaiveDate {
    let opened_on = reading.resource.row.opened_on;
    stood_on.map_or(opened_on, |day| day.min(opened_on))
}

/// A comment or an attachment hangs on an entry of this case that its author may read. Errors: 422 on `on`.
pub fn expect_to_hang_on(reading: &mut Reading<'_, Case>, kind: RecordKind, id: RawId) -> ApiResult<()> {
    let there = is_there(reading, kind, id)? && !hidden::here(reading)?.contains(&id);
    if there { Ok(()) } else { Err(ApiError::field("on", ValueError::UnknownValue)) }
}

/// Whether this case has such an entry.
pub(super) fn is_there(reading: &mut Reading<'_, Case>, kind: RecordKind, id: RawId) -> ApiResult<bool> {
    Ok(author(reading, kind, id)?.is_some())
}

/// Who recorded an entry; nobody, if this case has no such entry.
pub fn author(reading: &mut Reading<'_, Case>, kind: RecordKind, id: RawId) -> ApiResult<Option<UserId>> {
    Ok(match kind {
        RecordKind::Service => recorded_by!(reading, services, ServiceId::from_raw(id)),
        RecordKind::Document => recorded_by!(reading, documents, DocumentId::from_raw(id)),
        RecordKind::Note => recorded_by!(reading, notes, NoteId::from_raw(id)),
        RecordKind::Consent => recorded_by!(reading, consents, ConsentId::from_raw(id)),
        RecordKind::Appointment => recorded_by!(reading, appointments, AppointmentId::from_raw(id)),
        RecordKind::Assessment => recorded_by!(reading, assessments, AssessmentId::from_raw(id)),
        RecordKind::Milestone => recorded_by!(reading, milestones, MilestoneId::from_raw(id)),
        RecordKind::Goal => recorded_by!(reading, goals, GoalId::from_raw(id)),
        RecordKind::Plan => recorded_by!(reading, plan_entries, PlanId::from_raw(id)),
        RecordKind::Case
        | RecordKind::MilestoneDismissal
        | RecordKind::MilestoneType
        | RecordKind::ClockRule
        | RecordKind::Deadline
        | RecordKind::Approval
        | RecordKind::Fund
        | RecordKind::Release
        | RecordKind::Referral
        | RecordKind::Unit
        | RecordKind::Workshop
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
        | RecordKind::Export
        | RecordKind::Task
        | RecordKind::Mail
        | RecordKind::Import => None,
    })
}

/// Comments and attachments on an entry, and requests for its payment.
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
    let requests: Vec<ApprovalId> = approvals::table
        .filter(approvals::office_id.eq(office))
        .filter(approvals::case_id.eq(case))
        .filter(approvals::service_id.eq(ServiceId::from_raw(entry)))
        .select(approvals::id)
        .load(reading.conn)?;
    let comments = comments.into_iter().map(|id| (RecordKind::Comment, id.raw()));
    let files = files.into_iter().map(|id| (RecordKind::Attachment, id.raw()));
    let requests = requests.into_iter().map(|id| (RecordKind::Approval, id.raw()));
    Ok(comments.chain(files).chain(requests).collect())
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
