//! The form of a rule.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    clocks::{ClockEvent, ClockRuleDraft, ClockRuleRecord, Grade, Measure, SpanUnit},
    documents::DocumentKind,
    ids::ClockRuleId,
};

use super::words::sentence;
use crate::{
    components::enum_options,
    format,
    forms::{
        self, Form, Job,
        Kind::{Count, Flag, Line, Listed, Many, One, Past},
        Options, Spec, value_of,
    },
    i18n::{k, t, tn},
    ids,
    store::{self, Failure},
};

/// Days before a deadline on which it may be reminded of.
const DAYS: [u16; 14] = [180, 90, 60, 45, 30, 21, 20, 14, 10, 7, 5, 3, 2, 1];

fn days() -> Vec<(String, String)> {
    DAYS.iter().map(|days| (days.to_string(), tn(k::COUNT_DAYS, (*days).into()))).collect()
}

const WORDS: Spec = Spec::new("words", k::CLOCKS_WORDS, Line).hint(k::CLOCKS_WORDS_HINT);
const SPAN: Spec = Spec::new("span.count", k::CLOCKS_SPAN, Count(3650)).required();
const UNIT: Spec =
    Spec::new("span.unit", k::CLOCKS_UNIT, One(Options::Closed(|| enum_options(SpanUnit::ALL, SpanUnit::as_str))))
        .required();
const REMIND: Spec = Spec::new("remind_before", k::CLOCKS_REMIND, Many(Options::Closed(days)));
const ESCALATE: Spec = Spec::new("escalate_after", k::CLOCKS_ESCALATE, Count(365)).required();
const SOURCE: Spec = Spec::new("source", k::CLOCKS_SOURCE_FIELD, Line).required();
const GRADE: Spec =
    Spec::new("grade", k::CLOCKS_GRADE, One(Options::Closed(|| enum_options(Grade::ALL, Grade::as_str)))).required();
const AS_OF: Spec = Spec::new("as_of", k::CLOCKS_AS_OF, Past).required();
const VERIFIED: Spec = Spec::new("verified_on", k::CLOCKS_VERIFIED_ON, Past);
const ACTIVE: Spec = Spec::new("active", k::CLOCKS_ACTIVE, Flag).required();

/// Of a rule that measures a time, and of one that only reminds of a document's end.
static MEASURES: [Spec; 10] = [WORDS, SPAN, UNIT, REMIND, ESCALATE, SOURCE, GRADE, AS_OF, VERIFIED, ACTIVE];
static REMINDS: [Spec; 8] = [WORDS, REMIND, ESCALATE, SOURCE, GRADE, AS_OF, VERIFIED, ACTIVE];
/// Of a new rule of the office.
static NEW: [Spec; 14] = [
    Spec::new("words", k::CLOCKS_WORDS, Line).required(),
    Spec::new("measure", k::CLOCKS_MEASURE, One(Options::Closed(|| enum_options(Measure::ALL, Measure::as_str))))
        .required(),
    Spec::new("country", k::CLOCKS_COUNTRY, One(Options::Countries)).empty(k::CLOCKS_EVERYWHERE),
    Spec::new(
        "kinds",
        k::CLOCKS_KINDS,
        Listed(Options::Closed(|| enum_options(DocumentKind::ALL, DocumentKind::as_str))),
    ),
    Spec::new("event", k::CLOCKS_EVENT, One(Options::Closed(|| enum_options(ClockEvent::ALL, ClockEvent::as_str)))),
    Spec::new("span.count", k::CLOCKS_SPAN, Count(3650)),
    Spec::new("span.unit", k::CLOCKS_UNIT, One(Options::Closed(|| enum_options(SpanUnit::ALL, SpanUnit::as_str)))),
    REMIND,
    ESCALATE,
    SOURCE,
    GRADE,
    AS_OF,
    VERIFIED,
    ACTIVE,
];

/// Changes a rule: the office's own, or one of the program, whose place the office's version then takes.
pub(super) fn change(rule: &ClockRuleRecord) -> Job {
    let id = rule.id.unwrap_or_else(|| ids::new(ClockRuleId::from_parts));
    let base = base_of(&rule.draft);
    let specs: &'static [Spec] = if rule.draft.span.is_some() { &MEASURES } else { &REMINDS };
    Job {
        title: t(k::CLOCKS_CHANGE).to_owned(),
        lead: Some(sentence(&rule.draft)),
        form: Form::new(specs, &base),
        base,
        version: rule.id.map(|_| rule.version),
        save: Rc::new(move |draft, version| Box::pin(save(id, draft, version))),
    }
}

/// Adds a rule of the office.
pub(super) fn add() -> Job {
    let id = ids::new(ClockRuleId::from_parts);
    let base = json!({ "escalate_after": 14, "active": true, "as_of": format::today().to_string(),
        "grade": Grade::Ours.as_str(), "remind_before": ["30", "14"] });
    Job {
        title: t(k::CLOCKS_ADD).to_owned(),
        lead: None,
        form: Form::new(&NEW, &base),
        base,
        version: None,
        save: Rc::new(move |draft, version| Box::pin(save(id, draft, version))),
    }
}

/// Days are chosen as texts.
fn base_of(draft: &ClockRuleDraft) -> Value {
    let mut base = value_of(draft);
    let days: Vec<String> = draft.remind_before.iter().map(ToString::to_string).collect();
    forms::set(&mut base, "remind_before", days.into());
    base
}

async fn save(id: ClockRuleId, mut draft: Value, version: Option<i64>) -> Result<(), Failure> {
    let chosen = forms::at(&draft, "remind_before").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut days: Vec<u16> = chosen.iter().filter_map(|one| one.as_str()?.parse().ok()).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    forms::set(&mut draft, "remind_before", days.into());
    // A rule that only reminds has no length.
    if forms::at(&draft, "span.unit").is_none() {
        forms::set(&mut draft, "span", Value::Null);
    }
    let draft: ClockRuleDraft = forms::draft(&draft)?;
    draft.validate(format::today()).map_err(Failure::invalid)?;
    store::clocks::save(id, version, &draft).await.map(drop)
}
