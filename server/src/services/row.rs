//! The row of a service and how it is shown.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    approvals::ApprovalState,
    catalogue::Category,
    ids::{CaseId, DocumentId, OfficeId, RawId, ServiceId, UserId},
    policy::Action,
    problem::Code,
    record::Meta,
    services::{Confidentiality, DeliveredBy, FieldValue, ServiceDraft, ServiceRecord, ServiceStatus},
    values::{Currency, FundCode, LongText, Money, NaiveDate, ShortText, Stamp},
};

use super::masked::masked;
use crate::{
    access::{Case, Reading},
    db::schema::services,
    problem::{ApiError, ApiResult},
    records::find_of_case,
    seal::{Place, Sealer},
};

/// Sealed column of a service: provider and focal point, place, note, outcome, appointment and details.
pub(crate) fn place(id: ServiceId) -> Place {
    Place::new("services.sealed", id.raw())
}

/// What is sealed of a service.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focal_point: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<LongText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, FieldValue>,
}

impl From<&ServiceDraft> for Details {
    fn from(draft: &ServiceDraft) -> Self {
        Self {
            provider: draft.provider.clone(),
            focal_point: draft.focal_point.clone(),
            place: draft.place.clone(),
            note: draft.note.clone(),
            outcome: draft.outcome.clone(),
            appointment_on: draft.appointment_on,
            details: draft.details.clone(),
        }
    }
}

/// What a draft says, by column, for an insert and an update alike; the table must be in scope.
macro_rules! service_values {
    ($kind:ident, $draft:ident, $document:ident, $sealed:ident) => {
        (
            services::code.eq($kind.code),
            services::category.eq($kind.category),
            services::status.eq($draft.status),
            services::occurred_on.eq($draft.occurred_on),
            services::quantity.eq($draft.quantity),
            services::cost_minor.eq($draft.cost.map(|cost| cost.minor())),
            services::currency.eq($draft.cost.map(|cost| String::from(cost.currency()))),
            services::fund.eq($draft.fund.as_ref().map(|fund| fund.as_str())),
            services::delivered_by.eq($draft.delivered_by),
            services::confidentiality.eq($draft.confidentiality),
            services::needed_on.eq($draft.needed_on),
            services::requested_on.eq($draft.requested_on),
            services::next_step_on.eq($draft.next_step_on),
            services::document_id.eq($document),
            services::device_time.eq($draft.device_time),
            services::sealed.eq($sealed),
        )
    };
}
pub(crate) use service_values;

/// Table `services`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct ServiceRow {
    pub id: ServiceId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub code: String,
    pub category: Category,
    pub status: ServiceStatus,
    pub occurred_on: NaiveDate,
    pub quantity: Option<i64>,
    pub cost_minor: Option<i64>,
    pub currency: Option<String>,
    pub fund: Option<String>,
    pub delivered_by: DeliveredBy,
    pub confidentiality: Confidentiality,
    pub needed_on: Option<NaiveDate>,
    pub requested_on: Option<NaiveDate>,
    pub next_step_on: Option<NaiveDate>,
    pub document_id: Option<DocumentId>,
    pub device_time: Option<Stamp>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
    pub approval: Option<ApprovalState>,
    /// Who last changed what it costs, for what and to whom, if anybody has since it was logged.
    pub amended_by: Option<UserId>,
}

impl ServiceRow {
    /// Whether this user may read more than type, day and status; `restricted` is their right to restricted entries.
    #[must_use]
    pub fn shows_details_to(&self, user: UserId, restricted: bool) -> bool {
        self.confidentiality.shows_details(self.created_by == user, restricted)
    }

    /// Opens the service with its case's key, masked; without `details` the sealed part stays closed, and they are hidden.
    pub fn open(&self, key: &Sealer, details: bool) -> ApiResult<ServiceRecord> {
        self.record(key, details).map(masked)
    }

    /// Opens all of the service, with nothing masked.
    pub fn open_whole(&self, key: &Sealer) -> ApiResult<ServiceRecord> {
        self.record(key, true)
    }

    fn record(&self, key: &Sealer, details: bool) -> ApiResult<ServiceRecord> {
        let open: Details = if details { key.open(place(self.id), &self.sealed)? } else { Details::default() };
        let cost = match (self.cost_minor, &self.currency) {
            (Some(minor), Some(currency)) => {
                let money = Currency::parse(currency).and_then(|currency| Money::new(minor, currency));
                Some(money.map_err(ApiError::internal)?)
            }
            _ => None,
        };
        let fund = self.fund.as_deref().map(FundCode::parse).transpose().map_err(ApiError::internal)?;
        let mut record = ServiceRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: ServiceDraft {
                code: self.code.clone(),
                status: self.status,
                occurred_on: self.occurred_on,
                quantity: self.quantity,
                cost,
                fund,
                delivered_by: self.delivered_by,
                confidentiality: self.confidentiality,
                needed_on: self.needed_on,
                requested_on: self.requested_on,
                next_step_on: self.next_step_on,
                appointment_on: open.appointment_on,
                provider: open.provider,
                focal_point: open.focal_point,
                place: open.place,
                note: open.note,
                outcome: open.outcome,
                details: open.details,
                document: self.document_id,
                device_time: self.device_time,
            },
            withdrawn: self.withdrawn,
            approval: self.approval,
            details_hidden: false,
        };
        if !details {
            record.hide_details();
        }
        Ok(record)
    }

    /// Who cannot see the details neither corrects nor withdraws: they do not know what they would wipe. Errors: 403.
    pub fn expect_shown_to(&self, reading: &Reading<'_, Case>) -> ApiResult<()> {
        if self.shows_details_to(reading.caller.user, reading.may(Action::RestrictedRead)) {
            Ok(())
        } else {
            Err(ApiError::Refused(Code::NotAllowed))
        }
    }

    /// Opens as much of the service as the caller may read, masked.
    pub fn open_for(&self, reading: &Reading<'_, Case>, key: &Sealer) -> ApiResult<ServiceRecord> {
        self.open(key, self.shows_details_to(reading.caller.user, reading.may(Action::RestrictedRead)))
    }
}

find_of_case!(pub services, ServiceId => ServiceRow);

/// A service of this case with nothing masked, for who may read restricted entries; else as [`show`].
pub(super) fn show_whole(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<ServiceRecord> {
    let key = reading.case_key()?;
    let service = find(reading, id)?;
    let author = service.created_by == reading.caller.user;
    if Confidentiality::Restricted.shows_details(author, reading.may(Action::RestrictedRead)) {
        service.open_whole(&key)
    } else {
        service.open_for(reading, &key)
    }
}

/// A service of this case, opened as far as the caller may read it, masked.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<ServiceRecord> {
    let key = reading.case_key()?;
    find(reading, id)?.open_for(reading, &key)
}
