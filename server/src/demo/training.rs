//! What the programme's other half did, from its own public account: three workshops in one month for more than seventy
//! officials of the provincial directorate, and the referrals of four months before and four after.

use yaninda_shared::{
    referrals::{Indicator, ReferralDraft, ReferralOutcome, ReferralSource},
    values::{LongText, NaiveDate},
    workshops::{Effective, Question, WorkshopTopic},
};

use super::plan::{good, shift, short};
use crate::problem::ApiResult;

/// A unit and its authority.
pub(super) const UNITS: [(&str, ReferralSource); 4] = [
    ("Temporary Protection", ReferralSource::Pdmm),
    ("Residence", ReferralSource::Pdmm),
    ("International Protection", ReferralSource::Pdmm),
    ("Children's police", ReferralSource::Police),
];

/// A workshop of December 2023: its day, place, participants of the first two units, and what they thought of it.
pub(super) struct Held {
    pub day: (i32, u32, u32),
    pub place: &'static str,
    pub people: [u32; 2],
    pub effective: Effective,
}

/// 24, 23 and 25 people: 72, of whom 67 found it effective.
pub(super) const WORKSHOPS: [Held; 3] = [
    Held { day: (2023, 12, 5), place: "Fatih", people: [12, 12], effective: steps(0, 2, 8, 14) },
    Held { day: (2023, 12, 12), place: "Kumkapı", people: [13, 10], effective: steps(0, 1, 9, 13) },
    Held { day: (2023, 12, 19), place: "Fatih", people: [13, 12], effective: steps(1, 1, 10, 13) },
];

const fn steps(two: u32, three: u32, four: u32, five: u32) -> Effective {
    Effective { one: 0, two, three, four, five }
}

/// Referrals of the two units by month: 34 in the four months before December, 50 in the four after.
pub(super) const MONTHS: [((i32, u32), i64); 9] = [
    ((2023, 8), 7),
    ((2023, 9), 9),
    ((2023, 10), 8),
    ((2023, 11), 10),
    ((2023, 12), 9),
    ((2024, 1), 11),
    ((2024, 2), 13),
    ((2024, 3), 12),
    ((2024, 4), 14),
];

/// Of others in each of these months, who took part in nothing.
pub(super) const OTHERS: i64 = 2;

/// What the workshops were about.
pub(super) const TOPICS: [WorkshopTopic; 4] =
    [WorkshopTopic::Kinds, WorkshopTopic::Interview, WorkshopTopic::Communication, WorkshopTopic::Law];

/// The questions before and after.
pub(super) fn questions() -> ApiResult<Vec<Question>> {
    let question = |text: &str, choices: [&str; 3], right| {
        let choices = choices.into_iter().map(short).collect::<ApiResult<_>>()?;
        Ok(Question { text: short(text)?, choices, right })
    };
    [
        question("Who may refer a person?", ["Any official who notices signs", "The police alone", "Courts alone"], 0),
        question("How long does the first permit last?", ["10 days", "30 days", "One year"], 1),
        question("Who interprets at an interview?", ["Somebody of the family", "A colleague", "A trained stranger"], 2),
    ]
    .into_iter()
    .collect()
}

/// The choice of somebody at a question; after the workshop more of them are right.
pub(super) fn choice(question: &Question, who: u32, number: usize, after: bool) -> u8 {
    let sum = who + u32::try_from(number).unwrap_or(0);
    let knows = if after { !sum.is_multiple_of(8) } else { sum.is_multiple_of(2) };
    if knows { question.right } else { (question.right + 1) % 3 }
}

/// The so-many-th referral of a month, spread over its days.
pub(super) fn referral(month: (i32, u32), number: i64, source: ReferralSource) -> ApiResult<ReferralDraft> {
    let first = NaiveDate::from_ymd_opt(month.0, month.1, 1).unwrap_or_default();
    let received_on = shift(first, number * 5 % 28);
    let outcomes = [
        ReferralOutcome::Identified,
        ReferralOutcome::Possible,
        ReferralOutcome::Identified,
        ReferralOutcome::NotIdentified,
        ReferralOutcome::DeclinedContact,
    ];
    let at = usize::try_from(number + i64::from(month.1)).unwrap_or(0);
    let outcome = outcomes.get(at % outcomes.len()).copied().unwrap_or(ReferralOutcome::Waiting);
    Ok(ReferralDraft { outcome, outcome_on: Some(shift(received_on, 12)), ..came(received_on, source, at)? })
}

/// One that waits for nothing but its outcome.
pub(super) fn came(received_on: NaiveDate, source: ReferralSource, at: usize) -> ApiResult<ReferralDraft> {
    let signs = Indicator::ALL;
    let indicators = [at, at + 3].iter().filter_map(|at| signs.get(at % signs.len()).copied()).collect();
    Ok(ReferralDraft {
        source,
        unit: None,
        role: Some(short("Interviewer")?),
        received_on,
        indicators,
        note: Some(good(LongText::parse("Noticed at an interview about something else."))?),
        outcome: ReferralOutcome::Waiting,
        outcome_on: None,
        case: None,
    })
}
