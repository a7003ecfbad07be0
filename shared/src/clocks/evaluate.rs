//! From documents, events and rules to deadlines. Pure: the same facts and rules always give the same.

use chrono::Days;
use serde::{Deserialize, Serialize};

use super::{
    deadline::Deadline,
    facts::{Facts, Paper},
    rule::{ClockRuleDraft, Measure, RuleKey},
    rules::Rules,
};
use crate::{
    documents::{DocumentKind, DocumentStatus},
    ids::DocumentId,
    values::NaiveDate,
};

/// The latest end that a document may lawfully have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LawfulEnd {
    pub on: NaiveDate,
    /// The rule that says so; somebody wrote the day down if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub rule: Option<RuleKey>,
}

impl Rules {
    /// The latest lawful end of one of these papers, or of one that is about to be: the strictest of all that is said
    /// about it. A day that somebody wrote down stands in the place of how long one may be valid, not of the total.
    #[must_use]
    pub fn lawful_end(&self, facts: &Facts, paper: &Paper) -> Option<LawfulEnd> {
        let of_rule = |(rule, on): (RuleKey, Option<NaiveDate>)| Some(LawfulEnd { on: on?, rule: Some(rule) });
        let by_hand = paper.legal_max_on.map(|on| LawfulEnd { on, rule: None });
        let about = |measure| self.applied(measure).filter(|(_, draft)| draft.is_about(paper.kind));
        let valid = about(Measure::Validity).filter_map(|(rule, draft)| {
            of_rule((rule, draft.span.zip(paper.start).and_then(|(span, start)| span.after(start))))
        });
        let valid = by_hand.or_else(|| valid.min_by_key(|end| end.on));
        let totals = about(Measure::Total).filter_map(|(rule, draft)| {
            let own = paper.start.filter(|_| paper.status.holds());
            let first = facts.first_day(&draft.kinds).into_iter().chain(own).min();
            of_rule((rule, draft.span.zip(first).and_then(|(span, first)| span.after(first))))
        });
        valid.into_iter().chain(totals).min_by_key(|end| end.on)
    }

    /// All deadlines of an open case.
    #[must_use]
    pub fn deadlines(&self, facts: &Facts) -> Vec<Deadline> {
        let ends = facts.running().filter_map(|paper| self.end_of(facts, paper));
        let totals = self.applied(Measure::Total).filter_map(|(key, draft)| total(facts, key, draft));
        let mut all: Vec<Deadline> = ends.chain(totals).collect();
        let application = facts.application().filter(|_| facts.is_applicant());
        if let Some(paper) = application {
            for measure in [Measure::Decision, Measure::Lapse] {
                all.extend(
                    self.applied(measure).filter_map(|(key, draft)| after_registration(facts, paper, key, draft)),
                );
            }
            // What changed before the application was told with it.
            let since = paper.start.unwrap_or(NaiveDate::MIN);
            for (key, draft) in self.applied(Measure::Duty) {
                let changes = facts.changes.iter().filter(|change| Some(change.event) == draft.event);
                all.extend(changes.filter(|change| change.on >= since).filter_map(|change| {
                    let duty = plain(key, draft, None, draft.span?.after(change.on)?)?;
                    Some(Deadline { from_on: Some(change.on), ..duty })
                }));
            }
        }
        all
    }

    /// The end of a document: its own, or else the lawful one.
    fn end_of(&self, facts: &Facts, paper: &Paper) -> Option<Deadline> {
        let (rule, draft) = self.closest(Measure::Expires, paper.kind)?;
        let lawful = self.lawful_end(facts, paper);
        let due_on = paper.expires_on.or(lawful.map(|end| end.on))?;
        let over_law = lawful.is_some_and(|end| due_on > end.on);
        let window = self.closest(Measure::Renewal, paper.kind);
        let opens_on = window.and_then(|(_, draft)| draft.span?.before(due_on));
        let by_law = lawful.and_then(|end| end.rule);
        let cited = if over_law { by_law } else { window.map(|(key, _)| key).or(by_law) };
        let end = plain(rule, draft, Some((paper.id, paper.kind)), due_on)?;
        Some(Deadline { cited: cited.unwrap_or(rule), opens_on, over_law, ..end })
    }
}

/// A deadline that one rule says alone.
fn plain(
    key: RuleKey,
    draft: &ClockRuleDraft,
    document: Option<(DocumentId, DocumentKind)>,
    due_on: NaiveDate,
) -> Option<Deadline> {
    Some(Deadline {
        measure: draft.measure,
        rule: key,
        cited: key,
        document,
        from_on: None,
        due_on,
        opens_on: None,
        remind_on: due_on.checked_sub_days(Days::new(draft.first_reminder().into()))?,
        escalate_after: draft.escalate_after,
        over_law: false,
    })
}

/// The day on which no paper of these kinds may last longer, as long as one runs.
fn total(facts: &Facts, key: RuleKey, draft: &ClockRuleDraft) -> Option<Deadline> {
    let counting = |paper: &&Paper| draft.kinds.contains(&paper.kind);
    let latest = facts.running().filter(counting).max_by_key(|paper| (paper.start, paper.id))?;
    let due_on = draft.span?.after(facts.first_day(&draft.kinds)?)?;
    plain(key, draft, Some((latest.id, latest.kind)), due_on)
}

/// What follows the registration of an application.
fn after_registration(facts: &Facts, paper: &Paper, key: RuleKey, draft: &ClockRuleDraft) -> Option<Deadline> {
    let due_on = draft.span?.after(paper.start?)?;
    let insured = facts.running().any(|other| {
        other.kind == DocumentKind::HealthInsurance
            && other.status == DocumentStatus::Delivered
            && other.expires_on.is_none_or(|end| end > due_on)
    });
    let settled = draft.measure == Measure::Lapse && insured;
    plain(key, draft, Some((paper.id, paper.kind)), due_on).filter(|_| !settled)
}
