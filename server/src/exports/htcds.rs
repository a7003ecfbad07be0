//! Every case of the office in the words of the Human Trafficking Case Data Standard, without names.

use actix_web::{Responder, post};
use data_encoding::HEXLOWER;
use diesel::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::{IntoParams, ToSchema};
use yaninda_shared::{
    audit::AuditAction,
    exports::{HtcdsFormat, HtcdsWish},
    htcds::{Cell, Detail, HtcdsField, month},
    ids::CaseId,
    problem::Code,
    record::RecordKind,
};

use super::gather::{gather, headers, line};
use crate::{
    access::{Access, CaseExport, Disclosed, InOffice, Reading},
    audit::AuditDraft,
    db::schema::cases,
    http::{Payload, Problems, Query, download},
    problem::{ApiError, ApiResult},
    random,
};

/// Most cases in a file.
const MOST: usize = 100_000;
/// Most cases that one entry of the log lists.
const LISTED: usize = 1000;

/// `?format=csv`.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FormatQuery {
    #[param(inline)]
    format: HtcdsFormat,
}

/// A table in text.
#[derive(ToSchema)]
#[schema(value_type = String)]
#[expect(dead_code, reason = "only describes a body")]
pub struct CsvBody(String);

/// A file of the standard.
#[derive(ToSchema)]
#[schema(value_type = Object)]
#[expect(dead_code, reason = "only describes a body")]
pub struct HtcdsBody(Value);

/// A file of all cases of the office, open and closed, without names, contacts and free text: code numbers are replaced by
/// ids made up for this file, days by their month, ages by bands. Restricted services do not count. Few cases can be told
/// apart all the same: the file is for those who keep it as safe as a record. Errors: 413 for more than 100,000 cases.
#[utoipa::path(tag = "exports", params(FormatQuery), request_body = HtcdsWish,
    responses((status = 200, content((HtcdsBody = "application/json"), (CsvBody = "text/csv"))), Problems))]
#[post("/exports/htcds")]
pub async fn htcds(
    access: Access<CaseExport, InOffice>,
    query: Query<FormatQuery>,
    payload: Payload<HtcdsWish>,
) -> ApiResult<impl Responder> {
    let (format, reason) = (query.0.format, payload.value.reason);
    let body = access
        .read(move |reading| {
            let (ids, cases) = cases_as(reading, format)?;
            let fields = ["htcds", reason.as_str()];
            let entry = |ids: &[CaseId]| {
                let ids = ids.iter().map(|id| id.raw()).collect();
                AuditDraft::many(AuditAction::Exported, RecordKind::Case, None, ids).fields(fields)
            };
            let mut listed = ids.chunks(LISTED);
            let body = match format {
                HtcdsFormat::Csv => [headers(), cases.concat()].concat(),
                HtcdsFormat::Json => document(reading, &cases),
            };
            let disclosed = Disclosed::with(body, entry(listed.next().unwrap_or_default()));
            Ok(listed.fold(disclosed, |disclosed, ids| disclosed.and(entry(ids))))
        })
        .await?;
    Ok(match format {
        HtcdsFormat::Csv => download("text/csv; charset=utf-8", "attachment; filename=\"cases.csv\"", body),
        HtcdsFormat::Json => download("application/json", "attachment; filename=\"cases.json\"", body),
    })
}

/// Every case as it stands in the file, in an order that says nothing: neither number nor day of opening may be read off it.
/// Written one by one: the cells of all of them together would take many times the memory.
fn cases_as(reading: &mut Reading<'_, InOffice>, format: HtcdsFormat) -> ApiResult<(Vec<CaseId>, Vec<String>)> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let ids: Vec<CaseId> = cases::table
        .filter(cases::office_id.eq(reading.caller.office))
        .select(cases::id)
        .limit(most.saturating_add(1))
        .load(reading.conn)?;
    if ids.len() > MOST {
        return Err(ApiError::Refused(Code::TooLarge));
    }
    let mut written: Vec<(String, String)> = Vec::with_capacity(ids.len());
    gather(reading, &ids, false, |reading, case| {
        let record = HEXLOWER.encode(&random::bytes::<8>(reading.core.keys.random()));
        let cells = case.cells(reading, &record, Detail::DeIdentified);
        let text = match format {
            HtcdsFormat::Csv => line(&cells),
            HtcdsFormat::Json => object(&cells).to_string(),
        };
        written.push((record, text));
        Ok(())
    })?;
    written.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    Ok((ids, written.into_iter().map(|(_, text)| text).collect()))
}

/// Empty fields are left out of a case; `fields` names all of them.
fn document(reading: &Reading<'_, InOffice>, cases: &[String]) -> String {
    let fields: Vec<&str> = HtcdsField::ALL.iter().map(|field| field.as_str()).collect();
    let about = json!({
        "standard": "Human Trafficking Case Data Standard 2.0 (International Organization for Migration, CC BY 4.0)",
        "made_in": month(reading.today()),
        "fields": fields,
    })
    .to_string();
    // What is about the file is an object with something in it, so that only its end has to be opened.
    [about.trim_end_matches('}'), ",\"cases\":[", &cases.join(","), "]}"].concat()
}

fn object(cells: &[Cell]) -> Value {
    let mut object = Map::new();
    for (field, cell) in HtcdsField::ALL.iter().zip(cells) {
        let value = match cell {
            Cell::Empty => continue,
            Cell::Text(text) => json!(text),
            Cell::Flag(flag) => json!(flag),
            Cell::Many(values) => json!(values),
        };
        object.insert(field.as_str().to_owned(), value);
    }
    Value::Object(object)
}
