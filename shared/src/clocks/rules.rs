//! The rules that hold in one office: its own before those that come with the program.

use super::{
    built_in::BuiltInRule,
    rule::{ClockRuleDraft, ClockRuleRecord, Measure, RuleKey},
};
use crate::{documents::DocumentKind, values::Country};

/// The rules of an office, applied ones and others.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    country: Option<Country>,
    all: Vec<ClockRuleRecord>,
}

impl Rules {
    /// What holds in an office of this country that has written these rules of its own.
    #[must_use]
    pub fn new(country: Option<Country>, own: Vec<ClockRuleRecord>) -> Self {
        let built_in = BuiltInRule::ALL.iter().filter_map(|rule| {
            let instead = own.iter().find(|record| record.draft.stands_for == Some(*rule));
            if let Some(record) = instead.filter(|record| !record.draft.given_up) {
                return Some(record.clone());
            }
            let draft = rule.draft().ok()?;
            let key = RuleKey::BuiltIn(*rule);
            // What was given up keeps its id and its version, so that it can be taken up again.
            Some(ClockRuleRecord {
                key,
                id: instead.and_then(|record| record.id),
                version: instead.map_or(0, |record| record.version),
                updated_at: None,
                updated_by: None,
                verified_by: None,
                draft,
            })
        });
        let mut all: Vec<ClockRuleRecord> = built_in.collect();
        all.extend(own.into_iter().filter(|record| record.draft.stands_for.is_none() && !record.draft.given_up));
        Self { country, all }
    }

    /// All of them, also those of other countries and those that are not applied.
    #[must_use]
    pub fn all(&self) -> &[ClockRuleRecord] {
        &self.all
    }

    /// One of them.
    #[must_use]
    pub fn find(&self, key: RuleKey) -> Option<&ClockRuleRecord> {
        self.all.iter().find(|record| record.key == key)
    }

    /// Those that are applied here.
    pub(super) fn applied(&self, measure: Measure) -> impl Iterator<Item = (RuleKey, &ClockRuleDraft)> {
        let here = move |draft: &ClockRuleDraft| draft.country.is_none() || draft.country == self.country;
        self.all
            .iter()
            .filter(move |record| record.draft.active && record.draft.measure == measure && here(&record.draft))
            .map(|record| (record.key, &record.draft))
    }

    /// The one that says most exactly what holds for documents of this kind: one for the kind before one for every kind,
    /// one of the country before one of everywhere, the office's own before one that comes with the program.
    pub(super) fn closest(&self, measure: Measure, kind: DocumentKind) -> Option<(RuleKey, &ClockRuleDraft)> {
        let about = self.applied(measure).filter(|(_, draft)| draft.is_about(kind));
        about.max_by_key(|(key, draft)| {
            (!draft.kinds.is_empty(), draft.country.is_some(), matches!(key, RuleKey::Own(_)), *key)
        })
    }
}
