//! What is in the file that names people, and its encryption.

use std::io::Write;

use age::{Encryptor, Recipient};
use diesel::prelude::*;
use serde::Serialize;
use yaninda_shared::{
    cases::{CaseStatus, Identity, Profile, Risk},
    contacts::ContactRecord,
    documents::DocumentDraft,
    exports::ExportPart,
    htcds::Detail,
    ids::{CaseId, ExportId},
    services::ServiceRecord,
    values::{NaiveDate, ShortText, Stamp},
};
use zeroize::Zeroizing;

use super::{
    gather::{Gathered, gather, headers, line},
    row::Asked,
};
use crate::{
    access::{InOffice, Reading},
    contacts::row::ContactRow,
    db::schema::{contacts, documents, services},
    documents::row::DocumentRow,
    problem::{ApiError, ApiResult},
    services::row::ServiceRow,
};

/// The whole file, as JSON.
#[derive(Serialize)]
struct Package<'a> {
    format: &'static str,
    export: ExportId,
    made_at: Stamp,
    purpose: &'a ShortText,
    recipient: &'a ShortText,
    /// Cases that were asked for and are not here any more.
    left_out: usize,
    cases: Vec<Told>,
    /// The same cases as a table of the Human Trafficking Case Data Standard 2.0.
    htcds_csv: String,
}

/// One case. A part that was not asked for is absent.
#[derive(Serialize)]
struct Told {
    id: CaseId,
    number: String,
    code_name: String,
    status: CaseStatus,
    risk: Risk,
    opened_on: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_on: Option<NaiveDate>,
    profile: Profile,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contacts: Option<Vec<ContactRecord>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<Vec<DocumentDraft>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    services: Option<Vec<ServiceRecord>>,
}

/// The encrypted file, and the cases that it tells about.
pub(super) fn make(
    reading: &mut Reading<'_, InOffice>,
    export: ExportId,
    asked: &Asked,
) -> ApiResult<(Vec<u8>, Vec<CaseId>)> {
    let with = |part| asked.parts.contains(&part);
    let (mut cases, mut htcds_csv) = (Vec::with_capacity(asked.cases.len()), headers());
    gather(reading, &asked.cases, with(ExportPart::Restricted), |reading, mut case| {
        if !with(ExportPart::Identity) {
            case.identity = Identity::default();
        }
        htcds_csv.push_str(&line(&case.cells(reading, &case.row.number, Detail::Identified)));
        cases.push(tell(reading, case, with)?);
        Ok(())
    })?;
    let told = cases.iter().map(|case| case.id).collect();
    let package = Package {
        format: "yaninda-package-1",
        export,
        made_at: reading.now,
        purpose: &asked.purpose,
        recipient: &asked.recipient,
        left_out: asked.cases.len().saturating_sub(cases.len()),
        cases,
        htcds_csv,
    };
    let clear = Zeroizing::new(serde_json::to_vec(&package).map_err(ApiError::internal)?);
    Ok((encrypt(&asked.recipient()?, &clear)?, told))
}

fn tell(reading: &mut Reading<'_, InOffice>, case: Gathered, with: impl Fn(ExportPart) -> bool) -> ApiResult<Told> {
    let Gathered { row, key, profile, identity, .. } = case;
    let office = reading.caller.office;
    let mut told = Told {
        id: row.id,
        number: row.number,
        code_name: row.code_name,
        status: row.status,
        risk: row.risk,
        opened_on: row.opened_on,
        closed_on: row.closed_on,
        profile,
        identity: with(ExportPart::Identity).then_some(identity),
        contacts: None,
        documents: None,
        services: None,
    };
    if with(ExportPart::Contacts) {
        let rows: Vec<ContactRow> = contacts::table
            .filter(contacts::office_id.eq(office))
            .filter(contacts::case_id.eq(row.id))
            .order(contacts::id)
            .load(reading.conn)?;
        told.contacts = Some(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?);
    }
    if with(ExportPart::Documents) {
        let rows: Vec<DocumentRow> = documents::table
            .filter(documents::office_id.eq(office))
            .filter(documents::case_id.eq(row.id))
            .filter(documents::withdrawn.eq(false))
            .order((documents::occurred_on, documents::id))
            .load(reading.conn)?;
        told.documents = Some(rows.iter().map(|row| row.draft(&key)).collect::<Result<_, _>>()?);
    }
    if with(ExportPart::Services) {
        let rows: Vec<ServiceRow> = services::table
            .filter(services::office_id.eq(office))
            .filter(services::case_id.eq(row.id))
            .filter(services::withdrawn.eq(false))
            .order((services::occurred_on, services::id))
            .load(reading.conn)?;
        let restricted = with(ExportPart::Restricted);
        let open = |row: &ServiceRow| {
            // Whoever wrote it down has no part in what others may be told.
            if row.confidentiality.shows_details(false, restricted) {
                row.open_whole(&key)
            } else {
                row.open(&key, false)
            }
        };
        told.services = Some(rows.iter().map(open).collect::<ApiResult<_>>()?);
    }
    Ok(told)
}

fn encrypt(recipient: &age::x25519::Recipient, clear: &[u8]) -> ApiResult<Vec<u8>> {
    let one: &dyn Recipient = recipient;
    let encryptor = Encryptor::with_recipients(std::iter::once(one)).map_err(ApiError::internal)?;
    let mut file = Vec::with_capacity(clear.len());
    let mut stream = encryptor.wrap_output(&mut file).map_err(ApiError::internal)?;
    stream.write_all(clear).and_then(|()| stream.finish().map(|_| ())).map_err(ApiError::internal)?;
    Ok(file)
}
