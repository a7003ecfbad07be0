//! The row of a request and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalRecord, ApprovalState, Payment, PaymentAsked},
    cases::CloseReason,
    ids::{ApprovalId, CaseId, OfficeId, RawId, ServiceId, UserId},
    policy::{Role, concerned},
    record::Meta,
    values::{Currency, Money, ShortText, Stamp},
};

use crate::{
    access::{Case, OfCase, Reading},
    db::{
        AnyConnection,
        schema::{approvals, users},
    },
    problem::{ApiError, ApiResult},
    seal::{Place, SealError, Sealer},
    services::{hidden::expect_shown, masked::mask},
};

/// Sealed column of a request: why it is asked for, what is to be paid, and why it was decided so.
pub(crate) fn place(id: ApprovalId) -> Place {
    Place::new("approvals.sealed", id.raw())
}

/// What is sealed of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<ShortText>,
    /// Of a payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<PaymentAsked>,
}

/// Table `approvals`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct ApprovalRow {
    pub id: ApprovalId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub kind: ApprovalKind,
    pub state: ApprovalState,
    pub service_id: Option<ServiceId>,
    pub logged_by: Option<UserId>,
    pub cost_minor: Option<i64>,
    pub currency: Option<String>,
    pub to_office: Option<OfficeId>,
    pub close_reason: Option<CloseReason>,
    pub settled_at: Option<Stamp>,
    pub settled_by: Option<UserId>,
    pub sealed: Option<Vec<u8>>,
    pub amended_by: Option<UserId>,
}

impl ApprovalRow {
    /// The amount of a payment.
    pub fn cost(&self) -> ApiResult<Option<Money>> {
        let (Some(minor), Some(currency)) = (self.cost_minor, &self.currency) else { return Ok(None) };
        let money = Currency::parse(currency).and_then(|currency| Money::new(minor, currency));
        money.map(Some).map_err(ApiError::internal)
    }

    /// Who asked for it, who did what it is about, and who last changed that.
    pub fn concerned(&self) -> impl Iterator<Item = UserId> + use<> {
        concerned(self.created_by, self.logged_by, self.amended_by)
    }

    /// Opens what is sealed.
    pub(super) fn said(&self, key: &Sealer) -> Result<Said, SealError> {
        self.sealed.as_ref().map_or_else(|| Ok(Said::default()), |sealed| key.open(place(self.id), sealed))
    }

    /// What is to be paid; nothing of a request from before that was kept.
    pub(super) fn payment(&self, key: &Sealer) -> Result<Option<Payment>, SealError> {
        Ok(self.said(key)?.asked.map(|asked| asked.payment))
    }

    /// Opens the request with its case's key; `supervisors` are those of its office.
    pub fn open(&self, key: &Sealer, supervisors: &[UserId]) -> ApiResult<ApprovalRecord> {
        let mut said = self.said(key)?;
        if let Some(asked) = &mut said.asked {
            mask(&asked.payment.code, &mut asked.payment.details);
        }
        let mut record = ApprovalRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            kind: self.kind,
            state: self.state,
            service: self.service_id,
            cost: self.cost()?,
            logged_by: self.logged_by,
            amended_by: self.amended_by,
            asked: said.asked,
            office: self.to_office,
            close_reason: self.close_reason,
            note: said.note,
            settled_at: self.settled_at,
            settled_by: self.settled_by,
            decision: said.decision,
            nobody_decides: false,
        };
        record.nobody_decides = self.state == ApprovalState::Waiting
            && !supervisors.iter().any(|supervisor| record.independent_of(*supervisor));
        Ok(record)
    }
}

/// The active supervisors of an office: whoever of them is independent may decide.
pub fn supervisors(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Vec<UserId>> {
    Ok(users::table
        .filter(users::office_id.eq(office))
        .filter(users::role.eq(Role::Supervisor))
        .filter(users::disabled_at.is_null())
        .select(users::id)
        .load(conn)?)
}

/// A request about this case. Errors: 404.
pub fn find<R: OfCase>(reading: &mut Reading<'_, R>, id: RawId) -> ApiResult<ApprovalRow> {
    approvals::table
        .filter(approvals::id.eq(ApprovalId::from_raw(id)))
        .filter(approvals::office_id.eq(reading.caller.office))
        .filter(approvals::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// A request about this case, opened as the case's own. Errors: 404.
pub fn show_any<R: OfCase>(reading: &mut Reading<'_, R>, id: RawId) -> ApiResult<ApprovalRecord> {
    let key = reading.case_key()?;
    let supervisors = supervisors(reading.conn, reading.caller.office)?;
    find(reading, id)?.open(&key, &supervisors)
}

/// A request about this case, opened; of a service whose details the caller may not read there is none. Errors: 404.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<ApprovalRecord> {
    let record = show_any(reading, id)?;
    if let Some(service) = record.service {
        expect_shown(reading, service.raw())?;
    }
    Ok(record)
}
