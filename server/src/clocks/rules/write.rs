//! Writing a rule. Every open case of the office is worked out under it in the same unit of work.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    clocks::{ClockRuleDraft, ClockRuleRecord},
    ids::{ClockRuleId, RawId, UserId},
    problem::Code,
    record::RecordKind,
    values::ValueError,
};

use super::row::{MOST, RuleRow, find, read};
use crate::{
    access::{Access, ClockRuleWrite, InOffice, Reading, Writing, Written},
    audit::AuditDraft,
    clocks::schedule::reschedule_office,
    db::schema::{clock_rule_versions, clock_rules},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::expect_room_of_office,
};

/// Adds a rule to those of the caller's office, changes it, or gives it up; the former version is kept. Errors: 409 if
/// another one stands for the same built-in rule already, or there are 200.
#[utoipa::path(tag = "clocks", params(("clock_rule" = ClockRuleId, Path), WriteHeaders), request_body = ClockRuleDraft,
    responses((status = 201, body = ClockRuleRecord), (status = 200, body = ClockRuleRecord), Problems))]
#[put("/clock-rules/{clock_rule}")]
pub async fn write(
    access: Access<ClockRuleWrite, InOffice>,
    path: web::Path<ClockRuleId>,
    payload: Payload<ClockRuleDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    draft.validate(access.core().today()).map_err(ApiError::Invalid)?;
    access.write_large(payload.digest, move |writing| put_rule(writing, id, &draft), show).await
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<ClockRuleRecord> {
    find(reading, ClockRuleId::from_raw(id))?.ok_or_else(ApiError::not_found)?.show()
}

fn put_rule(writing: &mut Writing<'_, InOffice>, id: ClockRuleId, draft: &ClockRuleDraft) -> ApiResult<Written> {
    let existing = find(writing, id)?;
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    let was = existing.as_ref().map(|row| read(&row.rule)).transpose()?;
    expect_place(writing, existing.as_ref(), draft)?;
    let known = was.as_ref().and_then(|was| was.verified_on) == draft.verified_on;
    let verified_by = match &existing {
        Some(row) if known => row.verified_by,
        _ => draft.verified_on.map(|_| writing.caller.user),
    };
    let rule = serde_json::to_string(draft).map_err(ApiError::internal)?;
    let written = match &existing {
        None => {
            insert(writing, id, draft, verified_by, &rule)?;
            Written::created(id.raw())
        }
        Some(row) => {
            keep(writing, row)?;
            diesel::update(clock_rules::table.find(id))
                .set((
                    clock_rules::version.eq(row.version + 1),
                    clock_rules::updated_at.eq(writing.now),
                    clock_rules::updated_by.eq(writing.caller.user),
                    clock_rules::verified_by.eq(verified_by),
                    clock_rules::rule.eq(&rule),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), row.version + 1)
        }
    };
    reschedule_office(writing)?;
    writing.touch(RecordKind::ClockRule, id.raw(), None)?;
    let action = match (existing.is_none(), draft.given_up) {
        (_, true) => AuditAction::Withdrawn,
        (true, false) => AuditAction::Created,
        (false, false) => AuditAction::Changed,
    };
    writing.audit(AuditDraft::one(action, RecordKind::ClockRule, None, id.raw()).fields(["rule"]));
    Ok(written)
}

/// One rule stands for one that comes with the program, and a rule never changes which.
fn expect_place(
    writing: &mut Writing<'_, InOffice>,
    existing: Option<&RuleRow>,
    draft: &ClockRuleDraft,
) -> ApiResult<()> {
    if let Some(row) = existing {
        let same = row.stands_for == draft.stands_for;
        return if same { Ok(()) } else { Err(ApiError::field("stands_for", ValueError::NotAllowedHere)) };
    }
    let Some(rule) = draft.stands_for else { return expect_room_of_office!(writing, clock_rules, MOST) };
    let others: i64 = clock_rules::table
        .filter(clock_rules::office_id.eq(writing.caller.office))
        .filter(clock_rules::stands_for.eq(rule))
        .count()
        .get_result(writing.conn)?;
    if others > 0 { Err(ApiError::Refused(Code::Conflict)) } else { Ok(()) }
}

fn insert(
    writing: &mut Writing<'_, InOffice>,
    id: ClockRuleId,
    draft: &ClockRuleDraft,
    verified_by: Option<UserId>,
    rule: &str,
) -> ApiResult<()> {
    diesel::insert_into(clock_rules::table)
        .values((
            clock_rules::id.eq(id),
            clock_rules::office_id.eq(writing.caller.office),
            clock_rules::version.eq(1),
            clock_rules::created_at.eq(writing.now),
            clock_rules::created_by.eq(writing.caller.user),
            clock_rules::updated_at.eq(writing.now),
            clock_rules::updated_by.eq(writing.caller.user),
            clock_rules::stands_for.eq(draft.stands_for),
            clock_rules::verified_by.eq(verified_by),
            clock_rules::rule.eq(rule),
        ))
        .execute(writing.conn)?;
    Ok(())
}

/// Keeps the rule as it was.
fn keep(writing: &mut Writing<'_, InOffice>, row: &RuleRow) -> ApiResult<()> {
    diesel::insert_into(clock_rule_versions::table)
        .values((
            clock_rule_versions::office_id.eq(row.office_id),
            clock_rule_versions::rule_id.eq(row.id),
            clock_rule_versions::version.eq(row.version),
            clock_rule_versions::at.eq(row.updated_at),
            clock_rule_versions::by_user.eq(row.updated_by),
            clock_rule_versions::verified_by.eq(row.verified_by),
            clock_rule_versions::rule.eq(&row.rule),
        ))
        .execute(writing.conn)?;
    Ok(())
}
