//! What staff wrote in their own words, wherever it stands in the record.

use yaninda_shared::{
    catalogue,
    services::Confidentiality,
    values::{LongText, NaiveDate, ShortText},
};

use super::{gather::Gathered, lay::table, tongue::Tongue};
use crate::papers::Block;

/// One remark. What it is about is a list of the screens and a value of it.
pub(super) struct Remark<'a> {
    day: Option<NaiveDate>,
    about: (&'static str, &'a str),
    text: &'a str,
    /// Of an entry that is kept from most of the staff: such a remark is never on the paper.
    pub restricted: bool,
}

/// Every remark that the caller may read.
pub(super) fn all<'a>(case: &'a Gathered) -> Vec<Remark<'a>> {
    let mut found = Vec::new();
    let mut add = |day, about: (&'static str, &'a str), text: Option<&'a str>, restricted| {
        found.extend(text.map(|text| Remark { day, about, text, restricted }));
    };
    let kind = |kind: &'static str| ("record_kind", kind);
    add(None, kind("case"), case.profile.summary.as_ref().map(LongText::as_str), false);
    add(None, kind("case"), case.profile.dependants.note.as_ref().map(ShortText::as_str), false);
    add(None, kind("contact"), case.safe_contact.note.as_ref().map(ShortText::as_str), false);
    for one in &case.notes {
        add(Some(one.draft.occurred_on), kind("note"), Some(one.draft.body.as_str()), false);
    }
    for one in &case.contacts {
        add(None, kind("contact"), one.draft.note.as_ref().map(ShortText::as_str), false);
    }
    for one in &case.consents {
        let day = Some(one.draft.given_on);
        add(day, kind("consent"), one.draft.note.as_ref().map(ShortText::as_str), false);
        add(day, kind("consent"), one.withdraw_reason.as_ref().map(ShortText::as_str), false);
    }
    for one in &case.services {
        let (day, about) = (Some(one.draft.occurred_on), ("service", one.draft.code.as_str()));
        let restricted = one.draft.confidentiality == Confidentiality::Restricted;
        add(day, about, one.draft.note.as_ref().map(LongText::as_str), restricted);
        add(day, about, one.draft.outcome.as_ref().map(LongText::as_str), restricted);
    }
    for one in &case.documents {
        add(one.issued_on, ("document_kind", one.kind.as_str()), one.note.as_ref().map(ShortText::as_str), false);
    }
    for one in &case.appointments {
        let (day, about) = (Some(one.draft.starts.day()), ("service", one.draft.code.as_str()));
        let level = catalogue::find(&one.draft.code).map(|kind| kind.confidentiality);
        let restricted = level != Some(Confidentiality::Team);
        add(day, about, one.draft.note.as_ref().map(LongText::as_str), restricted);
        add(day, about, one.outcome_note.as_ref().map(ShortText::as_str), restricted);
    }
    for one in &case.goals {
        add(Some(one.draft.starts_on), kind("goal"), one.draft.note.as_ref().map(LongText::as_str), false);
    }
    for one in &case.plans {
        add(Some(one.draft.occurred_on), kind("plan"), one.draft.note.as_ref().map(LongText::as_str), false);
    }
    for one in &case.milestones {
        let day = one.draft.reached_on.or(one.declined_on);
        for text in [&one.draft.evidence, &one.decline_reason, &one.undo_reason] {
            add(day, kind("milestone"), text.as_ref().map(ShortText::as_str), false);
        }
        add(day, kind("milestone"), one.draft.note.as_ref().map(LongText::as_str), false);
    }
    for one in &case.assessments {
        let day = Some(one.draft.occurred_on);
        add(day, kind("assessment"), one.draft.note.as_ref().map(LongText::as_str), false);
        for rating in &one.draft.ratings {
            for text in [&rating.evidence, &rating.help] {
                let about = ("outcome_domain", rating.domain.as_str());
                add(day, about, text.as_ref().map(ShortText::as_str), false);
            }
        }
    }
    found
}

/// Those that are on the paper.
pub(super) fn remarks(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let row =
        |one: Remark<'_>| vec![tongue.maybe(one.day), tongue.label(one.about.0, one.about.1), one.text.to_owned()];
    let told = all(case).into_iter().filter(|one| !one.restricted).map(row).collect();
    table(tongue, &["file-day", "file-of", "file-text"], told)
}
