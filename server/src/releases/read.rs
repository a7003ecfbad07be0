//! A release with its figures.

use std::collections::HashMap;

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::ReleaseId,
    policy::{Action, Relation, allows},
    record::RecordKind,
    releases::{ReleaseScope, ReleaseState, ReleaseView, published, publishes_spend},
    reports::{Figures, ReportTable},
};

use super::{
    counted::{Before, Wanted, count},
    row::{self, ReleaseRow},
    spend, stored,
};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, Reading, ReleaseRead},
    audit::AuditDraft,
    http::Problems,
    problem::ApiResult,
    reports::services_on,
};

/// A release: how far it is and, once it is there, what it publishes. Whoever may read the exact figures of that office
/// also sees the same tables as they would be counted today.
#[utoipa::path(tag = "releases", params(("release" = ReleaseId, Path)), responses((status = 200, body = ReleaseView), Problems))]
#[get("/releases/{release}")]
pub async fn read(access: Access<ReleaseRead, InOffice>, path: web::Path<ReleaseId>) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    let view = access
        .read(move |reading| {
            let row = row::find(reading, id.raw())?;
            let (tables, now) = (figures(reading, &row)?, today(reading, &row)?);
            let view = ReleaseView { release: row.show()?, tables, now };
            if view.now.is_empty() {
                return Ok(Disclosed::impersonal(view));
            }
            let entry = AuditDraft::one(AuditAction::Reported, RecordKind::Release, None, id.raw());
            Ok(Disclosed::with(view, entry.fields([row.period.as_str(), "shown"])))
        })
        .await?;
    Ok(Answer::read(view.release.meta.version, view))
}

/// What is published, in the order of the tables, money last; a table that could not be is there without figures.
pub(super) fn figures(reading: &mut Reading<'_, InOffice>, row: &ReleaseRow) -> ApiResult<Vec<Figures>> {
    if row.state != ReleaseState::Published {
        return Ok(Vec::new());
    }
    let whose = (row.scope == ReleaseScope::Office).then_some(row.office_id);
    let step = (whose, row.period()?);
    let mut found = HashMap::new();
    let (counts, money) = stored::split(stored::of_year(reading.conn, step.1.in_year(), row.definition)?);
    for table in counts {
        if table.step()? == step {
            found.insert(table.kind, table.figures()?);
        }
    }
    let shown = |kind: &ReportTable| found.remove(kind).unwrap_or_else(|| stored::withheld(*kind));
    let mut all: Vec<Figures> = published(row.definition).iter().map(shown).collect();
    if publishes_spend(row.definition) {
        let mut money = money.iter().map(|table| Ok((table.step()?, table))).collect::<ApiResult<Vec<_>>>()?;
        money.retain(|(of, _)| *of == step);
        all.extend(spend::figures(money.first().map(|(_, table)| *table))?);
    }
    Ok(all)
}

/// The same tables of counts counted now, exact: only of the caller's own office, and only for whoever may see that.
fn today(reading: &mut Reading<'_, InOffice>, row: &ReleaseRow) -> ApiResult<Vec<Figures>> {
    let (caller, core) = (reading.caller, reading.core);
    let own = row.scope == ReleaseScope::Office && row.office_id == caller.office;
    let exact = allows(caller.role, Action::ReportRead, Relation::Office);
    if !own || !exact || row.state != ReleaseState::Published {
        return Ok(Vec::new());
    }
    let period = row.period()?;
    let kinds = published(row.definition);
    let funds = stored::funds(&stored::of_year(reading.conn, period.in_year(), row.definition)?)?;
    let served = services_on(reading.conn, caller.office, period)?;
    let wanted = Wanted { office: caller.office, period, kinds, funds: &funds };
    let mut counted = count(reading.conn, core, wanted, &served, &Before::new())?;
    let scope = yaninda_shared::disclosure::Scope::Office(0);
    let mut tables = Vec::with_capacity(kinds.len());
    for kind in kinds.iter().copied() {
        let table = counted.remove(&kind).unwrap_or_default().table(kind, &funds, period, scope.clone())?;
        let cells: Vec<Option<u64>> = (0..table.shape().cells()).map(|cell| Some(table.count(cell))).collect();
        tables.push(stored::figures(kind, &funds, &cells)?);
    }
    Ok(tables)
}
