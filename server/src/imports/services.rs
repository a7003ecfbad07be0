//! A row that is a service.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yaninda_shared::{
    approvals::PaymentAsked,
    catalogue,
    ids::{CaseId, ServiceId},
    imports::{ImportField, Trouble},
    problem::FieldError,
    services::{DeliveredBy, ServiceDraft, ServiceStatus},
    values::{FundCode, LongText, NaiveDate, ShortText, ValueError},
};

use super::{
    known::{KnownCase, Meant},
    line::Reader,
};
use crate::{
    approvals::payment,
    problem::{ApiError, ApiResult},
    random::Random,
    seal::Sealer,
    services::row::{Details, place},
};

/// A service that is ready to go in: what a list shows in clear, and the rest sealed under the key of its case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReadyService {
    pub id: ServiceId,
    pub case: CaseId,
    /// Somebody met or spoke to the person.
    pub contact: bool,
    pub draft: ServiceDraft,
    /// What it asks a supervisor for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<PaymentAsked>,
    /// In base 64.
    pub sealed: String,
}

/// Most payments of one file that wait for a supervisor.
pub(super) const MOST_WAITING: i64 = 500;

/// A service that was read.
pub(super) struct Found {
    pub case: CaseId,
    pub draft: ServiceDraft,
    /// What it asks a supervisor for.
    pub asked: Option<PaymentAsked>,
}

impl ReadyService {
    /// Seals what is not for lists.
    pub(super) fn seal(key: &Sealer, random: &dyn Random, id: ServiceId, found: Found) -> ApiResult<Self> {
        let Found { case, mut draft, asked } = found;
        let sealed = key.seal(random, place(id), &Details::from(&draft))?;
        let contact = draft.is_contact();
        (draft.provider, draft.place, draft.note) = (None, None, None);
        Ok(Self { id, case, contact, draft, asked, sealed: data_encoding::BASE64.encode(&sealed) })
    }

    /// What is sealed of it.
    pub(super) fn sealed(&self) -> ApiResult<Vec<u8>> {
        data_encoding::BASE64.decode(self.sealed.as_bytes()).map_err(|_| ApiError::internal("a service made ready"))
    }
}

/// Reads a service. Without an answer something is wrong with the row. A payment above the office's limit is held as one that
/// is logged by hand; `waits` counts them.
pub(super) fn read(row: &mut Reader<'_>, waits: &mut i64) -> Option<Found> {
    let (case, mut draft) = draft(row)?;
    let asked = payment::asked_of_new(&draft, &row.known.limits);
    if asked.is_some() {
        *waits += 1;
        draft.status = ServiceStatus::Requested;
    }
    if *waits > MOST_WAITING && asked.is_some() {
        row.refuse(ImportField::Cost, Trouble::TooManyAbove);
    }
    Some(Found { case, draft, asked })
}

fn draft(row: &mut Reader<'_>) -> Option<(CaseId, ServiceDraft)> {
    let case = case(row).cloned();
    let kind = service_type(row);
    let status = row.word(ImportField::ServiceStatus, ServiceStatus::from_code).unwrap_or(ServiceStatus::Delivered);
    let day = row.needed_day(ImportField::Day);
    let quantity = row.hundredths(ImportField::Quantity);
    let cost = row.money();
    let fund = row.parsed(ImportField::Fund, FundCode::parse);
    let provider = row.parsed(ImportField::Provider, ShortText::parse);
    let place = row.parsed(ImportField::Place, ShortText::parse);
    let note = row.parsed(ImportField::Note, LongText::parse);
    if let (Some(case), Some(day)) = (&case, day) {
        check_case(row, case, day);
    }
    let kind = kind?;
    let draft = ServiceDraft {
        code: kind.code.to_owned(),
        status,
        occurred_on: day?,
        quantity,
        cost,
        fund,
        delivered_by: DeliveredBy::Us,
        confidentiality: kind.confidentiality,
        needed_on: None,
        requested_on: None,
        next_step_on: None,
        appointment_on: None,
        provider,
        focal_point: None,
        place,
        note,
        outcome: None,
        details: BTreeMap::new(),
        document: None,
        device_time: None,
    };
    if let Err(errors) = draft.validate(row.known.today) {
        errors.iter().for_each(|error| blame(row, error));
    }
    Some((case?.id, draft))
}

fn case<'a>(row: &mut Reader<'a>) -> Option<&'a KnownCase> {
    let text = row.needed_text(ImportField::Case)?;
    let trouble = match row.known.case(&text) {
        Some(Meant::One(id)) => return row.known.cases.get(&id),
        Some(Meant::Several) => Trouble::SeveralCases,
        None => Trouble::UnknownCase,
    };
    row.refuse(ImportField::Case, trouble);
    None
}

fn service_type(row: &mut Reader<'_>) -> Option<&'static catalogue::ServiceKind> {
    let text = row.needed_text(ImportField::ServiceType)?;
    let found = row.means(ImportField::ServiceType, &text).and_then(|code| catalogue::find(&code));
    if found.is_none() {
        row.refuse(ImportField::ServiceType, Trouble::UnknownService);
    }
    found
}

/// Nothing is written into a case that is closed, or before it was opened.
fn check_case(row: &mut Reader<'_>, case: &KnownCase, day: NaiveDate) {
    if !case.open {
        row.refuse(ImportField::Case, Trouble::CaseClosed);
    } else if day < case.opened_on {
        row.refuse(ImportField::Day, Trouble::BeforeOpening);
    }
}

fn blame(row: &mut Reader<'_>, error: &FieldError) {
    let field = match error.field.as_str() {
        "occurred_on" => ImportField::Day,
        "quantity" => ImportField::Quantity,
        _ => ImportField::ServiceType,
    };
    let why = ValueError::ALL.iter().find(|why| why.to_string() == error.code);
    row.refuse(field, why.map_or(Trouble::UnknownValue, |why| (*why).into()));
}
