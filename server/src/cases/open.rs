//! Opening a case: consent first, its own key, a number, and a worker if a caseworker opened it.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    audit::AuditAction,
    cases::{Assignment, CaseDraft, CaseStatus, CloseReason},
    ids::{GrantId, OfficeId, UserId},
    policy::Role,
    record::RecordKind,
    timeline::EventKind,
    values::{NaiveDate, ValueError},
};

use super::{
    code_name, grant,
    reschedule::reschedule,
    row::{identity_place, profile_place, safe_contact_place},
    tokens::{Exact, replace_tokens},
};
use crate::{
    access::{CaseSlot, Writing, Written},
    appointments::when::expect_zone,
    audit::AuditDraft,
    consents,
    db::{
        AnyConnection,
        schema::{cases, offices},
    },
    problem::{ApiError, ApiResult},
    random, referrals,
    timeline::event::{add_closing_event, add_event},
};

/// The next number of an office, for instance `IST-0042`. The feed's lock is held, so none is given twice.
pub(super) fn next_number(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<String> {
    let (code, next): (String, i64) = diesel::update(offices::table.find(office))
        .set(offices::next_case.eq(offices::next_case + 1))
        .returning((offices::code, offices::next_case))
        .get_result(conn)?;
    Ok(format!("{code}-{:04}", next - 1))
}

/// How a case stands when it comes into the office.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Standing {
    pub status: CaseStatus,
    pub worker: Option<UserId>,
    pub closed_on: Option<NaiveDate>,
    pub close_reason: Option<CloseReason>,
}

/// Opens a case for somebody who is new.
pub(super) fn open(writing: &mut Writing<'_, CaseSlot>, draft: &CaseDraft) -> ApiResult<Written> {
    let (id, caller) = (writing.case(), writing.caller);
    // The slot is free in this office; an id of another office is answered like one that does not exist.
    let elsewhere: Option<OfficeId> =
        cases::table.find(id).select(cases::office_id).get_result(writing.conn).optional()?;
    if elsewhere.is_some() {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), None)?;
    let worker = (caller.role == Role::Caseworker).then_some(caller.user);
    let standing = Standing { status: CaseStatus::Intake, worker, closed_on: None, close_reason: None };
    take_in(writing, draft, &standing)
}

/// Takes in a case that stands somewhere already.
pub(crate) fn take_in(
    writing: &mut Writing<'_, CaseSlot>,
    draft: &CaseDraft,
    standing: &Standing,
) -> ApiResult<Written> {
    let (id, caller, core) = (writing.case(), writing.caller, writing.core);
    draft.check_open(writing.today()).map_err(ApiError::Invalid)?;
    expect_zone(draft.safe_contact.zone.as_ref(), "safe_contact.zone")?;
    if standing.status.is_open() {
        code_name::expect_free(writing, &draft.code_name)?;
    }
    let (Some(consent_id), Some(consent)) = (draft.consent_id, &draft.consent) else {
        return Err(ApiError::field("consent", ValueError::Missing));
    };
    let now = writing.now;
    let key = core.keys.make_case_key(writing.conn, caller.office, id, now)?;
    let random = core.keys.random();
    let identity = draft.identity.as_ref();
    let number = next_number(writing.conn, caller.office)?;
    diesel::insert_into(cases::table)
        .values((
            cases::id.eq(id),
            cases::office_id.eq(caller.office),
            cases::version.eq(1),
            cases::created_at.eq(writing.now),
            cases::created_by.eq(caller.user),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(caller.user),
            cases::number.eq(number),
            cases::code_name.eq(draft.code_name.as_str()),
            cases::status.eq(standing.status),
            cases::open.eq(standing.status.is_open()),
            cases::risk.eq(draft.risk),
            cases::worker_id.eq(standing.worker),
            cases::opened_on.eq(draft.opened_on),
            cases::last_opened_on.eq(Some(core.day(now))),
            cases::closed_on.eq(standing.closed_on),
            cases::close_reason.eq(standing.close_reason),
            cases::contact_confirmed_on.eq(draft.safe_contact.last_confirmed_on),
            cases::profile.eq(key.seal(random, profile_place(id), &draft.profile)?),
            cases::safe_contact.eq(key.seal(random, safe_contact_place(id), &draft.safe_contact)?),
            cases::identity.eq(identity.map(|who| key.seal(random, identity_place(id), who)).transpose()?),
        ))
        .execute(writing.conn)?;
    if let Some(identity) = identity {
        replace_tokens(writing.conn, &core.keys, caller.office, id, id.raw(), &Exact::of_identity(identity))?;
    }
    reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    writing.audit(AuditDraft::one(AuditAction::Created, RecordKind::Case, Some(id), id.raw()));
    consents::row::insert(writing, &key, consent_id, consent)?;
    if let Some(referral) = draft.referral {
        referrals::link::link(writing, referral, id)?;
    }
    if let Some(worker) = standing.worker {
        let grant = GrantId::from_raw(random::id(random, writing.now));
        grant::insert(writing, grant, worker, Assignment::Worker, None)?;
    }
    add_event(writing, EventKind::Opened, None, Some(standing.status), None)?;
    if let Some(reason) = standing.close_reason {
        add_closing_event(writing, EventKind::Closed, None, Some(standing.status), Some(reason), None)?;
    }
    Ok(Written::created(id.raw()))
}
