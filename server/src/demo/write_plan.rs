//! Writing what the person wants and has reached: goals, agreements and milestones, as the API writes them.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{GoalId, MilestoneId, PlanId, UserId},
    plans::{AgreedGoal, GoalState},
    record::RecordKind,
    values::NaiveDate,
};

use super::{
    aims::Aims,
    scribe::{Page, Scribe},
};
use crate::{
    db::schema::{goals, milestones, plan_entries},
    milestones::row::{Said, place as milestone_place},
    plans::{
        entries::row::{Agreed, place as plan_place},
        goals::row::place as goal_place,
    },
    problem::ApiResult,
};

impl Scribe<'_> {
    /// Writes the plan and the milestones of a case; what was reached is confirmed by the supervisor, where there is one.
    pub(super) fn aims(&mut self, page: &Page, aims: &Aims, supervisor: Option<UserId>) -> ApiResult<()> {
        let agreed = self.goals(page, aims)?;
        self.agreements(page, aims, &agreed)?;
        self.milestones(page, aims, supervisor)
    }

    fn goals(&mut self, page: &Page, aims: &Aims) -> ApiResult<Vec<AgreedGoal>> {
        let mut open = Vec::new();
        for draft in &aims.goals {
            let at = self.morning(draft.starts_on);
            let id = GoalId::from_raw(self.id(at));
            diesel::insert_into(goals::table)
                .values((
                    goals::id.eq(id),
                    goals::office_id.eq(self.office),
                    goals::case_id.eq(page.case),
                    goals::version.eq(1),
                    goals::created_at.eq(at),
                    goals::created_by.eq(page.author),
                    goals::updated_at.eq(at),
                    goals::updated_by.eq(page.author),
                    goals::state.eq(draft.state),
                    goals::next_due_on.eq(draft.next_due_on()),
                    goals::withdrawn.eq(false),
                    goals::sealed.eq(page.key.seal(self.keys.random(), goal_place(id), draft)?),
                ))
                .execute(self.conn)?;
            self.record(RecordKind::Goal, id.raw(), page.case, page.author)?;
            if draft.state == GoalState::Open {
                open.push(AgreedGoal { goal: id, version: 1 });
            }
        }
        Ok(open)
    }

    fn agreements(&mut self, page: &Page, aims: &Aims, agreed: &[AgreedGoal]) -> ApiResult<()> {
        let latest = aims.agreed.len().saturating_sub(1);
        for (number, draft) in aims.agreed.iter().enumerate() {
            let at = self.morning(draft.occurred_on);
            let id = PlanId::from_raw(self.id(at));
            let sealed = Agreed { draft: draft.clone(), goals: agreed.to_vec() };
            // The latest one alone names the day of the next look.
            let review_on: Option<NaiveDate> = draft.next_review_on.filter(|_| number == latest);
            diesel::insert_into(plan_entries::table)
                .values((
                    plan_entries::id.eq(id),
                    plan_entries::office_id.eq(self.office),
                    plan_entries::case_id.eq(page.case),
                    plan_entries::version.eq(1),
                    plan_entries::created_at.eq(at),
                    plan_entries::created_by.eq(page.author),
                    plan_entries::updated_at.eq(at),
                    plan_entries::updated_by.eq(page.author),
                    plan_entries::occurred_on.eq(draft.occurred_on),
                    plan_entries::review_on.eq(review_on),
                    plan_entries::withdrawn.eq(false),
                    plan_entries::sealed.eq(page.key.seal(self.keys.random(), plan_place(id), &sealed)?),
                ))
                .execute(self.conn)?;
            self.record(RecordKind::Plan, id.raw(), page.case, page.author)?;
        }
        Ok(())
    }

    fn milestones(&mut self, page: &Page, aims: &Aims, supervisor: Option<UserId>) -> ApiResult<()> {
        for draft in &aims.milestones {
            let at = draft.reached_on.map_or_else(|| self.morning(self.today()), |day| self.morning(day));
            let id = MilestoneId::from_raw(self.id(at));
            let reached_by = draft.reached_on.map(|_| page.author);
            let confirmed_by = supervisor.filter(|_| draft.reached_on.is_some());
            diesel::insert_into(milestones::table)
                .values((
                    milestones::id.eq(id),
                    milestones::office_id.eq(self.office),
                    milestones::case_id.eq(page.case),
                    milestones::version.eq(1),
                    milestones::created_at.eq(at),
                    milestones::created_by.eq(page.author),
                    milestones::updated_at.eq(at),
                    milestones::updated_by.eq(page.author),
                    milestones::kind.eq(draft.kind),
                    milestones::due_on.eq(draft.expected_on),
                    milestones::expected_on.eq(draft.expected_on),
                    milestones::reached_on.eq(draft.reached_on),
                    milestones::reached_by.eq(reached_by),
                    milestones::confirmed_at.eq(confirmed_by.map(|_| at)),
                    milestones::confirmed_by.eq(confirmed_by),
                    milestones::withdrawn.eq(false),
                    milestones::sealed.eq(page.key.seal(
                        self.keys.random(),
                        milestone_place(id),
                        &Said::by(draft, None),
                    )?),
                ))
                .execute(self.conn)?;
            self.record(RecordKind::Milestone, id.raw(), page.case, page.author)?;
        }
        Ok(())
    }
}
