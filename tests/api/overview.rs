//! The overview: every figure is as long as the list it opens, and nobody but supervisors of the office sees any.

use age::x25519::Identity;
use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::mails;
use yaninda_shared::{
    audit::AuditAction,
    cases::{CaseFilter, OfWorker},
    ids::CaseId,
    mail::MailState,
    overview::{Direction, Figure, FigureQuery, Overview},
    record::RecordKind,
};
use yaninda_tests::{
    Engine, Persona, World, case_draft,
    mail::appointment,
    on_both,
    queries::{asked, listen, plan},
};

async fn look(who: &Persona) -> Overview {
    who.get("/overview").await.expect(200).body()
}

/// A filter or a question as a query.
fn query(of: &impl serde::Serialize) -> String {
    let fields = serde_json::to_value(of).expect("JSON").as_object().expect("fields").clone();
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    fields.into_iter().map(|(name, value)| format!("&{name}={}", text(value))).collect()
}

/// All items of a list, two at a time.
async fn all(who: &Persona, path: &str, of: &impl serde::Serialize) -> Vec<Value> {
    let (mut items, mut after) = (Vec::new(), String::new());
    loop {
        let page = who.get(&format!("{path}?limit=2{}{after}", query(of))).await.expect(200).json();
        items.extend(page["items"].as_array().expect("items").clone());
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return items,
        }
    }
}

async fn behind(who: &Persona, figure: Figure, question: FigureQuery) -> Vec<Value> {
    all(who, &format!("/overview/{figure}"), &question).await
}

/// The requests for files that name people which nobody decided yet.
async fn asked_for(who: &Persona) -> Vec<Value> {
    let all: Vec<Value> = who.get("/exports").await.expect(200).body();
    all.into_iter().filter(|request| request["state"] == "asked").collect()
}

/// Every figure of the answer beside the length of the list it opens; of spend the sum.
async fn compare(who: &Persona, overview: &Overview) -> Vec<(String, i64, i64)> {
    let length = |items: &Vec<Value>| i64::try_from(items.len()).expect("few");
    let mut pairs = Vec::new();
    for load in &overview.workers {
        let worker = load.worker.map_or(OfWorker::Nobody, OfWorker::User);
        let filter = CaseFilter { worker: Some(worker), risk: Some(load.risk), ..CaseFilter::default() };
        pairs.push((format!("load {}", load.risk), load.cases, length(&all(who, "/cases", &filter).await)));
    }
    for one in &overview.figures {
        let items = match (one.figure, one.figure.filter(overview.quiet_days)) {
            (_, Some(filter)) => all(who, "/cases", &filter).await,
            (Figure::Approvals, _) => all(who, "/approvals", &json!({})).await,
            (Figure::Exports, _) => asked_for(who).await,
            (figure, None) => behind(who, figure, FigureQuery::default()).await,
        };
        pairs.push((one.figure.to_string(), one.count, length(&items)));
    }
    for month in &overview.milestones {
        let question = FigureQuery { month: Some(month.month), ..FigureQuery::default() };
        let items = behind(who, Figure::MilestonesReached, question).await;
        pairs.push((format!("milestones {}", month.month), month.count, length(&items)));
    }
    for domain in &overview.recovery {
        for (direction, count) in
            [(Direction::Up, domain.up), (Direction::Same, domain.same), (Direction::Down, domain.down)]
        {
            let (domain, direction) = (Some(domain.domain), Some(direction));
            let question = FigureQuery { domain, direction, ..FigureQuery::default() };
            pairs.push((format!("{direction:?}"), count, length(&behind(who, Figure::Recovery, question).await)));
        }
    }
    for spend in &overview.spend {
        let question = FigureQuery {
            fund: spend.fund.clone(),
            currency: Some(spend.currency),
            from: Some(spend.from),
            to: Some(spend.to),
            ..FigureQuery::default()
        };
        let items = behind(who, Figure::Spend, question).await;
        let sum = items.iter().map(|item| item["amount"]["minor"].as_i64().expect("an amount")).sum();
        pairs.push((format!("spend {:?}", spend.fund), spend.spent, sum));
    }
    pairs
}

async fn put(who: &Persona, case: CaseId, kind: &str, body: &Value) -> Uuid {
    let id = Uuid::now_v7();
    who.create(&format!("/cases/{case}/{kind}/{id}"), body).await.expect(201);
    id
}

fn opened(day: &str, risk: &str) -> Value {
    let mut draft = case_draft();
    draft["opened_on"] = json!(day);
    draft["consent"]["given_on"] = json!(day);
    draft["risk"] = json!(risk);
    draft
}

fn paid(day: &str, minor: i64, fund: Option<&str>, status: &str) -> Value {
    json!({ "type": "HOU.rent", "status": status, "occurred_on": day, "delivered_by": "us", "confidentiality": "team",
        "cost": { "minor": minor, "currency": "TRY" }, "fund": fund })
}

/// Something of everything that is counted.
async fn fill(world: &World) -> CaseId {
    let worker = &world.worker;
    let (case, _) = world.open_case_with(worker, &opened("2026-03-01", "high")).await;
    let (other, version) = world.open_case_with(worker, &opened("2026-09-01", "standard")).await;
    world.open_case_with(&world.colleague, &opened("2026-11-20", "raised")).await;
    world.open_case_with(&world.supervisor, &opened("2026-11-20", "raised")).await;
    let goal = json!({ "words": "A room", "domain": "housing", "starts_on": "2026-10-10", "due_on": "2026-11-01",
        "state": "open" });
    put(worker, case, "goals", &goal).await;
    for expires in
        ["2026-11-22", "2026-11-23", "2026-11-30", "2026-12-01", "2026-12-07", "2026-12-23", "2027-01-22", "2027-01-23"]
    {
        let paper =
            json!({ "kind": "passport", "status": "delivered", "issued_on": "2026-01-01", "expires_on": expires });
        put(worker, case, "documents", &paper).await;
    }
    for (kind, day) in [("safety_plan", "2026-11-02"), ("lawyer", "2026-11-20"), ("health_check", "2026-08-31")] {
        let reached = json!({ "kind": kind, "chosen_by": "person", "reached_on": day, "evidence": "Seen" });
        put(worker, case, "milestones", &reached).await;
    }
    for (of, score) in [(case, 4), (other, 2)] {
        for (day, score) in [("2026-09-02", 2), ("2026-11-20", score)] {
            let ratings = json!([{ "domain": "housing", "score": score }, { "domain": "work", "score": 3 }]);
            let rated = json!({ "occurred_on": day, "occasion": "other", "method": "together", "ratings": ratings });
            put(worker, of, "assessments", &rated).await;
        }
    }
    for (day, minor, fund, status) in [
        ("2026-02-01", 1_000, Some("NL-2026"), "delivered"),
        ("2026-11-01", 2_500, Some("NL-2026"), "delivered"),
        ("2025-12-31", 9_999, Some("NL-2026"), "delivered"),
        ("2026-11-01", 7_000, Some("NL-2026"), "planned"),
        ("2026-11-01", 300, None, "delivered"),
        ("2026-11-02", 40, Some("OTHER"), "delivered"),
    ] {
        put(worker, case, "services", &paid(day, minor, fund, status)).await;
    }
    worker.act(&format!("/cases/{other}/close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
    let transfer = json!({ "kind": "transfer", "office": world.ankara, "note": "Found work there" });
    put(&world.supervisor, other, "approvals", &transfer).await;
    let export = json!({ "purpose": "Court asked for it", "recipient": "The prosecutor", "cases": [case], "parts": [],
        "key": Identity::generate().to_public().to_string() });
    for _ in 0..2 {
        world.supervisor.create(&format!("/exports/{}", Uuid::now_v7()), &export).await.expect(201);
    }
    let refused = asked_for(&world.supervisor).await.remove(0);
    let refuse = json!({ "approve": false, "note": "Not needed" });
    let decide = format!("/exports/{}/decision", refused["id"].as_str().expect("an id"));
    world.supervisor_of(world.istanbul).act(&decide, 1, &refuse).await.expect(200);
    case
}

on_both! {
    async fn every_figure_is_as_long_as_the_list_it_opens(world: World) {
        let case = fill(&world).await;
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        let failed = diesel::update(mails::table.filter(mails::case_id.eq(person.case)))
            .set((mails::state.eq(MailState::Failed), mails::next_at.eq(None::<i64>)));
        let failed = i64::try_from(failed.execute(&mut world.connect()).expect("mails")).expect("a few");
        // Nobody consented to mail here: the worker has to tell it.
        let mut told = appointment("2026-11-25T10:00");
        told["tell"] = json!(true);
        put(&world.worker, case, "appointments", &told).await;
        let seen = put(&world.worker, case, "appointments", &appointment("2026-11-23T14:00")).await;
        world.clock.advance(6 * 3600);
        let worker = world.afresh(&world.worker);
        worker.act(&format!("/cases/{case}/appointments/{seen}/outcome"), 1, &json!({ "outcome": "missed" })).await.expect(200);
        let supervisor = world.afresh(&world.supervisor);
        let overview = look(&supervisor).await;
        let wrong: Vec<_> = compare(&supervisor, &overview).await.into_iter().filter(|(_, a, b)| a != b).collect();
        assert_eq!(wrong, []);
        let counts: Vec<(&str, i64)> = overview.figures.iter().map(|one| (one.figure.as_str(), one.count)).collect();
        assert_eq!(counts, [
            ("quiet", 2), ("unopened", 0), ("ratings_overdue", 0), ("approvals", 2), ("exports", 1), ("goals_overdue", 1),
            ("documents_expired", 1), ("documents_in_7", 2), ("documents_in_14", 2), ("documents_in_30", 1),
            ("documents_in_60", 1), ("milestones_to_confirm", 3),
            ("appointments_missed", 1), ("mails_refused", 1), ("mails_failed", failed),
        ]);
        assert!(failed > 0);
        assert_eq!(overview.milestones.len(), 12);
        assert_eq!(overview.milestones.iter().map(|one| one.count).sum::<i64>(), 3);
        let housing = overview.recovery.iter().find(|one| one.domain.as_str() == "housing").expect("a domain");
        assert_eq!((housing.up, housing.same, housing.down), (1, 1, 0));
        assert_eq!((housing.first, housing.latest), ([0, 2, 0, 0, 0], [0, 1, 0, 1, 0]));
        let spend: Vec<_> = overview.spend.iter().map(|one| (one.fund.as_ref().map(|fund| fund.as_str()), one.spent)).collect();
        assert_eq!(spend, [(None, 300), (Some("NL-2026"), 3_500), (Some("OTHER"), 40)]);
        assert!(overview.spend.iter().all(|one| one.amount.is_none() && one.id.is_none()));
        let none = all(&supervisor, "/cases", &json!({ "worker": "none" })).await;
        assert_eq!(none.len(), 1);
    }
}

on_both! {
    async fn a_case_counts_as_opened_once_somebody_read_it(world: World) {
        let (case, _) = world.open_case_with(&world.worker, &opened("2026-03-01", "high")).await;
        let (other, _) = world.open_case_with(&world.worker, &opened("2026-03-01", "high")).await;
        assert_eq!(look(&world.supervisor).await.count(Figure::Unopened), 0, "who opens a case has it open");
        world.clock.advance(31 * 86_400);
        let supervisor = world.afresh(&world.supervisor);
        assert_eq!(look(&supervisor).await.count(Figure::Unopened), 2);
        // A list shows it, and opens it not.
        supervisor.get("/cases").await.expect(200);
        assert_eq!(look(&supervisor).await.count(Figure::Unopened), 2);
        let version = supervisor.get(&format!("/cases/{case}")).await.expect(200).version();
        let overview = look(&supervisor).await;
        assert_eq!(overview.count(Figure::Unopened), 1);
        let left = all(&supervisor, "/cases", &Figure::Unopened.filter(30).expect("a filter")).await;
        assert_eq!(left[0]["id"], json!(other));
        assert_eq!(supervisor.get(&format!("/cases/{case}")).await.expect(200).version(), version, "a look changes nothing");
        world.clock.advance(20 * 86_400);
        let supervisor = world.afresh(&world.supervisor);
        assert_eq!(look(&supervisor).await.count(Figure::Unopened), 1, "the day it was opened counts");
    }
}

on_both! {
    async fn a_late_rating_is_counted_until_it_is_made(world: World) {
        let (case, _) = world.open_case_with(&world.worker, &opened("2026-08-25", "standard")).await;
        assert_eq!(look(&world.supervisor).await.count(Figure::RatingsOverdue), 0, "its last day is today");
        world.clock.advance(86_400);
        let (worker, supervisor) = (world.afresh(&world.worker), world.afresh(&world.supervisor));
        let overview = look(&supervisor).await;
        assert_eq!(overview.count(Figure::RatingsOverdue), 1);
        let listed = all(&supervisor, "/cases", &Figure::RatingsOverdue.filter(30).expect("a filter")).await;
        assert_eq!(listed[0]["id"], json!(case));
        let rated = json!({ "occurred_on": "2026-11-24", "occasion": "baseline", "method": "together",
            "ratings": [{ "domain": "housing", "score": 2 }] });
        put(&worker, case, "assessments", &rated).await;
        assert_eq!(look(&supervisor).await.count(Figure::RatingsOverdue), 0);
    }
}

on_both! {
    async fn only_supervisors_see_it_and_only_their_own_office(world: World) {
        fill(&world).await;
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            who.get("/overview").await.expect_problem(403, "not_allowed");
            who.get("/overview/goals_overdue").await.expect_problem(403, "not_allowed");
        }
        world.anonymous.get("/overview").await.expect(401);
        let theirs = look(&world.stranger_supervisor).await;
        assert!(theirs.workers.is_empty() && theirs.spend.is_empty());
        assert!(theirs.figures.iter().all(|one| one.count == 0));
        assert!(behind(&world.stranger_supervisor, Figure::DocumentsIn7, FigureQuery::default()).await.is_empty());
        let before = world.audited(world.istanbul, AuditAction::Reported);
        look(&world.supervisor).await;
        assert_eq!(world.audited(world.istanbul, AuditAction::Reported), before + 1);
        let lines = behind(&world.supervisor, Figure::GoalsOverdue, FigureQuery::default()).await;
        let told = world.disclosed(world.istanbul, AuditAction::Listed, RecordKind::Case);
        assert_eq!(json!(told.iter().map(|id| id.0).collect::<Vec<_>>()), json!([lines[0]["case"]]));
    }
}

on_both! {
    async fn what_a_list_is_about_must_be_said_and_make_sense(world: World) {
        let who = &world.supervisor;
        who.get("/overview/milestones_reached").await.expect_field("month", "missing");
        who.get("/overview/milestones_reached?month=2026-11-02").await.expect_field("month", "impossible_date");
        who.get("/overview/recovery").await.expect_field("domain", "missing");
        who.get("/overview/spend?currency=TRY&from=2026-01-01").await.expect_field("to", "missing");
        who.get("/overview/everything").await.expect_problem(404, "not_found");
        who.get("/overview/quiet").await.expect_problem(404, "not_found");
        who.get("/overview/goals_overdue?after=nonsense").await.expect_field("after", "unknown_value");
        who.get("/overview/recovery?domain=luck").await.expect_field("domain", "unknown_value");
        who.get("/cases?worker=somebody").await.expect(422);
    }
}

/// SQLite plans without knowing how much there is: what it would do with one case it does with twenty thousand.
#[actix_web::test]
async fn every_figure_is_a_stretch_of_an_index() {
    listen();
    let world = World::start(Engine::Sqlite).await;
    fill(&world).await;
    asked();
    look(&world.supervisor).await;
    let tables = [
        "cases",
        "documents",
        "services",
        "milestones",
        "goals",
        "appointments",
        "approvals",
        "export_requests",
        "outcome_standings",
        "tasks",
    ];
    let of_these = |query: &String| {
        tables
            .iter()
            .any(|table| query.contains(&format!("FROM `{table}`")) || query.contains(&format!("FROM (`{table}`")))
    };
    let plans: Vec<(String, String)> =
        asked().into_iter().filter(of_these).map(|query| (plan(&world, &query), query)).collect();
    assert!(plans.len() > 15, "{plans:#?}");
    // Found by an index, and nothing sorted on the way. Sums by fund and documents that were replaced have indexes of their own.
    let slow: Vec<&(String, String)> =
        plans.iter().filter(|(plan, _)| plan.contains("SCAN") || plan.contains("TEMP B-TREE")).collect();
    assert!(slow.is_empty(), "{slow:#?}");
    for index in [
        "cases_by_load",
        "cases_by_contact",
        "cases_by_opening",
        "cases_by_assessment",
        "approvals_waiting",
        "export_requests_by_office",
        "goals_by_due",
        "documents_in_force",
        "documents_replacing",
        "milestones_to_confirm",
        "milestones_by_day",
        "appointments_by_day",
        "services_by_fund",
        "outcome_standings_by_domain",
        "tasks_open",
    ] {
        assert!(plans.iter().any(|(plan, _)| plan.contains(index)), "{index}: {plans:#?}");
    }
}
