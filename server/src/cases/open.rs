//! Opening a case: consent first, its own key, a number, and a worker if a caseworker opened it.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::{Assignment, CaseDraft, CaseStatus},
    ids::{GrantId, OfficeId},
    policy::Role,
    record::RecordKind,
    timeline::EventKind,
    values::ValueError,
};

use super::{
    code_name, grant,
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
    outcomes::reschedule,
    problem::{ApiError, ApiResult},
    random,
    timeline::event::add_event,
};

/// The next number of an office, for instance `IST-0042`. The feed's lock is held, so none is given twice.
pub(super) fn next_number(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<String> {
    let (code, next): (String, i64) = diesel::update(offices::table.find(office))
        .set(offices::next_case.eq(offices::next_case + 1))
        .returning((offices::code, offices::next_case))
        .get_result(conn)?;
    Ok(format!("{code}-{:04}", next - 1))
}

pub(super) fn open(writing: &mut Writing<'_, CaseSlot>, draft: &CaseDraft) -> ApiResult<Written> {
    let (id, caller, core) = (writing.case(), writing.caller, writing.core);
    // The slot is free in this office; an id of another office is answered like one that does not exist.
    let elsewhere: Option<OfficeId> =
        cases::table.find(id).select(cases::office_id).get_result(writing.conn).optional()?;
    if elsewhere.is_some() {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), None)?;
    draft.check_open(writing.today()).map_err(ApiError::Invalid)?;
    expect_zone(draft.safe_contact.zone.as_ref(), "safe_contact.zone")?;
    code_name::expect_free(writing, &draft.code_name)?;
    let (Some(consent_id), Some(consent)) = (draft.consent_id, &draft.consent) else {
        return Err(ApiError::field("consent", ValueError::Missing));
    };
    let now = writing.now;
    let key = core.keys.make_case_key(writing.conn, caller.office, id, now)?;
    let random = core.keys.random();
    let identity = draft.identity.as_ref();
    let worker = (caller.role == Role::Caseworker).then_some(caller.user);
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
            cases::status.eq(CaseStatus::Intake),
            cases::open.eq(true),
            cases::risk.eq(draft.risk),
            cases::worker_id.eq(worker),
            cases::opened_on.eq(draft.opened_on),
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
    if let Some(worker) = worker {
        let grant = GrantId::from_raw(random::id(random, writing.now));
        grant::insert(writing, grant, worker, Assignment::Worker, None)?;
    }
    add_event(writing, EventKind::Opened, None, Some(CaseStatus::Intake), None)?;
    Ok(Written::created(id.raw()))
}
