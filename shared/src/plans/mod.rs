//! The plan of a case: goals in the person's own words, and when it was agreed, reviewed and revised.

mod entry;
mod goal;

pub use entry::{AgreedGoal, PlanDraft, PlanRecord, PlanStep, PlanView};
pub use goal::{GoalDraft, GoalRecord, GoalState, GoalStep, MAX_SERVICES, MAX_STEPS, StepBy};
