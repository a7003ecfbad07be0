//! A rule in words: its sentence with the numbers the office gave it, where it is from and how sure it is.

use leptos::prelude::*;
use yaninda_shared::clocks::{ClockRuleDraft, ClockRuleRecord, Measure, RuleKey, Span, SpanUnit};

use crate::{
    components::{Icon, Size},
    format,
    i18n::{self, Label, k, t, tf, tn},
    store::Reading,
};

/// What a deadline is called where there is no room for its rule.
#[must_use]
pub fn title(cited: RuleKey, measure: Measure) -> &'static str {
    match cited {
        RuleKey::BuiltIn(rule) => rule.label(),
        RuleKey::Own(_) => measure.label(),
    }
}

/// "30 days", "6 months".
pub(super) fn span(span: Span) -> String {
    let plural = match span.unit {
        SpanUnit::Days => k::COUNT_DAYS,
        SpanUnit::Months => k::COUNT_MONTHS,
    };
    tn(plural, span.count.into())
}

/// The sentence of a rule: the office's own, or that of the program.
pub(super) fn sentence(draft: &ClockRuleDraft) -> String {
    match (&draft.words, draft.stands_for) {
        (Some(words), _) => words.as_str().to_owned(),
        (None, Some(rule)) => {
            i18n::fill(i18n::clock_rule(rule), &[("span", &draft.span.map_or_else(String::new, span))])
        }
        (None, None) => draft.measure.label().to_owned(),
    }
}

/// "Law 6458 art. 48 · as of 1 November 2026".
pub(super) fn source(draft: &ClockRuleDraft) -> String {
    // What the program says is said in the reader's language; what an office wrote stays as it is.
    let own = draft.stands_for.filter(|rule| rule.draft().is_ok_and(|own| own.source == draft.source));
    let source = match own {
        Some(rule) => i18n::clock_source(rule),
        None => draft.source.as_str(),
    };
    tf(k::CLOCKS_SOURCE, &[("source", source), ("day", &format::day(draft.as_of))])
}

/// When it reminds, and when the supervisors see it.
pub(super) fn reminds(draft: &ClockRuleDraft) -> String {
    let mut days = draft.remind_before.clone();
    days.sort_unstable_by(|a, b| b.cmp(a));
    let days: Vec<String> = days.into_iter().map(|days| tn(k::COUNT_DAYS_BEFORE, days.into())).collect();
    let days = if days.is_empty() { t(k::CLOCKS_REMINDS_ON_DAY).to_owned() } else { days.join(t(k::FORM_COMMA)) };
    let after = tn(k::COUNT_DAYS, draft.escalate_after.into());
    tf(k::CLOCKS_REMINDS, &[("days", &days), ("after", &after)])
}

/// The sentence and the source of a rule; nothing while the rules are not there.
#[component]
pub fn RuleSaid(rules: Reading<Vec<ClockRuleRecord>>, cited: RuleKey) -> impl IntoView {
    move || {
        let rule = rules.get()?.into_iter().find(|rule| rule.key == cited)?;
        let (says, from) = (sentence(&rule.draft), source(&rule.draft));
        Some(view! {
            <span class="clock-rule" data-test="rule">
                <span class="row-text" dir="auto">{says}</span>
                <span class="clock-source"><Icon name="book" size=Size::Tiny/><bdi>{from}</bdi>" · "{rule.draft.grade.label()}</span>
            </span>
        })
    }
}
