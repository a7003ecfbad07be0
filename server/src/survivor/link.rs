//! From the secret in a link to what it stands for.

use diesel::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    appointments::AppointmentState,
    cases::SafeContact,
    ids::{AppointmentId, CaseId, MailId, OfficeId, RawId, UserId},
    mail::{MailKind, MailLanguage},
    values::{LocalTime, Stamp},
};

use crate::{
    access::Core,
    appointments::{
        row::{AppointmentRow, Details},
        when,
    },
    cases::row::safe_contact_place,
    db::{
        AnyConnection,
        schema::{appointments, cases, mails},
    },
    outbox::{HandedOver, link_hash, link_may_lead},
    problem::{ApiError, ApiResult},
    seal::Sealer,
};

/// Seconds for which another time can be asked for after an appointment that was cancelled or missed.
const AFTERWARDS: i64 = 7 * 86_400;

/// The mail that a link was in.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Sent {
    id: MailId,
    pub(super) office: OfficeId,
    pub(super) case: CaseId,
    pub(super) subject: RawId,
    kind: MailKind,
    sequence: i32,
    at: Stamp,
    /// Whose doing led to it.
    pub(super) by: UserId,
    /// What was kept of the address it was sent to; nothing before it was.
    to: Option<Vec<u8>>,
}

impl Sent {
    /// Whether it is still about the appointment as it stands: one to come to, or one that another time is asked for after.
    fn stands(&self, row: &AppointmentRow, now: Stamp) -> bool {
        let lives = match (self.kind, row.state) {
            (MailKind::Confirmation | MailKind::Change | MailKind::Reminder, AppointmentState::Planned) => {
                now < row.ends_at
            }
            (MailKind::Cancellation, AppointmentState::Cancelled) | (MailKind::Missed, AppointmentState::Missed) => {
                now < self.at.plus_seconds(AFTERWARDS)
            }
            _ => false,
        };
        lives && self.sequence == row.sequence && self.case == row.case_id
    }
}

/// The mail of this link.
pub(super) fn mail(conn: &mut AnyConnection, token: &str) -> ApiResult<Option<Sent>> {
    Ok(mails::table
        .filter(mails::link_hash.eq(link_hash(token).to_vec()))
        .select((
            mails::id,
            mails::office_id,
            mails::case_id,
            mails::subject_id,
            mails::kind,
            mails::sequence,
            mails::created_at,
            mails::created_by,
            mails::sent_to,
        ))
        .get_result(conn)
        .optional()?)
}

/// The appointment behind a link, and what is needed to show it and to take an answer.
pub(super) struct Behind {
    pub(super) row: AppointmentRow,
    pub(super) details: Details,
    pub(super) contact: SafeContact,
    pub(super) key: Sealer,
    pub(super) by: UserId,
}

impl Behind {
    /// Whether it was cancelled or missed: nobody is to come, and another time can be asked for.
    pub(super) fn is_off(&self) -> bool {
        self.row.state != AppointmentState::Planned
    }

    /// The offered times that have not passed, where the appointment is.
    pub(super) fn offered(&self, now: Stamp) -> ApiResult<Vec<LocalTime>> {
        let zone = when::zone(&self.row.zone()?).map_err(ApiError::internal)?;
        let here = when::wall(now, zone);
        Ok(self.details.offered.iter().copied().filter(|slot| *slot > here).collect())
    }

    /// The language of the person's mails.
    pub(super) fn language(&self) -> Option<MailLanguage> {
        language(&self.contact)
    }
}

/// The key of a case; nothing once it was erased.
pub(super) fn key(conn: &mut AnyConnection, core: &Core, office: OfficeId, case: CaseId) -> ApiResult<Option<Sealer>> {
    Ok(core.keys.cases(conn, office, &[case])?.remove(&case))
}

/// The appointment of this link; nothing once it is over, cancelled or changed, its case is closed, or its inbox is not safe any
/// more. A link that never was and one whose appointment is over or changed cost the same two look-ups; only one that the gate
/// refuses costs more, and whoever holds it knows already that it was one.
pub(super) fn appointment(conn: &mut AnyConnection, core: &Core, token: &str, now: Stamp) -> ApiResult<Option<Behind>> {
    let sent = mail(conn, token)?;
    let subject = sent.as_ref().map_or(RawId(Uuid::nil()), |sent| sent.subject);
    let row: Option<AppointmentRow> =
        appointments::table.find(AppointmentId::from_raw(subject)).get_result(conn).optional()?;
    let (Some(sent), Some(row)) = (sent, row) else { return Ok(None) };
    if !sent.stands(&row, now) {
        return Ok(None);
    }
    let Some(key) = key(conn, core, row.office_id, row.case_id)? else { return Ok(None) };
    let sent_to = sent.to.as_deref().unwrap_or_default();
    let mail = HandedOver { id: sent.id, office: row.office_id, case: row.case_id, sent_to };
    if !link_may_lead(conn, core, mail, now)? {
        return Ok(None);
    }
    let (details, contact) = (row.details(&key)?, contact(conn, &key, row.case_id)?);
    Ok(Some(Behind { details, contact, key, by: sent.by, row }))
}

/// How the person of this case may be written to.
pub(super) fn contact(conn: &mut AnyConnection, key: &Sealer, case: CaseId) -> ApiResult<SafeContact> {
    let sealed: Vec<u8> = cases::table.find(case).select(cases::safe_contact).get_result(conn)?;
    Ok(key.open(safe_contact_place(case), &sealed)?)
}

/// The language that this person is written to in.
pub(super) fn language(contact: &SafeContact) -> Option<MailLanguage> {
    contact.language.as_ref().and_then(MailLanguage::of)
}
