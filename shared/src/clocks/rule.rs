//! A rule: what the law or a programme says about how long something lasts or by when something is done.

use std::fmt;

use chrono::{Days, Months};
use serde::{Deserialize, Serialize};

use super::built_in::BuiltInRule;
use crate::{
    documents::DocumentKind,
    ids::{ClockRuleId, UserId},
    problem::{Checker, FieldError},
    values::{Country, NaiveDate, ShortText, Stamp, ValueError, check_not_future},
};

text_enum! {
    /// What a rule measures.
    Measure {
        /// When to remind before a document's own end.
        Expires = "expires",
        /// How long one document may be valid at most.
        Validity = "validity",
        /// How long documents of these kinds may last in all, from the first day of the first.
        Total = "total",
        /// From how many days before its end a document can be renewed.
        Renewal = "renewal",
        /// Within which time somebody has to tell of an event.
        Duty = "duty",
        /// Within which time after an event an authority decides.
        Decision = "decision",
        /// How long after an event something ends.
        Lapse = "lapse",
    }
}

impl Measure {
    /// Whether it starts from an event; the others are about documents.
    #[must_use]
    pub const fn of_event(self) -> bool {
        matches!(self, Self::Duty | Self::Decision | Self::Lapse)
    }
}

text_enum! {
    /// What a duty, a decision or an end starts from.
    ClockEvent {
        /// An application for protection was registered.
        ApplicantRegistered = "applicant_registered",
        /// Address, identity or civil status of an applicant changed.
        PersonChanged = "person_changed",
        /// Work or income of an applicant changed.
        WorkChanged = "work_changed",
    }
}

text_enum! {
    /// How sure a rule is.
    Grade {
        /// The law itself was read.
        Primary = "primary",
        Good = "good",
        SeveralAgree = "several_agree",
        Secondary = "secondary",
        /// Not clear: ask a lawyer first.
        Check = "check",
        /// No law says so: a programme's own habit.
        Ours = "ours",
    }
}

text_enum! {
    /// Days, or months of the calendar.
    SpanUnit {
        Days = "days",
        Months = "months",
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3650))]
    pub count: u16,
    pub unit: SpanUnit,
}

impl Span {
    const MOST: u16 = 3650;

    /// So many days.
    #[must_use]
    pub const fn days(count: u16) -> Self {
        Self { count, unit: SpanUnit::Days }
    }

    /// So many months of the calendar: six months from 31 August end on the last day of February.
    #[must_use]
    pub const fn months(count: u16) -> Self {
        Self { count, unit: SpanUnit::Months }
    }

    /// The day this long after `start`, unless the calendar ends before.
    #[must_use]
    pub fn after(self, start: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            SpanUnit::Days => start.checked_add_days(Days::new(self.count.into())),
            SpanUnit::Months => start.checked_add_months(Months::new(self.count.into())),
        }
    }

    /// The day this long before `end`, unless the calendar begins after.
    #[must_use]
    pub fn before(self, end: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            SpanUnit::Days => end.checked_sub_days(Days::new(self.count.into())),
            SpanUnit::Months => end.checked_sub_months(Months::new(self.count.into())),
        }
    }
}

/// Which rule is meant: one that comes with the program, or one that an office has added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RuleKey {
    BuiltIn(BuiltInRule),
    Own(ClockRuleId),
}

impl fmt::Display for RuleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(rule) => f.write_str(rule.as_str()),
            Self::Own(id) => id.fmt(f),
        }
    }
}

impl TryFrom<String> for RuleKey {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        match BuiltInRule::from_code(&text) {
            Some(rule) => Ok(Self::BuiltIn(rule)),
            None => text.parse().map(Self::Own).map_err(|_| ValueError::UnknownValue),
        }
    }
}

impl From<RuleKey> for String {
    fn from(key: RuleKey) -> Self {
        key.to_string()
    }
}

/// Body of `PUT /clock-rules/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockRuleDraft {
    /// The built-in rule whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<BuiltInRule>,
    /// Where it holds; everywhere if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    pub measure: Measure,
    /// The kinds of document that it is about or that count; of a rule about documents none means every kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<DocumentKind>,
    /// What a duty, a decision or an end starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<ClockEvent>,
    /// How long, or how long before; a rule that only reminds of a document's end has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Days before the deadline on which to remind; on the day itself it is reminded in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind_before: Vec<u16>,
    /// Days after which a reminder that nobody answered is shown to the supervisors.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub escalate_after: u16,
    /// The office's own sentence instead of the one that comes with the program. It stands in clear and is about nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<ShortText>,
    pub source: ShortText,
    pub grade: Grade,
    /// The day on which the source said so.
    pub as_of: NaiveDate,
    /// The day on which somebody of the office held it against the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_on: Option<NaiveDate>,
    /// Whether it is applied.
    pub active: bool,
    /// Given up: the built-in rule is back in its place, or nothing is.
    #[serde(default)]
    pub given_up: bool,
}

impl ClockRuleDraft {
    /// The longest reminder, in days.
    pub const LONGEST_REMINDER: u16 = 365;

    /// Days before the deadline on which it is first shown.
    #[must_use]
    pub fn first_reminder(&self) -> u16 {
        self.remind_before.iter().copied().max().unwrap_or_default()
    }

    /// Whether it is about documents of this kind.
    #[must_use]
    pub fn is_about(&self, kind: DocumentKind) -> bool {
        !self.measure.of_event() && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }

    /// Checks numbers and days, and that what it measures is said.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match (self.measure, self.span) {
            (Measure::Expires, Some(_)) => checker.refuse("span", ValueError::NotAllowedHere),
            (Measure::Expires, None) => {}
            (_, None) => checker.refuse("span", ValueError::Missing),
            (_, Some(span)) if span.count == 0 => checker.refuse("span", ValueError::Zero),
            (_, Some(span)) if span.count > Span::MOST => checker.refuse("span", ValueError::TooLarge),
            _ => {}
        }
        if self.measure.of_event() != self.event.is_some() {
            let why = if self.event.is_some() { ValueError::NotAllowedHere } else { ValueError::Missing };
            checker.refuse("event", why);
        }
        if self.measure.of_event() && !self.kinds.is_empty() {
            checker.refuse("kinds", ValueError::NotAllowedHere);
        }
        if self.measure == Measure::Total && self.kinds.is_empty() {
            checker.refuse("kinds", ValueError::Missing);
        }
        if self.remind_before.len() > 10 || self.remind_before.iter().any(|days| *days > Self::LONGEST_REMINDER) {
            checker.refuse("remind_before", ValueError::TooLarge);
        }
        match self.escalate_after {
            0 => checker.refuse("escalate_after", ValueError::Zero),
            1..=365 => {}
            _ => checker.refuse("escalate_after", ValueError::TooLarge),
        }
        if self.stands_for.is_none() && self.words.is_none() {
            checker.refuse("words", ValueError::Missing);
        }
        checker.check("as_of", check_not_future(self.as_of, today));
        if let Some(day) = self.verified_on {
            checker.check("verified_on", check_not_future(day, today));
        }
        checker.finish()
    }
}

/// A rule as it holds in the caller's office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockRuleRecord {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: RuleKey,
    /// Absent of a built-in rule that the office never changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ClockRuleId>,
    /// Nought of a built-in rule that the office never changed.
    pub version: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<UserId>,
    /// Who said that it was held against the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<UserId>,
    #[serde(flatten)]
    pub draft: ClockRuleDraft,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn refused(change: impl FnOnce(&mut ClockRuleDraft)) -> Vec<String> {
        let mut draft = BuiltInRule::TrTotal.draft().unwrap();
        change(&mut draft);
        let errors = draft.validate(day("2026-11-23")).err().unwrap_or_default();
        errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    }

    #[test]
    fn months_are_months_of_the_calendar() {
        let after = |count, start| Span::months(count).after(day(start));
        assert_eq!(after(6, "2026-03-01"), Some(day("2026-09-01")));
        assert_eq!(after(6, "2026-08-31"), Some(day("2027-02-28")));
        assert_eq!(after(6, "2027-08-31"), Some(day("2028-02-29")));
        assert_eq!(after(12, "2028-02-29"), Some(day("2029-02-28")));
        assert_eq!(Span::days(30).after(day("2026-10-01")), Some(day("2026-10-31")));
        assert_eq!(Span::days(1).after(NaiveDate::MAX), None);
        assert_eq!(Span::months(6).before(day("2026-08-31")), Some(day("2026-02-28")));
    }

    #[test]
    fn a_rule_says_what_it_measures() {
        assert!(refused(|_| {}).is_empty());
        assert_eq!(refused(|draft| draft.span = None), ["span missing"]);
        assert_eq!(refused(|draft| draft.span = Some(Span::days(0))), ["span zero"]);
        assert_eq!(refused(|draft| draft.kinds.clear()), ["kinds missing"]);
        assert_eq!(refused(|draft| draft.measure = Measure::Duty), ["event missing", "kinds not_allowed_here"]);
        assert_eq!(refused(|draft| draft.stands_for = None), ["words missing"]);
        assert_eq!(refused(|draft| draft.as_of = day("2026-11-26")), ["as_of in_the_future"]);
        assert_eq!(refused(|draft| draft.escalate_after = 0), ["escalate_after zero"]);
        assert_eq!(refused(|draft| draft.remind_before = vec![366]), ["remind_before too_large"]);
    }

    #[test]
    fn a_key_is_a_text_and_comes_back() {
        let own = ClockRuleId::from_parts(1, [7; 10]);
        for key in [RuleKey::BuiltIn(BuiltInRule::TrTotal), RuleKey::Own(own)] {
            assert_eq!(RuleKey::try_from(String::from(key)), Ok(key));
        }
        assert_eq!(RuleKey::try_from("nothing".to_owned()), Err(ValueError::UnknownValue));
    }
}
