//! The plan, the milestones, and the ratings: the person's own beside the worker's.

use yaninda_shared::{
    milestones::MilestoneRecord,
    outcomes::{Rating, Score, Unrated},
    plans::{GoalRecord, GoalStep, PlanRecord},
};

use super::{
    gather::Gathered,
    lay::{facts, table},
    tongue::Tongue,
};
use crate::papers::Block;

/// Goals in the person's own words, then when the plan was agreed and looked at.
pub(super) fn plan(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let mut blocks: Vec<Block> = case.goals.iter().flat_map(|one| goal(one, tongue)).collect();
    let row =
        |one: &PlanRecord| vec![tongue.date(one.draft.occurred_on), tongue.label("plan_step", one.draft.step.as_str())];
    blocks.extend(table(tongue, &["file-day", "file-what"], case.plans.iter().map(row).collect()));
    blocks
}

fn goal(goal: &GoalRecord, tongue: &Tongue) -> Vec<Block> {
    let draft = &goal.draft;
    let mut blocks = vec![Block::Under { text: draft.words.as_str().to_owned() }];
    blocks.extend(facts(
        tongue,
        vec![
            ("file-domain", Some(tongue.label("outcome_domain", draft.domain.as_str()))),
            ("file-state", Some(tongue.label("goal_state", draft.state.as_str()))),
            ("file-since", Some(tongue.date(draft.starts_on))),
            ("file-due-on", draft.due_on.map(|day| tongue.date(day))),
            ("file-ended-on", draft.ended_on.map(|day| tongue.date(day))),
        ],
    ));
    let row = |step: &GoalStep| {
        vec![
            step.text.as_str().to_owned(),
            tongue.label("step_by", step.who.as_str()),
            tongue.maybe(step.due_on),
            tongue.maybe(step.done_on),
        ]
    };
    let head = ["file-step", "file-who", "file-due-on", "file-done-on"];
    blocks.extend(table(tongue, &head, draft.steps.iter().map(row).collect()));
    blocks
}

/// What was aimed at and what was reached.
pub(super) fn milestones(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let row = |one: &MilestoneRecord| {
        let own = one.own_name.as_ref().map_or_else(String::new, |name| name.as_str().to_owned());
        vec![
            one.draft.kind.map_or(own, |kind| tongue.label("milestone", kind.as_str())),
            tongue.label("milestone_state", one.state.as_str()),
            tongue.maybe(one.draft.expected_on),
            tongue.maybe(one.draft.reached_on),
        ]
    };
    let head = ["file-what", "file-state", "file-expected-on", "file-reached-on"];
    table(tongue, &head, case.milestones.iter().map(row).collect())
}

/// One table a day.
pub(super) fn ratings(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let step = |score: Option<Score>, unrated: Option<Unrated>| match (score, unrated) {
        (Some(score), _) => tongue.count("file-of-five", score.get()),
        (None, Some(why)) => tongue.label("unrated", why.as_str()),
        (None, None) => String::new(),
    };
    let row = |one: &Rating| {
        vec![
            tongue.label("outcome_domain", one.domain.as_str()),
            step(one.own_score, one.own_unrated),
            step(one.score, one.unrated),
        ]
    };
    let mut blocks = Vec::new();
    for one in &case.assessments {
        let occasion = tongue.label("occasion", one.draft.occasion.as_str());
        blocks.push(Block::Under { text: format!("{} – {occasion}", tongue.date(one.draft.occurred_on)) });
        let rows = one.draft.ratings.iter().map(row).collect();
        blocks.extend(table(tongue, &["file-domain", "file-by-you", "file-by-us"], rows));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Text { text: tongue.say("file-scale") });
    }
    blocks
}
