//! Writing units, workshops with what was answered, and referrals.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ReferralId, UnitId, UserId, WorkshopId},
    record::RecordKind,
    referrals::{ReferralDraft, ReferralOutcome, ReferralSource},
    values::{NaiveDate, Stamp},
    workshops::{Answered, Attendance, Choices, FeedbackPhase, Paper, WorkshopDraft},
};

use super::{
    plan::{shift, short},
    scribe::Scribe,
    training::{self, Held},
};
use crate::{
    db::schema::{cases, referral_units, referrals, workshops},
    problem::ApiResult,
    referrals::row as referral_row,
    workshops::{answers, row as workshop_row},
};

impl Scribe<'_> {
    /// The units of an office and how each of its cases came; where the workshops were held also these and the referrals
    /// around them.
    pub(super) fn training(&mut self, supervisor: UserId, workshops: bool) -> ApiResult<()> {
        let since = self.morning(NaiveDate::from_ymd_opt(2023, 7, 3).unwrap_or_default());
        let units = training::UNITS
            .iter()
            .map(|(name, source)| self.unit(name, *source, supervisor, since))
            .collect::<ApiResult<Vec<UnitId>>>()?;
        self.ways_in(&units)?;
        if !workshops {
            return Ok(());
        }
        for held in &training::WORKSHOPS {
            self.workshop(held, &units, supervisor)?;
        }
        for (month, count) in training::MONTHS {
            for number in 0..count {
                let unit = units.get(usize::from(number % 2 == 1)).copied();
                let draft = training::referral(month, number, ReferralSource::Pdmm)?;
                self.referral(&ReferralDraft { unit, ..draft }, supervisor)?;
            }
            for number in 0..training::OTHERS {
                self.referral(&training::referral(month, number * 2 + 1, ReferralSource::Hotline)?, supervisor)?;
            }
        }
        Ok(())
    }

    /// Each case was referred on the day it was opened.
    fn ways_in(&mut self, units: &[UnitId]) -> ApiResult<()> {
        let opened: Vec<(CaseId, NaiveDate, UserId)> = cases::table
            .filter(cases::office_id.eq(self.office))
            .order(cases::number)
            .select((cases::id, cases::opened_on, cases::created_by))
            .load(self.conn)?;
        for (at, (case, day, author)) in opened.into_iter().enumerate() {
            let decided = shift(day, 3);
            let known = decided <= self.today();
            let draft = ReferralDraft {
                unit: units.get(at % 3).copied(),
                case: Some(case),
                outcome: if known { ReferralOutcome::Identified } else { ReferralOutcome::Waiting },
                outcome_on: known.then_some(decided),
                ..training::came(day, ReferralSource::Pdmm, at)?
            };
            self.referral(&draft, author)?;
        }
        Ok(())
    }

    fn unit(&mut self, name: &str, source: ReferralSource, author: UserId, at: Stamp) -> ApiResult<UnitId> {
        let id = UnitId::from_raw(self.id(at));
        diesel::insert_into(referral_units::table)
            .values((
                referral_units::id.eq(id),
                referral_units::office_id.eq(self.office),
                referral_units::version.eq(1),
                referral_units::created_at.eq(at),
                referral_units::created_by.eq(author),
                referral_units::updated_at.eq(at),
                referral_units::updated_by.eq(author),
                referral_units::name.eq(name),
                referral_units::source.eq(source),
                referral_units::retired.eq(false),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Unit, id.raw(), None, author)?;
        Ok(id)
    }

    fn referral(&mut self, draft: &ReferralDraft, author: UserId) -> ApiResult<()> {
        let at = self.morning(draft.received_on);
        let id = ReferralId::from_raw(self.id(at));
        let key = self.keys.make_case_key(self.conn, self.office, referral_row::file(id), at)?;
        // The key of the referral.
        self.rows += 1;
        let sealed = key.seal(self.keys.random(), referral_row::place(id), &referral_row::Said::by(draft))?;
        diesel::insert_into(referrals::table)
            .values((
                referrals::id.eq(id),
                referrals::office_id.eq(self.office),
                referrals::version.eq(1),
                referrals::created_at.eq(at),
                referrals::created_by.eq(author),
                referrals::updated_at.eq(at),
                referrals::updated_by.eq(author),
                referrals::source.eq(draft.source),
                referrals::unit_id.eq(draft.unit),
                referrals::received_on.eq(draft.received_on),
                referrals::outcome.eq(draft.outcome),
                referrals::outcome_on.eq(draft.outcome_on),
                referrals::case_id.eq(draft.case),
                referrals::withdrawn.eq(false),
                referrals::sealed.eq(sealed),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Referral, id.raw(), None, author)
    }

    fn workshop(&mut self, held: &Held, units: &[UnitId], author: UserId) -> ApiResult<()> {
        let (year, month, day) = held.day;
        let held_on = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let at = self.morning(held_on);
        let id = WorkshopId::from_raw(self.id(at));
        let draft = WorkshopDraft {
            held_on,
            place: short(held.place)?,
            topics: training::TOPICS.to_vec(),
            note: None,
            attendance: units
                .iter()
                .zip(held.people)
                .map(|(unit, people)| Attendance { unit: *unit, people })
                .collect(),
            questions: training::questions()?,
            paper: Paper::default(),
        };
        let key = self.keys.office(self.conn, self.office)?;
        let sealed = key.seal(self.keys.random(), workshop_row::place(id), &workshop_row::Said::by(&draft))?;
        diesel::insert_into(workshops::table)
            .values((
                workshops::id.eq(id),
                workshops::office_id.eq(self.office),
                workshops::version.eq(1),
                workshops::created_at.eq(at),
                workshops::created_by.eq(author),
                workshops::updated_at.eq(at),
                workshops::updated_by.eq(author),
                workshops::held_on.eq(held_on),
                workshops::phase.eq(FeedbackPhase::Closed),
                workshops::link_number.eq(1),
                workshops::withdrawn.eq(false),
                workshops::sealed.eq(sealed),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Workshop, id.raw(), None, author)?;
        self.answers(id, held, &draft)
    }

    /// What everybody who came answered, before and after.
    fn answers(&mut self, workshop: WorkshopId, held: &Held, draft: &WorkshopDraft) -> ApiResult<()> {
        let midnight = Stamp::from(draft.held_on.and_time(chrono::NaiveTime::MIN).and_utc());
        let steps = (1..=5).zip(held.effective.steps());
        let steps = steps.flat_map(|(step, count)| (0..count).map(move |_| step));
        for (who, step) in (0..).zip(steps) {
            for phase in [FeedbackPhase::Before, FeedbackPhase::After] {
                let after = phase == FeedbackPhase::After;
                let chosen = |number: usize| {
                    draft.questions.get(number).map(|question| training::choice(question, who, number, after))
                };
                let choices = Choices::of(&draft.questions, chosen);
                let answered = Answered { effective: after.then_some(step), choices };
                let form = self.id(midnight);
                answers::keep(
                    self.conn,
                    (self.office, workshop, phase),
                    (form, draft.held_on),
                    &answered,
                    draft.most_answers(),
                )?;
                self.rows += 1;
            }
        }
        Ok(())
    }
}
