//! Lawful timelines: what follows from documents, events and rules, on chosen days and on random ones.

#![expect(clippy::expect_used, reason = "tests")]

use proptest::prelude::*;
use yaninda_shared::{
    clocks::{
        BuiltInRule, Change, ClockEvent, ClockRuleRecord, Deadline, DeadlineState, Facts, Measure, Paper, RuleKey,
        Rules, Span,
    },
    documents::{DocumentKind, DocumentStatus},
    ids::{ClockRuleId, DocumentId},
    values::{Country, NaiveDate, ShortText},
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn turkiye() -> Rules {
    Rules::new(Country::parse("TR").ok(), Vec::new())
}

fn paper(number: u8, kind: DocumentKind, start: &str, ends: &str) -> Paper {
    let of = |text: &str| (!text.is_empty()).then(|| day(text));
    Paper {
        id: DocumentId::from_parts(1, [number; 10]),
        kind,
        status: DocumentStatus::Delivered,
        start: of(start),
        expires_on: of(ends),
        legal_max_on: None,
        supersedes: None,
    }
}

/// What is due: measure, day, and the rule that explains it.
fn due(rules: &Rules, facts: &Facts) -> Vec<String> {
    let mut all = rules.deadlines(facts);
    all.sort_by_key(|one| (one.due_on, one.measure));
    all.iter().map(|one| format!("{} {} {}", one.measure, one.due_on, one.cited)).collect()
}

fn of(papers: &[Paper]) -> Facts {
    Facts { papers: papers.to_vec(), changes: Vec::new() }
}

#[test]
fn a_first_permit_lasts_thirty_days_and_all_permits_three_years() {
    let first = paper(1, DocumentKind::VictimPermitFirst, "2026-10-01", "2026-10-31");
    assert_eq!(due(&turkiye(), &of(&[first])), ["expires 2026-10-31 tr_first_permit", "total 2029-10-01 tr_total"]);
    let long = Paper { expires_on: Some(day("2026-12-01")), ..first };
    let all = turkiye().deadlines(&of(&[long]));
    let end = all.iter().find(|one| one.measure == Measure::Expires).expect("its end");
    assert_eq!((end.over_law, end.cited), (true, RuleKey::BuiltIn(BuiltInRule::TrFirstPermit)));
    assert_eq!(DeadlineState::of(end.due_on, end.opens_on, end.over_law, day("2026-10-02")), DeadlineState::OverLaw);
    let unknown = Paper { expires_on: None, ..first };
    assert_eq!(
        due(&turkiye(), &of(&[unknown])).first().map(String::as_str),
        Some("expires 2026-10-31 tr_first_permit")
    );
    let nothing = Paper { start: None, ..unknown };
    assert!(due(&turkiye(), &of(&[nothing])).is_empty(), "no day is known");
}

#[test]
fn an_extension_lasts_six_months_of_the_calendar_and_opens_a_window_before_its_end() {
    let extension = paper(2, DocumentKind::VictimPermitExtension, "2026-08-31", "2027-02-28");
    let rules = turkiye();
    let facts = of(&[extension]);
    let all = rules.deadlines(&facts);
    let end = all.iter().find(|one| one.measure == Measure::Expires).expect("its end");
    assert!(!end.over_law, "six months from 31 August end on 28 February");
    assert_eq!((end.opens_on, end.remind_on), (Some(day("2026-12-30")), day("2026-12-30")));
    assert_eq!(end.cited, RuleKey::BuiltIn(BuiltInRule::TrRenewal));
    let leap = paper(2, DocumentKind::VictimPermitExtension, "2027-08-31", "2028-02-29");
    assert_eq!(rules.lawful_end(&of(&[leap]), &leap).map(|end| end.on), Some(day("2028-02-29")));
}

#[test]
fn three_years_count_from_the_first_day_of_the_first_permit() {
    let first = paper(1, DocumentKind::VictimPermitFirst, "2023-12-10", "2024-01-08");
    let last = paper(2, DocumentKind::VictimPermitExtension, "2026-08-01", "2026-12-11");
    let facts = of(&[first, last]);
    let end = turkiye().lawful_end(&facts, &last).expect("an end");
    assert_eq!((end.on, end.rule), (day("2026-12-10"), Some(RuleKey::BuiltIn(BuiltInRule::TrTotal))));
    let by_hand = Paper { legal_max_on: Some(day("2100-01-01")), ..last };
    assert_eq!(turkiye().lawful_end(&facts, &by_hand).map(|end| end.on), Some(day("2026-12-10")));
    let refused = Paper { status: DocumentStatus::Refused, ..first };
    assert_eq!(turkiye().lawful_end(&of(&[refused, last]), &last).map(|end| end.on), Some(day("2027-02-01")));
}

#[test]
fn what_was_replaced_is_due_no_more() {
    let first = paper(1, DocumentKind::ResidencePermit, "2026-01-01", "2026-12-01");
    let next =
        Paper { supersedes: Some(first.id), ..paper(2, DocumentKind::ResidencePermit, "2026-11-01", "2027-11-01") };
    assert_eq!(due(&turkiye(), &of(&[first, next])), ["expires 2027-11-01 tr_renewal"]);
    let refused = Paper { status: DocumentStatus::Refused, ..next };
    assert_eq!(due(&turkiye(), &of(&[first, refused])), ["expires 2026-12-01 tr_renewal"]);
    let expired = Paper { status: DocumentStatus::Expired, ..first };
    assert!(due(&turkiye(), &of(&[expired])).is_empty());
}

#[test]
fn an_applicant_waits_six_months_is_insured_for_a_year_and_has_duties() {
    let application = paper(1, DocumentKind::ProtectionApplication, "2026-08-31", "");
    let changes = vec![
        Change { event: ClockEvent::PersonChanged, on: day("2026-11-10") },
        Change { event: ClockEvent::WorkChanged, on: day("2026-11-10") },
        Change { event: ClockEvent::PersonChanged, on: day("2026-08-01") },
    ];
    let facts = Facts { papers: vec![application], changes: changes.clone() };
    assert_eq!(
        due(&turkiye(), &facts),
        [
            "duty 2026-11-30 tr_person_changed",
            "duty 2026-12-10 tr_work_changed",
            "decision 2027-02-28 tr_decision",
            "lapse 2027-08-31 tr_insurance",
        ],
        "what changed before the application was told with it"
    );
    let insurance = paper(2, DocumentKind::HealthInsurance, "2026-09-01", "2028-01-01");
    let insured = Facts { papers: vec![application, insurance], changes: changes.clone() };
    assert!(!due(&turkiye(), &insured).iter().any(|one| one.starts_with("lapse")));
    let granted = paper(3, DocumentKind::RefugeeId, "2026-11-01", "");
    let decided = Facts { papers: vec![application, granted], changes };
    assert!(due(&turkiye(), &decided).is_empty(), "{:?}", due(&turkiye(), &decided));
    let elsewhere = Rules::new(Country::parse("GR").ok(), Vec::new());
    assert!(due(&elsewhere, &facts).is_empty(), "another country's law");
}

#[test]
fn an_office_changes_a_rule_adds_one_and_gives_one_up() {
    let first = paper(1, DocumentKind::VictimPermitFirst, "2026-10-01", "2026-11-05");
    let over = |rules: &Rules| rules.deadlines(&of(&[first])).iter().any(|one| one.over_law);
    let record = |number: u8, key, change: &dyn Fn(&mut ClockRuleRecord)| {
        let draft = BuiltInRule::TrFirstPermit.draft().expect("a rule");
        let id = Some(ClockRuleId::from_parts(1, [number; 10]));
        let mut record =
            ClockRuleRecord { key, id, version: 1, updated_at: None, updated_by: None, verified_by: None, draft };
        change(&mut record);
        record
    };
    let built_in = RuleKey::BuiltIn(BuiltInRule::TrFirstPermit);
    let with = |records: Vec<ClockRuleRecord>| Rules::new(Country::parse("TR").ok(), records);
    assert!(over(&turkiye()));
    assert!(!over(&with(vec![record(1, built_in, &|one| one.draft.span = Some(Span::days(45)))])));
    assert!(!over(&with(vec![record(1, built_in, &|one| one.draft.active = false)])));
    let given_up = |one: &mut ClockRuleRecord| {
        one.draft.span = Some(Span::days(45));
        one.draft.given_up = true;
    };
    let back = with(vec![record(1, built_in, &given_up)]);
    assert!(over(&back));
    let kept = back.find(built_in).expect("the rule");
    assert_eq!((kept.version, kept.draft.span), (1, Some(Span::days(30))), "taken up again under the same id");
    let own = RuleKey::Own(ClockRuleId::from_parts(1, [2; 10]));
    let shorter = record(2, own, &|one| {
        one.draft.stands_for = None;
        one.draft.measure = Measure::Expires;
        one.draft.span = None;
        one.draft.country = None;
        one.draft.kinds = vec![DocumentKind::VictimPermitFirst];
        one.draft.words = ShortText::parse("Ask early").ok();
        one.draft.remind_before = vec![20];
    });
    let all = with(vec![shorter]).deadlines(&of(&[first]));
    let end = all.iter().find(|one| one.measure == Measure::Expires).expect("its end");
    assert_eq!(end.rule, RuleKey::BuiltIn(BuiltInRule::TrFirstPermitExpires), "one of the country is closer");
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..6000).prop_map(|days| day("2020-01-01") + chrono::Days::new(days))
}

fn papers() -> impl Strategy<Value = Vec<Paper>> {
    let kinds = prop::sample::select(DocumentKind::ALL);
    let states = prop::sample::select(DocumentStatus::ALL);
    let one = (kinds, states, prop::option::of(days()), prop::option::of(days()), prop::option::of(0_u8..8));
    prop::collection::vec(one, 0..8).prop_map(|all| {
        let of = |(at, (kind, status, start, expires_on, former)): (
            usize,
            (DocumentKind, DocumentStatus, _, _, Option<u8>),
        )| {
            let number = u8::try_from(at).unwrap_or_default();
            let supersedes = former.filter(|former| *former < number);
            let id = |number: u8| DocumentId::from_parts(1, [number; 10]);
            let supersedes = supersedes.map(id);
            Paper { id: id(number), kind, status, start, expires_on, legal_max_on: None, supersedes }
        };
        all.into_iter().enumerate().map(of).collect()
    })
}

fn sorted(mut all: Vec<Deadline>) -> Vec<String> {
    all.sort_by_key(|one| (one.measure, one.document, one.from_on, one.due_on));
    all.iter().map(|one| format!("{one:?}")).collect()
}

proptest! {
    #[test]
    fn the_order_in_which_papers_are_recorded_changes_nothing(mut papers in papers(), seed in any::<u64>()) {
        let rules = turkiye();
        let before = sorted(rules.deadlines(&of(&papers)));
        let turn = usize::try_from(seed % 8).unwrap_or_default().min(papers.len());
        papers.rotate_left(turn);
        papers.reverse();
        prop_assert_eq!(before, sorted(rules.deadlines(&of(&papers))));
    }

    #[test]
    fn no_permit_outlives_three_years_without_a_warning(papers in papers()) {
        let rules = turkiye();
        let facts = of(&papers);
        let counts = |paper: &&Paper| {
            let kind = matches!(paper.kind, DocumentKind::VictimPermitFirst | DocumentKind::VictimPermitExtension);
            kind && paper.status.holds()
        };
        let first = papers.iter().filter(counts).filter_map(|paper| paper.start).min();
        let Some(last) = first.and_then(|first| Span::months(36).after(first)) else { return Ok(()) };
        for paper in papers.iter().filter(counts) {
            let end = rules.lawful_end(&facts, paper).expect("a total counts");
            prop_assert!(end.on <= last);
            if paper.start.is_some() {
                let most = if paper.kind == DocumentKind::VictimPermitFirst { Span::days(30) } else { Span::months(6) };
                prop_assert!(paper.start.and_then(|start| most.after(start)).is_some_and(|most| end.on <= most));
            }
        }
    }

    #[test]
    fn every_live_paper_with_an_end_that_nothing_replaced_is_due_once(papers in papers()) {
        let due = turkiye().deadlines(&of(&papers));
        for paper in &papers {
            let replaced = papers.iter().any(|other| other.supersedes == Some(paper.id) && other.status.holds());
            let ends = due.iter().filter(|one| one.measure == Measure::Expires && one.document == Some((paper.id, paper.kind)));
            let ends: Vec<_> = ends.collect();
            let runs = paper.status.is_live() && !replaced;
            prop_assert!(ends.len() <= 1);
            if let Some(end) = paper.expires_on {
                prop_assert_eq!(ends.len(), usize::from(runs));
                prop_assert!(ends.iter().all(|one| one.due_on == end && one.remind_on < end));
            }
        }
    }

    #[test]
    fn so_many_months_end_on_the_same_day_or_on_the_last_of_the_month(start in days(), months in 1_u16..60) {
        use chrono::Datelike;
        let end = Span::months(months).after(start).expect("a day");
        let same = end.day() == start.day();
        let last = end.succ_opt().is_some_and(|next| next.day() == 1) && end.day() < start.day();
        prop_assert!(same || last);
        let counted = (end.year() - start.year()) * 12 + end.month().cast_signed() - start.month().cast_signed();
        prop_assert_eq!(counted, i32::from(months));
    }
}
