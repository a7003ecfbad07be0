//! A whole case before it is written.

use yaninda_shared::{
    appointments::AppointmentState,
    cases::{
        CaseStatus, CloseReason, DecisionMakingOrg, Dependants, Gender, Identification, Identity, Profile, Risk,
        SafeContact, Sex, TraffickingStatus, Wording,
    },
    consents::{ConsentBy, ConsentDraft, ConsentScope},
    contacts::{Channel, ContactDraft},
    ids::UserId,
    outcomes::AssessmentDraft,
    services::ServiceStatus,
    values::{CodeName, Country, Currency, LanguageTag, LongText, Money, NaiveDate, Name, PhoneNumber},
};

use super::{
    aims::{self, Aims},
    people::Person,
    plan::{Logged, draft, good, shift, short},
    write_appointment::Meeting,
    write_rating::rated,
};
use crate::problem::ApiResult;

/// Everything of one case.
pub(super) struct Planned {
    pub code_name: CodeName,
    pub status: CaseStatus,
    pub risk: Risk,
    pub worker: Option<UserId>,
    pub author: UserId,
    pub opened_on: NaiveDate,
    pub closed: Option<(NaiveDate, CloseReason)>,
    pub profile: Profile,
    pub safe_contact: SafeContact,
    pub identity: Identity,
    pub consent: ConsentDraft,
    /// The steps of the process after intake, with their days.
    pub steps: Vec<(NaiveDate, CaseStatus)>,
    pub contacts: Vec<ContactDraft>,
    pub entries: Vec<Logged>,
    pub notes: Vec<(NaiveDate, LongText)>,
    pub meetings: Vec<Meeting>,
    pub assessments: Vec<AssessmentDraft>,
    pub aims: Aims,
}

/// The first rent of a new home with its deposit: above what is paid without an approval.
fn deposit(day: NaiveDate, today: NaiveDate, salt: u32) -> ApiResult<Logged> {
    let mut rent = draft("HOU.rent", day, today, salt)?;
    rent.service.status = ServiceStatus::Requested;
    rent.service.cost = Some(good(Money::new(3_700_000, Currency::TRY))?);
    rent.service.note =
        Some(good(LongText::parse("First month and deposit; the landlord keeps the flat until Friday."))?);
    Ok(rent)
}

/// Plans the case of one of the twenty.
pub(super) fn of_person(person: &Person, worker: UserId, today: NaiveDate, salt: u32) -> ApiResult<Planned> {
    use chrono::Datelike;
    let opened_on = shift(today, -person.since);
    let language = good(LanguageTag::parse(person.language))?;
    let unknown = matches!(person.status, CaseStatus::Intake | CaseStatus::Screening | CaseStatus::Assessment);
    let mut entries = Vec::new();
    for (index, (code, after)) in person.path.iter().enumerate() {
        let day = shift(opened_on, *after);
        if day <= today {
            entries.push(draft(code, day, today, salt * 31 + u32::try_from(index).unwrap_or(0))?);
        }
    }
    let aims = aims::of_person(
        person.code_name,
        &language,
        opened_on,
        (today, person.status == CaseStatus::Closed),
        &entries,
    )?;
    if person.code_name == "Papatya" {
        entries.push(deposit(shift(today, -2), today, salt)?);
    }
    let closed = (person.status == CaseStatus::Closed).then(|| (shift(opened_on, 200), CloseReason::Returned));
    let last = closed.map_or(today, |(day, _)| day);
    let note = match person.code_name {
        "Deniz" => "Prefers mornings. Proud of the first lesson in Turkish.",
        _ => "First conversation went well; next one agreed together.",
    };
    // Numbers of a range that is nobody's.
    let phone = good(PhoneNumber::parse(&format!("+90555000{:04}", 1000 + salt)))?;
    let confirmed_on = shift(today, -(i64::from(salt % 40)).min(person.since));
    let born = NaiveDate::from_ymd_opt(today.year() - person.age, 1 + salt % 12, 1 + salt % 28);
    Ok(Planned {
        code_name: good(CodeName::parse(person.code_name))?,
        status: person.status,
        risk: person.risk,
        worker: closed.is_none().then_some(worker),
        author: worker,
        opened_on,
        closed,
        profile: Profile {
            identification: Identification {
                on: (!unknown).then(|| shift(opened_on, 3)),
                org: (!unknown).then_some(DecisionMakingOrg::NonPoliceGovernmentalOrganization),
                authority: Some(short(if person.office == 0 {
                    "Istanbul provincial directorate"
                } else {
                    "Ankara provincial directorate"
                })?),
                unit: Some(short(if salt.is_multiple_of(2) { "Residence" } else { "Temporary Protection" })?),
                referral_source: SOURCES.get(salt as usize % SOURCES.len()).map(|source| short(source)).transpose()?,
            },
            trafficking_status: Some(if unknown { TraffickingStatus::Possible } else { TraffickingStatus::Actual }),
            exploitation: vec![person.exploitation],
            control: person.control.to_vec(),
            sex: Some(person.sex),
            gender: Some(if person.sex == Sex::Female { Gender::Feminine } else { Gender::Masculine }),
            birth_year: born.map(|day| day.year()),
            nationalities: vec![good(Country::parse(person.country))?],
            languages: vec![language.clone()],
            protection: Some(person.protection),
            dependants: Dependants { children: person.children, adults: 0, note: None },
            summary: None,
        },
        safe_contact: SafeContact {
            language: Some(language.clone()),
            wording: if writes(person) { Wording::Place } else { Wording::TimeOnly },
            channel: Some(if writes(person) { Channel::Email } else { Channel::Phone }),
            last_confirmed_on: Some(confirmed_on),
            ..SafeContact::default()
        },
        identity: Identity {
            given_names: Some(good(Name::parse(person.given))?),
            family_names: Some(good(Name::parse(person.family))?),
            other_names: person.own_script.map(|name| good(Name::parse(name))).transpose()?,
            birth_date: born,
            phone: Some(phone.clone()),
            ..Identity::default()
        },
        consent: consent(language, opened_on, writes(person))?,
        steps: steps(person, today),
        contacts: contacts(person, &phone, confirmed_on)?,
        entries,
        notes: vec![(opened_on, good(LongText::parse(note))?)],
        meetings: meetings(person, today),
        assessments: if unknown { Vec::new() } else { rated(opened_on, last, salt)? },
        aims,
    })
}

/// Who wants e-mails about appointments, and has read a code back.
fn writes(person: &Person) -> bool {
    matches!(person.code_name, "Deniz" | "Papatya")
}

/// One that was kept, and one to come.
fn meetings(person: &Person, today: NaiveDate) -> Vec<Meeting> {
    let (code, ahead, at) = match person.code_name {
        "Deniz" => ("CMG.home_visit", 1, 10 * 60 + 30),
        "Papatya" => ("CMG.office_meeting", 2, 14 * 60),
        _ => return Vec::new(),
    };
    let kept = Meeting { code, day: shift(today, -6), at, state: AppointmentState::Attended };
    vec![kept, Meeting { day: shift(today, ahead), state: AppointmentState::Planned, ..kept }]
}

/// Who sends people to the programme.
const SOURCES: [&str; 6] = [
    "Trained official of the directorate",
    "Police, unit for children",
    "Women's shelter of the municipality",
    "Hotline 157",
    "Hospital social worker",
    "A friend who was helped before",
];

/// The way to the present step, in even paces.
fn steps(person: &Person, today: NaiveDate) -> Vec<(NaiveDate, CaseStatus)> {
    use CaseStatus::{AfterCare, Assessment, FollowUp, Identified, Implementation, Plan, Screening};
    let way = [Screening, Identified, Assessment, Plan, Implementation, FollowUp, AfterCare];
    let done = match person.status {
        CaseStatus::Closed => 6,
        status => way.iter().position(|step| *step == status).map_or(0, |at| at + 1),
    };
    let pace = (person.since / 10).clamp(1, 20);
    let days = (1..).map(|step| shift(today, (step * pace).min(person.since) - person.since));
    days.zip(way).take(done).collect()
}

/// A phone that is safe, and for some a second way.
fn contacts(person: &Person, phone: &PhoneNumber, confirmed_on: NaiveDate) -> ApiResult<Vec<ContactDraft>> {
    let call = ContactDraft {
        channel: Channel::Phone,
        value: short(phone.as_str())?,
        safe: true,
        last_confirmed_on: Some(confirmed_on),
        note: Some(short("Mornings")?),
    };
    let friend = ContactDraft {
        channel: Channel::ThroughPerson,
        value: short("The friend she lives with")?,
        safe: false,
        last_confirmed_on: None,
        note: None,
    };
    let mut all = vec![call];
    if writes(person) {
        all.push(email(&person.given.to_ascii_lowercase(), confirmed_on)?);
    }
    if person.code_name == "Deniz" {
        all.push(friend);
    }
    Ok(all)
}

/// A safe address of a domain that is nobody's.
pub(super) fn email(name: &str, confirmed_on: NaiveDate) -> ApiResult<ContactDraft> {
    Ok(ContactDraft {
        channel: Channel::Email,
        value: short(&format!("{name}@post.example"))?,
        safe: true,
        last_confirmed_on: Some(confirmed_on),
        note: None,
    })
}

/// The consent every case begins with; for some it includes e-mail.
pub(super) fn consent(language: LanguageTag, given_on: NaiveDate, email: bool) -> ApiResult<ConsentDraft> {
    let mut scope = vec![ConsentScope::Services, ConsentScope::DataKept, ConsentScope::Phone];
    if email {
        scope.push(ConsentScope::Email);
    }
    Ok(ConsentDraft {
        given_by: ConsentBy::Person,
        scope,
        purpose: short("Assistance of the programme")?,
        language,
        given_on,
        interpreter: None,
        note: None,
    })
}
