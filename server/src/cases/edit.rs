//! Editing a case; the former version is kept.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction, cases::CaseDraft, clocks::ClockEvent, record::RecordKind, timeline::EventKind,
};

use super::{
    code_name,
    reschedule::reschedule,
    row::{CaseRow, identity_place, profile_place, safe_contact_place},
    tokens::{Exact, replace_tokens},
};
use crate::{
    access::{CaseSlot, Writing, Written},
    appointments::when::expect_zone,
    audit::AuditDraft,
    clocks::{concerns_the_person, note_change},
    contacts,
    db::schema::cases,
    history,
    outbox::look_again,
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// What the timeline tells of an edit: that it was made, never a value.
const EVENTS: [(EventKind, &[&str]); 3] = [
    (EventKind::ProfileChanged, &["profile", "identity"]),
    (EventKind::RiskChanged, &["risk"]),
    (EventKind::SafeContactChanged, &["safe_contact"]),
];

/// Names of what an edit changes, for the audit log.
fn changed(was: &CaseDraft, draft: &CaseDraft) -> Vec<&'static str> {
    [
        ("code_name", was.code_name != draft.code_name),
        ("risk", was.risk != draft.risk),
        ("opened_on", was.opened_on != draft.opened_on),
        ("profile", was.profile != draft.profile),
        ("safe_contact", was.safe_contact != draft.safe_contact),
        ("identity", draft.identity.is_some() && was.identity != draft.identity),
    ]
    .into_iter()
    .filter_map(|(name, changed)| changed.then_some(name))
    .collect()
}

pub(super) fn edit(writing: &mut Writing<'_, CaseSlot>, row: &CaseRow, draft: &CaseDraft) -> ApiResult<Written> {
    let (id, caller, core) = (row.id, writing.caller, writing.core);
    writing.expect(id.raw(), Some(row.version))?;
    draft.check_edit(writing.today()).map_err(ApiError::Invalid)?;
    expect_zone(draft.safe_contact.zone.as_ref(), "safe_contact.zone")?;
    if draft.code_name.as_str() != row.code_name {
        code_name::expect_free(writing, &draft.code_name)?;
    }
    let key = writing.case_key()?;
    let random = core.keys.random();
    let confirmed = contacts::row::confirmed_on(writing, &draft.safe_contact)?;
    let was = row.as_draft(&key)?;
    history::keep(writing, RecordKind::Case, id.raw(), row.version, &was)?;
    let identity = match &draft.identity {
        None => row.identity.clone(),
        Some(identity) => {
            replace_tokens(writing.conn, &core.keys, caller.office, id, id.raw(), &Exact::of_identity(identity))?;
            Some(key.seal(random, identity_place(id), identity)?)
        }
    };
    let protection_changed = was.profile.protection != draft.profile.protection;
    let protection_changed_on = if protection_changed { Some(writing.today()) } else { row.protection_changed_on };
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(row.version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(caller.user),
            cases::code_name.eq(draft.code_name.as_str()),
            cases::risk.eq(draft.risk),
            cases::opened_on.eq(draft.opened_on),
            cases::contact_confirmed_on.eq(confirmed),
            cases::profile.eq(key.seal(random, profile_place(id), &draft.profile)?),
            cases::safe_contact.eq(key.seal(random, safe_contact_place(id), &draft.safe_contact)?),
            cases::identity.eq(identity),
            cases::protection_changed_on.eq(protection_changed_on),
        ))
        .execute(writing.conn)?;
    if was.safe_contact != draft.safe_contact {
        look_again(writing, id)?;
    }
    if concerns_the_person(&was, draft) {
        note_change(writing, ClockEvent::PersonChanged, writing.today())?;
    }
    reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    let changed = changed(&was, draft);
    for (kind, fields) in EVENTS {
        if fields.iter().any(|field| changed.contains(field)) {
            add_event(writing, kind, None, None, None)?;
        }
    }
    let entry = AuditDraft::one(AuditAction::Changed, RecordKind::Case, Some(id), id.raw());
    writing.audit(entry.fields(changed));
    Ok(Written::changed(id.raw(), row.version + 1))
}
