//! Writing what waits for a supervisor: a payment above the office's limit that somebody asked for.

use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalState, Before, Ruling, rule},
    ids::{ApprovalId, ServiceId},
    record::RecordKind,
    services::{ServiceDraft, ServiceStatus},
    values::{Currency, Money, ValueError},
};

use super::{
    plan::good,
    scribe::{Page, Scribe},
};
use crate::{
    approvals::{
        payment,
        row::{Said, place},
    },
    db::schema::{approvals, services},
    problem::ApiResult,
};

/// The most that the demo's offices pay without an approval.
pub(super) const fn limit() -> Result<Money, ValueError> {
    Money::new(2_000_000, Currency::TRY)
}

impl Scribe<'_> {
    /// Lets the payment wait, if it was asked for and is above the limit.
    pub(super) fn request(&mut self, page: &Page, service: ServiceId, draft: &ServiceDraft) -> ApiResult<()> {
        let limits = [good(limit())?];
        let Some(asked) = payment::asked(draft, &limits) else { return Ok(()) };
        let ruling = rule(draft.status, Some(&asked.payment), &limits, &Before::default());
        let (Ruling::Ask, ServiceStatus::Requested) = (ruling, draft.status) else { return Ok(()) };
        let cost = asked.payment.cost;
        let at = self.morning(draft.occurred_on);
        let id = ApprovalId::from_raw(self.id(at));
        let said = Said { asked: Some(asked), ..Said::default() };
        let sealed = page.key.seal(self.keys.random(), place(id), &said)?;
        diesel::insert_into(approvals::table)
            .values((
                approvals::id.eq(id),
                approvals::office_id.eq(self.office),
                approvals::case_id.eq(page.case),
                approvals::version.eq(1),
                approvals::created_at.eq(at),
                approvals::created_by.eq(page.author),
                approvals::updated_at.eq(at),
                approvals::updated_by.eq(page.author),
                approvals::kind.eq(ApprovalKind::Payment),
                approvals::state.eq(ApprovalState::Waiting),
                approvals::service_id.eq(service),
                approvals::logged_by.eq(page.author),
                approvals::cost_minor.eq(cost.minor()),
                approvals::currency.eq(String::from(cost.currency())),
                approvals::sealed.eq(Some(sealed)),
            ))
            .execute(self.conn)?;
        diesel::update(services::table.find(service))
            .set(services::approval.eq(Some(ApprovalState::Waiting)))
            .execute(self.conn)?;
        self.record(RecordKind::Approval, id.raw(), page.case, page.author)
    }
}
