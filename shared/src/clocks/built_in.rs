//! The rules that come with the program. `shared/clocks.txt` shows them; a test keeps that true.

use super::rule::{ClockEvent, ClockRuleDraft, Grade, Measure, Span};
use crate::{
    documents::DocumentKind,
    values::{Country, NaiveDate, ShortText, ValueError},
};

text_enum! {
    /// A rule that comes with the program.
    BuiltInRule {
        AnyExpires = "any_expires",
        TrFirstPermit = "tr_first_permit",
        TrFirstPermitExpires = "tr_first_permit_expires",
        TrExtension = "tr_extension",
        TrExtensionExpires = "tr_extension_expires",
        TrTotal = "tr_total",
        TrRenewal = "tr_renewal",
        TrPersonChanged = "tr_person_changed",
        TrWorkChanged = "tr_work_changed",
        TrDecision = "tr_decision",
        TrInsurance = "tr_insurance",
    }
}

const ART_48: &str = "Law 6458 art. 48 (newsletter of a law firm 2014 p. 398; two other law firms)";
const ART_49: &str = "Law 6458 art. 49; Regulation arts 45-46 (several law firms)";
const TOTAL: &str =
    "Law 6458 art. 49. Whether the first 30 days count was not found: they are counted, to be on the safe side";
const ART_90: &str = "Law 6458 art. 90 (AIDA country report)";
const DECISION: &str = "Guidance that quotes the migration authority: six months from registration";
const INSURANCE: &str = "AIDA and the text of the amendment, which are not clear: for one year from registration";
const RENEWAL: &str = "Guidance on residence permits: from 60 days before the end, and always before it";
const HABIT: &str = "No law: reminders of this program";

/// The day on which the sources were read.
const AS_OF: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

struct Said {
    measure: Measure,
    kinds: &'static [DocumentKind],
    event: Option<ClockEvent>,
    span: Option<Span>,
    remind: &'static [u16],
    escalate: u16,
    source: &'static str,
    grade: Grade,
}

const FIRST: &[DocumentKind] = &[DocumentKind::VictimPermitFirst];
const EXTENSION: &[DocumentKind] = &[DocumentKind::VictimPermitExtension];
const BOTH: &[DocumentKind] = &[DocumentKind::VictimPermitFirst, DocumentKind::VictimPermitExtension];
const RENEWED: &[DocumentKind] = &[DocumentKind::VictimPermitExtension, DocumentKind::ResidencePermit];

impl BuiltInRule {
    /// The country whose law it is.
    #[must_use]
    pub const fn country(self) -> Option<&'static str> {
        match self {
            Self::AnyExpires => None,
            _ => Some("TR"),
        }
    }

    const fn said(self) -> Said {
        let plain = Said {
            measure: Measure::Expires,
            kinds: &[],
            event: None,
            span: None,
            remind: &[60, 30],
            escalate: 21,
            source: HABIT,
            grade: Grade::Ours,
        };
        let registered = Some(ClockEvent::ApplicantRegistered);
        match self {
            Self::AnyExpires => plain,
            Self::TrFirstPermitExpires => Said { kinds: FIRST, remind: &[14, 7, 3], escalate: 4, ..plain },
            Self::TrExtensionExpires => Said { kinds: EXTENSION, remind: &[60, 30, 14], escalate: 14, ..plain },
            Self::TrFirstPermit => Said {
                measure: Measure::Validity,
                kinds: FIRST,
                span: Some(Span::days(30)),
                remind: &[14, 7, 3],
                escalate: 4,
                source: ART_48,
                grade: Grade::SeveralAgree,
                ..plain
            },
            Self::TrExtension => Said {
                measure: Measure::Validity,
                kinds: EXTENSION,
                span: Some(Span::months(6)),
                remind: &[60, 30, 14],
                escalate: 14,
                source: ART_49,
                grade: Grade::SeveralAgree,
                ..plain
            },
            Self::TrTotal => Said {
                measure: Measure::Total,
                kinds: BOTH,
                span: Some(Span::months(36)),
                remind: &[180, 90, 60],
                escalate: 30,
                source: TOTAL,
                grade: Grade::SeveralAgree,
                ..plain
            },
            Self::TrRenewal => Said {
                measure: Measure::Renewal,
                kinds: RENEWED,
                span: Some(Span::days(60)),
                source: RENEWAL,
                grade: Grade::Secondary,
                ..plain
            },
            Self::TrPersonChanged => Said {
                measure: Measure::Duty,
                event: Some(ClockEvent::PersonChanged),
                span: Some(Span::days(20)),
                remind: &[20, 7, 2],
                escalate: 10,
                source: ART_90,
                grade: Grade::Good,
                ..plain
            },
            Self::TrWorkChanged => Said {
                measure: Measure::Duty,
                event: Some(ClockEvent::WorkChanged),
                span: Some(Span::days(30)),
                remind: &[30, 10, 3],
                escalate: 15,
                source: ART_90,
                grade: Grade::Good,
                ..plain
            },
            Self::TrDecision => Said {
                measure: Measure::Decision,
                event: registered,
                span: Some(Span::months(6)),
                remind: &[30],
                escalate: 30,
                source: DECISION,
                grade: Grade::Secondary,
                ..plain
            },
            Self::TrInsurance => Said {
                measure: Measure::Lapse,
                event: registered,
                span: Some(Span::months(12)),
                source: INSURANCE,
                grade: Grade::Check,
                ..plain
            },
        }
    }

    /// The rule as an office would write it.
    pub fn draft(self) -> Result<ClockRuleDraft, ValueError> {
        let said = self.said();
        Ok(ClockRuleDraft {
            stands_for: Some(self),
            country: self.country().map(Country::parse).transpose()?,
            measure: said.measure,
            kinds: said.kinds.to_vec(),
            event: said.event,
            span: said.span,
            remind_before: said.remind.to_vec(),
            escalate_after: said.escalate,
            words: None,
            source: ShortText::parse(said.source)?,
            grade: said.grade,
            as_of: AS_OF,
            verified_on: None,
            active: true,
            given_up: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn table() -> String {
        let mut text = String::from(
            "# Rules that come with the program. Written by the test `the_rules_are_the_table`; review every change of it.\n\
             # code, country, what it measures, how long; days of reminders, days until a supervisor sees it; how sure; about.\n",
        );
        for rule in BuiltInRule::ALL {
            let draft = rule.draft().expect("a rule");
            let country = draft.country.as_ref().map_or("-", Country::as_str);
            let span = draft.span.map_or_else(|| "-".to_owned(), |span| format!("{} {}", span.count, span.unit));
            let remind: Vec<String> = draft.remind_before.iter().map(|days| format!("T-{days}")).collect();
            let kinds: Vec<&str> = draft.kinds.iter().map(|kind| kind.as_str()).collect();
            let about = draft.event.map_or_else(|| kinds.join("+"), |event| event.as_str().to_owned());
            let about = if about.is_empty() { "every document".to_owned() } else { about };
            let _ = writeln!(
                text,
                "{rule} {country} {} {span}; {} escalate {}; {}; {about}\n    {} (as of {})",
                draft.measure,
                remind.join(" "),
                draft.escalate_after,
                draft.grade,
                draft.source.as_str(),
                draft.as_of,
            );
        }
        text
    }

    #[test]
    fn the_rules_are_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/clocks.txt");
        let want = table();
        let have = std::fs::read_to_string(path).unwrap_or_default();
        if have != want && std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, &want).expect("the golden file can be written");
            return;
        }
        assert_eq!(have, want, "the rules changed: review them and run with UPDATE_GOLDEN=1");
    }

    #[test]
    fn every_one_could_have_been_written_by_an_office() {
        for rule in BuiltInRule::ALL {
            let draft = rule.draft().expect("a rule");
            assert_eq!(draft.validate(AS_OF), Ok(()), "{rule}");
        }
    }
}
