//! Writing a planned case: its row, its consent, its worker, what happened to it.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentState,
    cases::{Assignment, CaseStatus},
    documents::DocumentDraft,
    ids::{CaseId, ConsentId, EventId, GrantId, UserId},
    record::RecordKind,
    timeline::EventKind,
    values::{NaiveDate, Stamp},
};

use super::{
    case::Planned,
    scribe::{Page, Scribe},
    write_rating::facts,
};
use crate::{
    cases::{
        row::{identity_place, profile_place, safe_contact_place},
        tokens::Exact,
    },
    consents::row::{Terms, place as consent_place},
    db::schema::{case_events, case_grants, cases, consents},
    problem::ApiResult,
};

impl Scribe<'_> {
    /// Writes the whole case under this number; a supervisor has asked about what was bought.
    pub(super) fn case(&mut self, number: &str, plan: &Planned, supervisor: Option<UserId>) -> ApiResult<()> {
        let opened = self.morning(plan.opened_on);
        let case = CaseId::from_raw(self.id(opened));
        let key = self.keys.make_case_key(self.conn, self.office, case, opened)?;
        let page = Page { case, key, author: plan.author };
        let latest = plan.entries.iter().map(|entry| entry.service.occurred_on).max().unwrap_or(plan.opened_on);
        let last = plan.closed.map_or(latest, |(day, _)| day).max(plan.opened_on);
        let updated = self.morning(last);
        self.row(&page, number, plan, opened, updated)?;
        // The key of the case.
        self.rows += 1;
        self.index(case, case.raw(), &Exact::of_identity(&plan.identity))?;
        self.consent(&page, plan, opened)?;
        self.event(&page, EventKind::Opened, plan.opened_on, CaseStatus::Intake)?;
        if let Some(worker) = plan.worker {
            self.grant(&page, worker, opened)?;
        }
        for contact in &plan.contacts {
            self.contact(&page, contact, opened)?;
        }
        let mut papers = Vec::new();
        for entry in &plan.entries {
            let service = self.entry(&page, entry, &mut papers)?;
            self.request(&page, service, &entry.service)?;
            if let Some(supervisor) = supervisor.filter(|_| entry.service.code == "HOU.furniture") {
                self.talk(&page, service, supervisor, self.morning(entry.service.occurred_on))?;
            }
        }
        for (day, body) in &plan.notes {
            self.note(&page, *day, body)?;
        }
        self.ratings(&page, plan)?;
        self.aims(&page, &plan.aims, supervisor)?;
        for meeting in &plan.meetings {
            self.meeting(&page, meeting)?;
        }
        for (day, status) in &plan.steps {
            self.event(&page, EventKind::StatusChanged, *day, *status)?;
        }
        if plan.closed.is_some() {
            self.event(&page, EventKind::Closed, last, plan.status)?;
        }
        Ok(())
    }

    fn row(&mut self, page: &Page, number: &str, plan: &Planned, opened: Stamp, updated: Stamp) -> ApiResult<()> {
        let Page { case: id, key, author } = page;
        let (id, author, seals) = (*id, *author, self.keys.random());
        let (contact, due) = activity(plan);
        let facts = facts(plan);
        diesel::insert_into(cases::table)
            .values((
                cases::id.eq(id),
                cases::office_id.eq(self.office),
                cases::version.eq(1),
                cases::created_at.eq(opened),
                cases::created_by.eq(author),
                cases::updated_at.eq(updated),
                cases::updated_by.eq(author),
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
                cases::rated_on.eq(facts.rated_on),
                cases::legal_change_on.eq(facts.legal_change_on),
                cases::assess_on.eq(facts.due(self.today()).map(|due| due.on)),
                cases::last_opened_on.eq(Some(updated.utc_day())),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Case, id.raw(), id, author)
    }

    fn consent(&mut self, page: &Page, plan: &Planned, at: Stamp) -> ApiResult<()> {
        let id = ConsentId::from_raw(self.id(at));
        let terms = Terms { draft: plan.consent.clone(), withdraw_reason: None };
        diesel::insert_into(consents::table)
            .values((
                consents::id.eq(id),
                consents::office_id.eq(self.office),
                consents::case_id.eq(page.case),
                consents::version.eq(1),
                consents::created_at.eq(at),
                consents::created_by.eq(page.author),
                consents::updated_at.eq(at),
                consents::updated_by.eq(page.author),
                consents::given_on.eq(plan.consent.given_on),
                consents::sealed.eq(page.key.seal(self.keys.random(), consent_place(id), &terms)?),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Consent, id.raw(), page.case, page.author)
    }

    fn grant(&mut self, page: &Page, worker: UserId, at: Stamp) -> ApiResult<()> {
        let id = GrantId::from_raw(self.id(at));
        diesel::insert_into(case_grants::table)
            .values((
                case_grants::id.eq(id),
                case_grants::office_id.eq(self.office),
                case_grants::case_id.eq(page.case),
                case_grants::version.eq(1),
                case_grants::created_at.eq(at),
                case_grants::created_by.eq(worker),
                case_grants::updated_at.eq(at),
                case_grants::updated_by.eq(worker),
                case_grants::user_id.eq(worker),
                case_grants::kind.eq(Assignment::Worker),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Assignment, id.raw(), page.case, worker)
    }

    fn event(&mut self, page: &Page, kind: EventKind, day: NaiveDate, status: CaseStatus) -> ApiResult<()> {
        let at = self.morning(day);
        let id = EventId::from_raw(self.id(at));
        diesel::insert_into(case_events::table)
            .values((
                case_events::id.eq(id),
                case_events::office_id.eq(self.office),
                case_events::case_id.eq(page.case),
                case_events::kind.eq(kind),
                case_events::occurred_on.eq(day),
                case_events::at.eq(at),
                case_events::by_user.eq(page.author),
                case_events::status.eq(Some(status)),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Event, id.raw(), page.case, page.author)
    }
}

/// The latest contact and the nearest day something is due.
fn activity(plan: &Planned) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let contacts = plan.entries.iter().filter(|entry| entry.service.is_contact());
    let contact = contacts.map(|entry| entry.service.occurred_on).chain(plan.notes.iter().map(|note| note.0)).max();
    let steps = plan.entries.iter().filter_map(|entry| entry.service.next_step_on);
    let papers = || plan.entries.iter().filter_map(|entry| entry.document.as_ref());
    let replaced =
        |one: &DocumentDraft| papers().any(|next| next.kind.replaces(one.kind) && next.issued_on > one.issued_on);
    let live = papers().filter(|one| one.status.is_live() && !replaced(one));
    let met = plan.meetings.iter().filter(|one| one.state == AppointmentState::Attended).map(|one| one.day).max();
    (contact.max(met), steps.chain(live.filter_map(|document| document.expires_on)).min())
}
