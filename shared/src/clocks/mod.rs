//! Lawful timelines of documents and statuses: rules as data, and what they say about one case. Rules warn, they never
//! forbid.

mod answer;
mod built_in;
mod deadline;
mod evaluate;
mod facts;
mod rule;
mod rules;

pub use answer::{DeadlineAnswer, DeadlineRecord, ReminderAnswer};
pub use built_in::BuiltInRule;
pub use deadline::{Deadline, DeadlineState, escalates_on};
pub use evaluate::LawfulEnd;
pub use facts::{Change, Facts, Paper};
pub use rule::{ClockEvent, ClockRuleDraft, ClockRuleRecord, Grade, Measure, RuleKey, Span, SpanUnit};
pub use rules::Rules;
