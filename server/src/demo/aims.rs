//! What the people of the demo want, as they say it, and what they have reached: goals, agreements and milestones.

use yaninda_shared::{
    milestones::{ChosenBy, MilestoneDraft, MilestoneKind, by_document, by_service},
    outcomes::OutcomeDomain,
    plans::{GoalDraft, GoalState, GoalStep, PlanDraft, PlanStep, StepBy},
    values::{LanguageTag, LongText, NaiveDate},
};

use super::plan::{Logged, good, shift, short};
use crate::problem::ApiResult;

/// Plan and milestones of a case.
#[derive(Default)]
pub(super) struct Aims {
    pub goals: Vec<GoalDraft>,
    /// The times it was agreed and looked at again, in their order.
    pub agreed: Vec<PlanDraft>,
    pub milestones: Vec<MilestoneDraft>,
}

/// A step: what is done, who does it, the day it is due and the day it was done, counted from today.
type Step = (&'static str, StepBy, Option<i64>, Option<i64>);

/// A goal: whose it is, their words, the part of life, the day it is due counted from today, steps, and how it stands.
struct Wanted {
    whose: &'static str,
    words: &'static str,
    domain: OutcomeDomain,
    due: Option<i64>,
    steps: &'static [Step],
    state: GoalState,
}

use GoalState::{LetGo, Met, Open, PartlyMet};
use OutcomeDomain as D;
use StepBy::{Other, Person, Together, Worker};

const fn wanted(
    whose: &'static str,
    words: &'static str,
    domain: OutcomeDomain,
    due: Option<i64>,
    steps: &'static [Step],
    state: GoalState,
) -> Wanted {
    Wanted { whose, words, domain, due, steps, state }
}

/// Days after the opening on which the first plan was made.
const FIRST: i64 = 14;
/// Days from one look at the plan to the next.
const EVERY: i64 = 90;
/// Cases that are younger are still finding their feet.
const SETTLED: i64 = 60;

#[rustfmt::skip]
const WANTED: &[Wanted] = &[
    wanted("Deniz", "Je veux que mon permis soit renouvelé, pour ne plus avoir peur des contrôles.", D::LegalStay, Some(18),
        &[("Make the appointment", Together, Some(-6), Some(-8)), ("Bring photos and the lease", Person, Some(4), None), ("Go along to the office", Worker, Some(11), None)], Open),
    wanted("Deniz", "Je veux parler turc avec mes collègues.", D::Language, Some(90),
        &[("Find an evening course", Worker, Some(-40), Some(-44)), ("Finish A2", Person, Some(90), None)], Open),
    wanted("Deniz", "Essayer deux fois le groupe de couture.", D::Community, None, &[("Ask when the group meets", Together, None, None)], Open),
    wanted("Deniz", "Une chambre à moi, avec une fenêtre.", D::Housing, Some(-70),
        &[("See three rooms", Together, Some(-95), Some(-97)), ("Sign the lease", Person, Some(-80), Some(-86))], Met),
    wanted("Papatya", "أريد بيتاً صغيراً قريباً من مدرسة الأولاد.", D::Housing, Some(-4),
        &[("See rooms near the school", Together, Some(-9), Some(-12)), ("Ask for the deposit", Worker, Some(-4), None)], Open),
    wanted("Papatya", "أن أنام ليلة كاملة دون خوف.", D::MentalHealth, None, &[("Speak with the psychologist every week", Person, None, Some(-20))], Open),
    wanted("Palamut", "O'z ishimni boshlamoqchiman.", D::Work, Some(-120), &[("Course for bakers", Person, Some(-200), Some(-205))], Met),
    wanted("Palamut", "Uyga pul yuborish.", D::Income, Some(-60), &[("Open an account", Together, Some(-90), Some(-92))], PartlyMet),
    wanted("Ihlamur", "ትምህርት መጀመር እፈልጋለሁ።", D::Education, Some(25),
        &[("Have the certificate recognised", Worker, Some(-2), None), ("Visit the school", Together, Some(20), None)], Open),
    wanted("Begonya", "Документтеримди кайра алгым келет.", D::LegalStay, Some(30),
        &[("Write to the consulate", Worker, Some(6), None)], Open),
    wanted("Leylek", "Borçlarymy tölemek isleýärin.", D::Income, Some(-11),
        &[("List all debts", Together, Some(-30), Some(-31)), ("Speak with a lawyer about them", Other, Some(-11), None)], Open),
    wanted("Leylek", "Öz dükanym bolsun.", D::Work, None, &[], LetGo),
    wanted("Serçe", "بدي أرجع عالمدرسة.", D::Education, Some(14),
        &[("Enrol", Worker, Some(-15), Some(-16)), ("First day together", Together, Some(14), None)], Open),
];

fn step((text, who, due, done): &Step, today: NaiveDate) -> ApiResult<GoalStep> {
    let day = |distance: &Option<i64>| distance.map(|distance| shift(today, distance));
    Ok(GoalStep { text: short(text)?, who: *who, name: None, due_on: day(due), done_on: day(done) })
}

/// Plan and milestones of one of the twenty.
pub(super) fn of_person(
    code_name: &str,
    language: &LanguageTag,
    opened_on: NaiveDate,
    (today, is_over): (NaiveDate, bool),
    entries: &[Logged],
) -> ApiResult<Aims> {
    let first = shift(opened_on, FIRST);
    let own = WANTED.iter().filter(|wanted| wanted.whose == code_name);
    let goals = own.map(|wanted| {
        Ok(GoalDraft {
            words: good(LongText::parse(wanted.words))?,
            domain: wanted.domain,
            starts_on: first,
            due_on: wanted.due.map(|distance| shift(today, distance)),
            steps: wanted.steps.iter().map(|one| step(one, today)).collect::<ApiResult<_>>()?,
            services: Vec::new(),
            state: wanted.state,
            ended_on: (wanted.state != Open).then(|| shift(today, wanted.due.unwrap_or(-30))),
            note: None,
        })
    });
    let goals = goals.collect::<ApiResult<Vec<_>>>()?;
    let agreed = if goals.is_empty() { Vec::new() } else { agreed(language, first, today) };
    let settled = today.signed_duration_since(opened_on).num_days() > SETTLED;
    let mut milestones = if settled { milestones(entries, opened_on, today) } else { Vec::new() };
    milestones.retain(|one| one.reached_on.is_some() || !is_over);
    Ok(Aims { goals, agreed, milestones })
}

/// The first time, and every time it was looked at again since.
fn agreed(language: &LanguageTag, first: NaiveDate, today: NaiveDate) -> Vec<PlanDraft> {
    let days = std::iter::successors(Some(first), |day| Some(shift(*day, EVERY))).take_while(|day| *day <= today);
    let entry = |(at, day): (usize, NaiveDate)| PlanDraft {
        step: if at == 0 { PlanStep::Agreed } else { PlanStep::Reviewed },
        occurred_on: day,
        language: language.clone(),
        interpreter: None,
        copy_given: at == 0,
        next_review_on: Some(shift(day, EVERY)),
        note: None,
    };
    days.enumerate().map(entry).collect()
}

/// What the papers and services of the case have shown, a month ago or longer, and one to come.
fn milestones(entries: &[Logged], opened_on: NaiveDate, today: NaiveDate) -> Vec<MilestoneDraft> {
    let mut reached: Vec<(MilestoneKind, NaiveDate)> = Vec::new();
    for entry in entries {
        let paper = entry.document.as_ref();
        let day = paper.and_then(|paper| paper.issued_on).unwrap_or(entry.service.occurred_on);
        let by_paper = paper.and_then(|paper| by_document(paper.kind, paper.status));
        for kind in by_service(&entry.service).into_iter().chain(by_paper) {
            let fresh = !reached.iter().any(|(known, _)| *known == kind);
            if fresh && day >= opened_on && day <= shift(today, -30) {
                reached.push((kind, day));
            }
        }
    }
    let to_come = [MilestoneKind::TurkishA2, MilestoneKind::SupportNetwork, MilestoneKind::SafetyPlan];
    let to_come = to_come.into_iter().find(|kind| !reached.iter().any(|(known, _)| known == kind));
    let reached = reached.iter().map(|(kind, day)| MilestoneDraft { reached_on: Some(*day), ..blank(*kind) });
    let to_come = to_come.map(|kind| MilestoneDraft { expected_on: Some(shift(today, 45)), ..blank(kind) });
    reached.chain(to_come).collect()
}

const fn blank(kind: MilestoneKind) -> MilestoneDraft {
    MilestoneDraft {
        kind: Some(kind),
        own: None,
        chosen_by: ChosenBy::Together,
        expected_on: None,
        reached_on: None,
        evidence: None,
        document: None,
        service: None,
        note: None,
    }
}

/// What most people reach, and so many days after the opening, give or take.
const USUAL: [(MilestoneKind, i64); 6] = [
    (MilestoneKind::SafePlace, 5),
    (MilestoneKind::HealthCheck, 9),
    (MilestoneKind::SafetyPlan, 20),
    (MilestoneKind::Lawyer, 60),
    (MilestoneKind::CourseStarted, 140),
    (MilestoneKind::PaymentMeans, 190),
];

/// Aims of a case that is there for its size: what of the usual was reached from the opening to today.
pub(super) fn usual(opened_on: NaiveDate, today: NaiveDate, salt: u32) -> Aims {
    let late = i64::from(salt % 13);
    let days = USUAL.iter().map(|(kind, days)| (*kind, shift(opened_on, days + late)));
    let reached = days.filter(|(_, day)| *day <= today);
    let milestones = reached.map(|(kind, day)| MilestoneDraft { reached_on: Some(day), ..blank(kind) }).collect();
    Aims { milestones, ..Aims::default() }
}
