//! What waits in the office.

use std::collections::HashMap;

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::WaitingApproval,
    audit::AuditAction,
    ids::{ApprovalId, CaseId, ServiceId},
    page::Page,
    record::RecordKind,
    values::{Currency, FundCode, Stamp},
};

use super::row::{ApprovalRow, supervisors};
use crate::{
    access::{Access, Answer, ApprovalList, Disclosed, InOffice, Reading},
    cases::row::code_name,
    db::schema::{approvals, cases, services},
    funds,
    http::{PageQuery, Problems, Query, page},
    overview::left,
    problem::ApiResult,
};

/// Requests of the caller's office that wait, the oldest first; also the caller's own, which somebody else decides.
#[utoipa::path(tag = "approvals", params(PageQuery), responses((status = 200, body = Page<WaitingApproval>), Problems))]
#[get("/approvals")]
pub async fn list(access: Access<ApprovalList, InOffice>, query: Query<PageQuery>) -> ApiResult<impl Responder> {
    let (limit, after) = (query.0.limit()?, query.0.cursor::<i64>()?);
    let shown = access
        .read(move |reading| {
            let after = after.map(|(at, id)| (Stamp::from_micros(at), ApprovalId::from_raw(id)));
            let items = waiting(reading, after, limit + 1)?;
            let shown =
                page(items, limit, |one| (one.approval.meta.created_at.micros().to_string(), one.approval.id.raw()));
            let ids = shown.items.iter().map(|one| one.approval.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Approval, None, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn waiting(
    reading: &mut Reading<'_, InOffice>,
    after: Option<(Stamp, ApprovalId)>,
    limit: i64,
) -> ApiResult<Vec<WaitingApproval>> {
    let office = reading.caller.office;
    let mut rows = approvals::table
        .filter(approvals::office_id.eq(office))
        // The words of the index `approvals_waiting`.
        .filter(approvals::settled_at.is_null())
        .order((approvals::created_at, approvals::id))
        .limit(limit)
        .into_boxed();
    if let Some((at, id)) = after {
        rows = rows.filter(approvals::created_at.ge(at).and(approvals::created_at.gt(at).or(approvals::id.gt(id))));
    }
    let rows: Vec<ApprovalRow> = rows.load(reading.conn)?;
    let ids: Vec<CaseId> = rows.iter().map(|row| row.case_id).collect();
    let named: Vec<(CaseId, String, String)> = cases::table
        .filter(cases::id.eq_any(&ids))
        .select((cases::id, cases::number, cases::code_name))
        .load(reading.conn)?;
    let named: HashMap<CaseId, (String, String)> =
        named.into_iter().map(|(id, number, name)| (id, (number, name))).collect();
    let services: Vec<ServiceId> = rows.iter().filter_map(|row| row.service_id).collect();
    let types: Vec<(ServiceId, String)> = services::table
        .filter(services::id.eq_any(services))
        .select((services::id, services::code))
        .load(reading.conn)?;
    let types: HashMap<ServiceId, String> = types.into_iter().collect();
    let keys = reading.core.keys.cases(reading.conn, office, &ids)?;
    let supervisors = supervisors(reading.conn, office)?;
    // A case without a key was erased.
    let there = rows.iter().filter_map(|row| Some((row, keys.get(&row.case_id)?, named.get(&row.case_id)?)));
    let shown: Vec<WaitingApproval> = there
        .map(|(row, key, (number, name))| {
            Ok(WaitingApproval {
                approval: row.open(key, &supervisors)?,
                code_name: code_name(name)?,
                number: number.clone(),
                service_type: row.service_id.and_then(|service| types.get(&service).cloned()),
                fund_left: None,
            })
        })
        .collect::<ApiResult<_>>()?;
    with_funds(reading, shown)
}

/// Says of each payment what its fund has left.
fn with_funds(reading: &mut Reading<'_, InOffice>, mut shown: Vec<WaitingApproval>) -> ApiResult<Vec<WaitingApproval>> {
    let funds = funds::load(reading)?;
    let mut known: HashMap<(FundCode, Currency), Option<i64>> = HashMap::new();
    for one in &mut shown {
        let Some(asked) = &one.approval.asked else { continue };
        let Some(fund) = &asked.payment.fund else { continue };
        let purse = (fund.clone(), asked.payment.cost.currency());
        one.fund_left = match known.get(&purse) {
            Some(left) => *left,
            None => {
                let left = left(reading, &funds, &purse.0, purse.1)?;
                *known.entry(purse).or_insert(left)
            }
        };
    }
    Ok(shown)
}
