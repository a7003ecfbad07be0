//! Dated events of a case: opened, assigned, closed …

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    cases::{CaseStatus, CloseReason},
    ids::{CaseId, EventId, OfficeId, ServiceId, UserId},
    record::RecordKind,
    timeline::{EventKind, EventRecord},
    values::{NaiveDate, ShortText, Stamp},
};

use crate::{
    access::{OfCase, Writing},
    db::schema::case_events,
    problem::ApiResult,
    random,
    seal::{Place, SealError, Sealer},
};

/// Sealed column of an event: its note, and the reason of one about closing.
pub fn place(id: EventId) -> Place {
    Place::new("case_events.sealed", id.raw())
}

/// What is sealed of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Said {
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<CloseReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<ShortText>,
}

/// Table `case_events`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct EventRow {
    pub id: EventId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub kind: EventKind,
    pub occurred_on: NaiveDate,
    pub at: Stamp,
    pub by_user: UserId,
    pub user_id: Option<UserId>,
    pub status: Option<CaseStatus>,
    pub sealed: Option<Vec<u8>>,
    pub service_id: Option<ServiceId>,
}

impl EventRow {
    /// Opens the event with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<EventRecord, SealError> {
        let said: Option<Said> = self.sealed.as_ref().map(|sealed| key.open(place(self.id), sealed)).transpose()?;
        let Said { reason, note } = said.unwrap_or_default();
        Ok(EventRecord {
            id: self.id,
            case: self.case_id,
            kind: self.kind,
            occurred_on: self.occurred_on,
            at: self.at,
            by: self.by_user,
            user: self.user_id,
            status: self.status,
            reason,
            note,
        })
    }
}

/// Adds an event of today to the case and says so in the feed.
pub fn add_event<R: OfCase>(
    writing: &mut Writing<'_, R>,
    kind: EventKind,
    user: Option<UserId>,
    status: Option<CaseStatus>,
    note: Option<&ShortText>,
) -> ApiResult<()> {
    insert(writing, kind, (user, status, None), &Said { reason: None, note: note.cloned() })
}

/// As [`add_event`], about the payment of a service: who may not read the service hears nothing of it. A reason stays with the
/// request.
pub fn add_payment_event<R: OfCase>(
    writing: &mut Writing<'_, R>,
    kind: EventKind,
    service: ServiceId,
) -> ApiResult<()> {
    insert(writing, kind, (None, None, Some(service)), &Said::default())
}

/// As [`add_event`], with the reason for which a case closes or was to close.
pub fn add_closing_event<R: OfCase>(
    writing: &mut Writing<'_, R>,
    kind: EventKind,
    user: Option<UserId>,
    status: Option<CaseStatus>,
    reason: Option<CloseReason>,
    note: Option<&ShortText>,
) -> ApiResult<()> {
    insert(writing, kind, (user, status, None), &Said { reason, note: note.cloned() })
}

/// Whom an event is about, what became of the case, and which service it is about.
type About = (Option<UserId>, Option<CaseStatus>, Option<ServiceId>);

fn insert<R: OfCase>(
    writing: &mut Writing<'_, R>,
    kind: EventKind,
    (user, status, service): About,
    said: &Said,
) -> ApiResult<()> {
    let id = EventId::from_raw(random::id(writing.core.keys.random(), writing.now));
    let sealed = if *said == Said::default() {
        None
    } else {
        Some(writing.case_key()?.seal(writing.core.keys.random(), place(id), said)?)
    };
    diesel::insert_into(case_events::table)
        .values((
            case_events::id.eq(id),
            case_events::office_id.eq(writing.caller.office),
            case_events::case_id.eq(writing.case()),
            case_events::kind.eq(kind),
            case_events::occurred_on.eq(writing.today()),
            case_events::at.eq(writing.now),
            case_events::by_user.eq(writing.caller.user),
            case_events::user_id.eq(user),
            case_events::status.eq(status),
            case_events::sealed.eq(sealed),
            case_events::service_id.eq(service),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Event, id.raw(), case)
}
