//! Everything of one entry of the timeline.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, RawId},
    record::{Former, RecordKind},
    timeline::{Entry, EntryDetail, TimelineItem},
    values::ShortText,
};

use super::{
    entry::is_there,
    list::{attachments_on, comments_on},
};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    appointments, consents, documents,
    http::Problems,
    milestones, notes, outcomes, plans,
    problem::{ApiError, ApiResult},
    records, services,
};

/// Kinds of entry that can be opened; an event is shown in full on the timeline.
const KINDS: [RecordKind; 9] = [
    RecordKind::Service,
    RecordKind::Document,
    RecordKind::Note,
    RecordKind::Consent,
    RecordKind::Appointment,
    RecordKind::Assessment,
    RecordKind::Milestone,
    RecordKind::Plan,
    RecordKind::Goal,
];

/// A service, document, note, consent, appointment, assessment, milestone, entry about the plan or goal with its
/// comments,
/// attachments and former versions; document numbers are masked.
#[utoipa::path(tag = "timeline", params(("case" = CaseId, Path), ("entry" = uuid::Uuid, Path)),
    responses((status = 200, body = EntryDetail), Problems))]
#[get("/cases/{case}/timeline/{entry}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, uuid::Uuid)>) -> ApiResult<impl Responder> {
    let id = RawId(path.into_inner().1);
    let shown = access
        .read(move |reading| {
            let (kind, detail) = open(reading, id)?;
            let mut ids = vec![id];
            ids.extend(detail.item.comments.iter().map(|comment| comment.id.raw()));
            ids.extend(detail.item.attachments.iter().map(|attachment| attachment.id.raw()));
            Ok(Disclosed::audited(detail, AuditAction::Read, kind, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn open(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<(RecordKind, EntryDetail)> {
    for kind in KINDS {
        if !is_there(reading, kind, id)? {
            continue;
        }
        let (entry, (former, withdraw_reason)) = match kind {
            RecordKind::Service => {
                let former = services::history::former(reading, id)?;
                (Entry::Service(services::row::show(reading, id)?), split(former, Entry::Service))
            }
            RecordKind::Document => {
                let former = documents::history::former(reading, id)?;
                (Entry::Document(documents::row::show(reading, id)?), split(former, Entry::Document))
            }
            RecordKind::Note => {
                let former = records::former(reading, id)?;
                (Entry::Note(notes::row::show(reading, id)?), split(former, Entry::Note))
            }
            RecordKind::Appointment => {
                let former = appointments::row::former(reading, id)?;
                (Entry::Appointment(appointments::row::show(reading, id)?), split(former, Entry::Appointment))
            }
            RecordKind::Assessment => {
                let former = records::former(reading, id)?;
                (Entry::Assessment(outcomes::row::show(reading, id)?), split(former, Entry::Assessment))
            }
            RecordKind::Milestone => {
                let former = records::former(reading, id)?;
                (Entry::Milestone(milestones::row::show(reading, id)?), split(former, Entry::Milestone))
            }
            RecordKind::Goal => {
                let former = records::former(reading, id)?;
                (Entry::Goal(plans::goals::row::show(reading, id)?), split(former, Entry::Goal))
            }
            RecordKind::Plan => {
                let former = records::former(reading, id)?;
                (Entry::Plan(plans::entries::row::show(reading, id)?), split(former, Entry::Plan))
            }
            _ => {
                let consent = consents::list::show(reading, id)?;
                let reason = consent.withdraw_reason.clone();
                let (former, _) = split(records::former(reading, id)?, Entry::Consent);
                (Entry::Consent(consent), (former, reason))
            }
        };
        let key = reading.case_key()?;
        let comments = comments_on(reading, &key, &[id])?.remove(&id).unwrap_or_default();
        let attachments = attachments_on(reading, &[id])?.remove(&id).unwrap_or_default();
        return Ok((
            kind,
            EntryDetail { item: TimelineItem { entry, comments, attachments }, former, withdraw_reason },
        ));
    }
    Err(ApiError::not_found())
}

/// The versions, and the reason of the withdrawal among them.
fn split<T>(former: Vec<Former<T>>, entry: fn(T) -> Entry) -> (Vec<Entry>, Option<ShortText>) {
    let reason = former.iter().rev().find_map(|was| was.withdraw_reason.clone());
    (former.into_iter().map(|was| entry(was.record)).collect(), reason)
}
