//! Writing a planned case: rows, tokens, feed and audit entries, all consistent with what the API writes.

use diesel::prelude::*;
use serde_json::json;
use yaninda_shared::{
    audit::AuditAction,
    cases::{Assignment, CaseStatus},
    catalogue,
    documents::DocumentDraft,
    ids::{CaseId, ConsentId, DocumentId, EventId, GrantId, NoteId, OfficeId, RawId, ServiceId, UserId},
    record::RecordKind,
    services::{ServiceDraft, ServiceStatus},
    text::fold_number,
    timeline::EventKind,
    values::{NaiveDate, Stamp},
};

use super::{case::Planned, plan::Logged};
use crate::{
    audit::{self, Actor, AuditDraft},
    cases::row::{identity_place, profile_place, safe_contact_place},
    consents::row::{Terms, place as consent_place},
    db::{
        AnyConnection,
        schema::{case_events, case_grants, case_tokens, cases, consents, documents, notes, services},
    },
    feed::FeedLock,
    problem::ApiResult,
    random::{self, Random},
    seal::{Keyring, MacKey, Place, Sealer},
};

/// Writes cases of one office inside the caller's transaction.
pub(super) struct Scribe<'a> {
    pub conn: &'a mut AnyConnection,
    pub keys: &'a Keyring,
    pub ids: &'a dyn Random,
    pub office: OfficeId,
    pub now: Stamp,
    feed: FeedLock,
    entries: Vec<(Actor, AuditDraft)>,
    phone: MacKey,
    document: MacKey,
    rows: u64,
}

impl<'a> Scribe<'a> {
    pub(super) fn begin(
        conn: &'a mut AnyConnection,
        keys: &'a Keyring,
        ids: &'a dyn Random,
        office: OfficeId,
        now: Stamp,
    ) -> ApiResult<Self> {
        let feed = FeedLock::take(conn, office)?;
        let phone = keys.office_token(conn, office, "phone")?;
        let document = keys.office_token(conn, office, "document")?;
        Ok(Self { conn, keys, ids, office, now, feed, entries: Vec::new(), phone, document, rows: 0 })
    }

    /// Leaves feed and chain complete; answers how many rows were written.
    pub(super) fn finish(self) -> ApiResult<u64> {
        audit::append(self.conn, self.office, self.now, &self.entries)?;
        self.feed.finish(self.conn)?;
        Ok(self.rows + self.entries.len() as u64)
    }

    fn id(&self, at: Stamp) -> RawId {
        random::id(self.ids, at)
    }

    /// Feed and audit entry of one new record.
    fn record(&mut self, kind: RecordKind, id: RawId, case: CaseId, author: UserId) -> ApiResult<()> {
        self.rows += 2;
        self.feed.touch(self.conn, kind, id, Some(case))?;
        let actor = Actor { user: Some(author), device: None };
        self.entries.push((actor, AuditDraft::one(AuditAction::Created, kind, Some(case), id)));
        Ok(())
    }

    fn token(&mut self, kind: &str, text: &str, case: CaseId, record: RawId) -> ApiResult<()> {
        let key = if kind == "phone" { &self.phone } else { &self.document };
        diesel::insert_into(case_tokens::table)
            .values((
                case_tokens::office_id.eq(self.office),
                case_tokens::kind.eq(kind),
                case_tokens::token.eq(key.token(&[text.as_bytes()])),
                case_tokens::case_id.eq(case),
                case_tokens::record_id.eq(record),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        Ok(())
    }

    /// Writes the whole case under this number.
    pub(super) fn case(&mut self, number: &str, plan: &Planned) -> ApiResult<CaseId> {
        let opened = morning(plan.opened_on, self.now);
        let id = CaseId::from_raw(self.id(opened));
        let key = self.keys.make_case_key(self.conn, self.office, id, opened)?;
        let seals = self.keys.random();
        let delivered = plan.entries.iter().filter(|entry| entry.service.status == ServiceStatus::Delivered);
        let contact =
            delivered.map(|entry| entry.service.occurred_on).chain(plan.notes.iter().map(|note| note.0)).max();
        let steps = plan.entries.iter().filter_map(|entry| entry.service.next_step_on);
        let live = plan.entries.iter().filter_map(|entry| entry.document.as_ref()).filter(|one| one.status.is_live());
        let due = steps.chain(live.filter_map(|document| document.expires_on)).min();
        let latest = plan.entries.iter().map(|entry| entry.service.occurred_on).max().unwrap_or(plan.opened_on);
        let updated = morning(plan.closed.map_or(latest, |(day, _)| day).max(plan.opened_on), self.now);
        diesel::insert_into(cases::table)
            .values((
                cases::id.eq(id),
                cases::office_id.eq(self.office),
                cases::version.eq(1),
                cases::created_at.eq(opened),
                cases::created_by.eq(plan.author),
                cases::updated_at.eq(updated),
                cases::updated_by.eq(plan.author),
                cases::number.eq(number),
                cases::code_name.eq(plan.code_name.as_str()),
                cases::status.eq(plan.status),
                cases::open.eq(plan.status.is_open()),
                cases::risk.eq(plan.risk),
                cases::worker_id.eq(plan.worker),
                cases::opened_on.eq(plan.opened_on),
                cases::closed_on.eq(plan.closed.map(|(day, _)| day)),
                cases::close_reason.eq(plan.closed.map(|(_, reason)| reason)),
                cases::last_contact_on.eq(contact),
                cases::next_due_on.eq(due),
                cases::contact_confirmed_on.eq(plan.safe_contact.last_confirmed_on),
                cases::profile.eq(key.seal(seals, profile_place(id), &plan.profile)?),
                cases::safe_contact.eq(key.seal(seals, safe_contact_place(id), &plan.safe_contact)?),
                cases::identity.eq(Some(key.seal(seals, identity_place(id), &plan.identity)?)),
            ))
            .execute(self.conn)?;
        self.rows += 2;
        self.record(RecordKind::Case, id.raw(), id, plan.author)?;
        if let Some(phone) = &plan.identity.phone {
            self.token("phone", phone.as_str(), id, id.raw())?;
        }
        self.consent(id, &key, plan, opened)?;
        self.event(id, plan.author, EventKind::Opened, plan.opened_on, Some(CaseStatus::Intake), None)?;
        if let Some(worker) = plan.worker {
            self.grant(id, worker, opened)?;
        }
        for entry in &plan.entries {
            self.entry(id, &key, entry, plan.author)?;
        }
        for (day, body) in &plan.notes {
            self.note(id, &key, *day, body, plan.author)?;
        }
        if plan.status != CaseStatus::Intake {
            let kind = if plan.closed.is_some() { EventKind::Closed } else { EventKind::StatusChanged };
            self.event(id, plan.author, kind, updated.day(), Some(plan.status), None)?;
        }
        Ok(id)
    }

    fn consent(&mut self, case: CaseId, key: &Sealer, plan: &Planned, at: Stamp) -> ApiResult<()> {
        let id = ConsentId::from_raw(self.id(at));
        let terms = Terms { draft: plan.consent.clone(), withdraw_reason: None };
        diesel::insert_into(consents::table)
            .values((
                consents::id.eq(id),
                consents::office_id.eq(self.office),
                consents::case_id.eq(case),
                consents::version.eq(1),
                consents::created_at.eq(at),
                consents::created_by.eq(plan.author),
                consents::updated_at.eq(at),
                consents::updated_by.eq(plan.author),
                consents::given_on.eq(plan.consent.given_on),
                consents::sealed.eq(key.seal(self.keys.random(), consent_place(id), &terms)?),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        self.record(RecordKind::Consent, id.raw(), case, plan.author)
    }

    fn grant(&mut self, case: CaseId, worker: UserId, at: Stamp) -> ApiResult<()> {
        let id = GrantId::from_raw(self.id(at));
        diesel::insert_into(case_grants::table)
            .values((
                case_grants::id.eq(id),
                case_grants::office_id.eq(self.office),
                case_grants::case_id.eq(case),
                case_grants::version.eq(1),
                case_grants::created_at.eq(at),
                case_grants::created_by.eq(worker),
                case_grants::updated_at.eq(at),
                case_grants::updated_by.eq(worker),
                case_grants::user_id.eq(worker),
                case_grants::kind.eq(Assignment::Worker),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        self.record(RecordKind::Assignment, id.raw(), case, worker)
    }

    fn event(
        &mut self,
        case: CaseId,
        author: UserId,
        kind: EventKind,
        day: NaiveDate,
        status: Option<CaseStatus>,
        about: Option<UserId>,
    ) -> ApiResult<()> {
        let at = morning(day, self.now);
        let id = EventId::from_raw(self.id(at));
        diesel::insert_into(case_events::table)
            .values((
                case_events::id.eq(id),
                case_events::office_id.eq(self.office),
                case_events::case_id.eq(case),
                case_events::kind.eq(kind),
                case_events::occurred_on.eq(day),
                case_events::at.eq(at),
                case_events::by_user.eq(author),
                case_events::user_id.eq(about),
                case_events::status.eq(status),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        self.record(RecordKind::Event, id.raw(), case, author)
    }

    fn entry(&mut self, case: CaseId, key: &Sealer, entry: &Logged, author: UserId) -> ApiResult<()> {
        let at = morning(entry.service.occurred_on, self.now);
        let service = ServiceId::from_raw(self.id(at));
        let document = entry.document.as_ref().map(|_| DocumentId::from_raw(self.id(at)));
        self.service(case, key, service, &entry.service, document, author, at)?;
        if let (Some(id), Some(draft)) = (document, &entry.document) {
            self.document(case, key, id, draft, service, author, at)?;
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "a row is made of all of these")]
    fn service(
        &mut self,
        case: CaseId,
        key: &Sealer,
        id: ServiceId,
        draft: &ServiceDraft,
        document: Option<DocumentId>,
        author: UserId,
        at: Stamp,
    ) -> ApiResult<()> {
        let details =
            json!({ "provider": draft.provider, "place": draft.place, "note": draft.note, "details": draft.details });
        let category = catalogue::find(&draft.code).map(|kind| kind.category.as_str()).unwrap_or_default();
        diesel::insert_into(services::table)
            .values((
                services::id.eq(id),
                services::office_id.eq(self.office),
                services::case_id.eq(case),
                services::version.eq(1),
                services::created_at.eq(at),
                services::created_by.eq(author),
                services::updated_at.eq(at),
                services::updated_by.eq(author),
                services::code.eq(&draft.code),
                services::category.eq(category),
                services::status.eq(draft.status),
                services::occurred_on.eq(draft.occurred_on),
                services::quantity.eq(draft.quantity),
                services::cost_minor.eq(draft.cost.map(|cost| cost.minor())),
                services::currency.eq(draft.cost.map(|cost| cost.currency().as_str().to_owned())),
                services::fund.eq(draft.fund.as_ref().map(|fund| fund.as_str().to_owned())),
                services::delivered_by.eq(draft.delivered_by),
                services::confidentiality.eq(draft.confidentiality),
                services::next_step_on.eq(draft.next_step_on),
                services::document_id.eq(document),
                services::withdrawn.eq(false),
                services::sealed.eq(key.seal(self.keys.random(), Place::new("services.sealed", id.raw()), &details)?),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        self.record(RecordKind::Service, id.raw(), case, author)
    }

    #[expect(clippy::too_many_arguments, reason = "a row is made of all of these")]
    fn document(
        &mut self,
        case: CaseId,
        key: &Sealer,
        id: DocumentId,
        draft: &DocumentDraft,
        service: ServiceId,
        author: UserId,
        at: Stamp,
    ) -> ApiResult<()> {
        let details = json!({ "number": draft.number, "issuer": draft.issuer, "note": draft.note });
        diesel::insert_into(documents::table)
            .values((
                documents::id.eq(id),
                documents::office_id.eq(self.office),
                documents::case_id.eq(case),
                documents::version.eq(1),
                documents::created_at.eq(at),
                documents::created_by.eq(author),
                documents::updated_at.eq(at),
                documents::updated_by.eq(author),
                documents::kind.eq(draft.kind),
                documents::status.eq(draft.status),
                documents::occurred_on.eq(draft.issued_on.unwrap_or_else(|| at.day())),
                documents::issued_on.eq(draft.issued_on),
                documents::expires_on.eq(draft.expires_on),
                documents::holder_has_original.eq(draft.holder_has_original),
                documents::copy_stored.eq(draft.copy_stored),
                documents::service_id.eq(Some(service)),
                documents::withdrawn.eq(false),
                documents::sealed.eq(key.seal(
                    self.keys.random(),
                    Place::new("documents.sealed", id.raw()),
                    &details,
                )?),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        if let Some(number) = &draft.number {
            self.token("document", &fold_number(number.as_str()), case, id.raw())?;
        }
        self.record(RecordKind::Document, id.raw(), case, author)
    }

    fn note(
        &mut self,
        case: CaseId,
        key: &Sealer,
        day: NaiveDate,
        body: &yaninda_shared::values::LongText,
        author: UserId,
    ) -> ApiResult<()> {
        let at = morning(day, self.now);
        let id = NoteId::from_raw(self.id(at));
        diesel::insert_into(notes::table)
            .values((
                notes::id.eq(id),
                notes::office_id.eq(self.office),
                notes::case_id.eq(case),
                notes::version.eq(1),
                notes::created_at.eq(at),
                notes::created_by.eq(author),
                notes::updated_at.eq(at),
                notes::updated_by.eq(author),
                notes::occurred_on.eq(day),
                notes::withdrawn.eq(false),
                notes::sealed.eq(key.seal(self.keys.random(), Place::new("notes.sealed", id.raw()), body)?),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        self.record(RecordKind::Note, id.raw(), case, author)
    }
}

/// Nine in the morning of a day, but never after now.
fn morning(day: NaiveDate, now: Stamp) -> Stamp {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
    Stamp::from(midnight).plus_seconds(9 * 3600).min(now)
}
