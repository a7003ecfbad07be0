//! Everything that is recorded about one person, read and opened at once.

use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{
    appointments::AppointmentRecord,
    cases::{CaseStatus, CloseReason, Identity, Profile, Risk, SafeContact},
    consents::ConsentRecord,
    contacts::ContactRecord,
    documents::DocumentDraft,
    milestones::MilestoneRecord,
    notes::NoteRecord,
    outcomes::AssessmentRecord,
    plans::{GoalRecord, PlanRecord},
    policy::Action,
    problem::Code,
    services::ServiceRecord,
    values::NaiveDate,
};

use crate::{
    access::{Case, Reading},
    appointments, consents, contacts,
    db::schema::attachments,
    documents, milestones, notes, outcomes, plans,
    problem::{ApiError, ApiResult},
    services,
};

/// Most records of a kind.
const MOST: i64 = 2_000;

/// A case, opened. What was withdrawn is not in it.
pub(super) struct Gathered {
    pub number: String,
    pub status: CaseStatus,
    pub risk: Risk,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub close_reason: Option<CloseReason>,
    pub last_contact_on: Option<NaiveDate>,
    pub profile: Profile,
    pub identity: Identity,
    pub safe_contact: SafeContact,
    pub contacts: Vec<ContactRecord>,
    pub consents: Vec<ConsentRecord>,
    /// In full only as far as the caller may read them; newest first, as everything with a day.
    pub services: Vec<ServiceRecord>,
    pub documents: Vec<DocumentDraft>,
    pub appointments: Vec<AppointmentRecord>,
    pub goals: Vec<GoalRecord>,
    pub plans: Vec<PlanRecord>,
    pub milestones: Vec<MilestoneRecord>,
    pub assessments: Vec<AssessmentRecord>,
    pub notes: Vec<NoteRecord>,
    /// How many photos and scans are kept.
    pub files: i64,
}

/// Reads the case. Errors: 413 for more than a paper holds.
pub(super) fn gather(reading: &mut Reading<'_, Case>) -> ApiResult<Gathered> {
    let key = reading.case_key()?;
    let row = reading.resource.row.clone();
    let (user, restricted) = (reading.caller.user, reading.may(Action::RestrictedRead));
    let services = bounded(services::list::newest(reading, None, MOST + 1)?)?;
    let services = services
        .iter()
        .filter(|row| !row.withdrawn)
        .map(|row| if row.shows_details_to(user, restricted) { row.open_whole(&key) } else { row.open(&key, false) });
    let services = services.collect::<ApiResult<_>>()?;
    let documents = bounded(documents::list::newest(reading, None, MOST + 1)?)?;
    let documents = documents.iter().filter(|row| !row.withdrawn).map(|row| row.draft(&key));
    let documents = documents.collect::<Result<_, _>>()?;
    let appointments = bounded(appointments::list::newest(reading, None, MOST + 1)?)?;
    let appointments = appointments.iter().map(|row| row.open_for(reading, &key)).collect::<ApiResult<_>>()?;
    let plans = bounded(plans::entries::list::newest(reading, None, MOST + 1)?)?;
    let plans = plans.iter().filter(|row| !row.withdrawn).map(|row| row.open(&key)).collect::<Result<_, _>>()?;
    let assessments = bounded(outcomes::list::newest(reading, None, MOST + 1)?)?;
    let assessments = assessments.iter().filter(|row| !row.withdrawn).map(|row| row.open(&key));
    let assessments = assessments.collect::<Result<_, _>>()?;
    let notes = bounded(notes::list::newest(reading, None, MOST + 1)?)?;
    let notes = notes.iter().filter(|row| !row.withdrawn).map(|row| row.open(&key)).collect::<Result<_, _>>()?;
    let consents = bounded(consents::list::newest(reading, None, MOST + 1)?)?;
    let consents = consents.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?;
    let mut goals = plans::goals::read::all(reading)?;
    goals.retain(|goal| !goal.withdrawn);
    let mut milestones = milestones::list::all(reading)?;
    milestones.retain(|milestone| !milestone.withdrawn);
    Ok(Gathered {
        profile: row.profile(&key)?,
        identity: row.identity(&key)?.unwrap_or_default(),
        safe_contact: row.safe_contact(&key)?,
        contacts: contacts::row::all(reading)?,
        files: files(reading)?,
        number: row.number,
        status: row.status,
        risk: row.risk,
        opened_on: row.opened_on,
        closed_on: row.closed_on,
        close_reason: row.close_reason,
        last_contact_on: row.last_contact_on,
        consents,
        services,
        documents,
        appointments,
        goals,
        plans,
        milestones,
        assessments,
        notes,
    })
}

fn bounded<T>(rows: Vec<T>) -> ApiResult<Vec<T>> {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    if rows.len() > most { Err(ApiError::Refused(Code::TooLarge)) } else { Ok(rows) }
}

fn files(reading: &mut Reading<'_, Case>) -> ApiResult<i64> {
    Ok(attachments::table
        .filter(attachments::office_id.eq(reading.caller.office))
        .filter(attachments::case_id.eq(reading.case()))
        .select(count_star())
        .get_result(reading.conn)?)
}
