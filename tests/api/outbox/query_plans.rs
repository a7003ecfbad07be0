//! How SQLite finds mails among very many.

use std::sync::{Mutex, PoisonError};

use diesel::{
    connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation},
    prelude::*,
    sql_query,
    sql_types::Text,
};
use yaninda_tests::{Engine, World};

/// What this process asked its databases about mails. The server of a test runs in the test's process, and nextest gives each
/// test a process of its own: no other test asks here.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn asked() -> Vec<String> {
    std::mem::take(&mut *ASKED.lock().unwrap_or_else(PoisonError::into_inner))
}

fn listening() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(|event: InstrumentationEvent<'_>| {
        let InstrumentationEvent::StartQuery { query, .. } = event else { return };
        let text = query.to_string();
        if text.contains("FROM `mails`") && !text.starts_with("EXPLAIN") {
            ASKED.lock().unwrap_or_else(PoisonError::into_inner).push(text);
        }
    }))
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The steps in which SQLite would answer this.
fn plan(world: &World, query: &str) -> String {
    // The values stand behind it as a comment; a plan does not depend on them.
    let steps: Vec<Step> = sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(&mut world.connect()).expect("a plan");
    steps.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("; ")
}

/// Five thousand mails of the office that have left, beside those that wait.
fn fill(world: &World) {
    let made = sql_query(
        "INSERT INTO mails (id, office_id, case_id, version, created_at, created_by, updated_at, subject_id, kind, occasion, \
         sequence, state, due_at, useful_until, attempts, sent_at)
         WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
         SELECT randomblob(16), office_id, case_id, 1, created_at, created_by, updated_at, randomblob(16), kind, occasion, \
         0, 'sent', due_at, useful_until, 1, due_at FROM mails, n WHERE kind = 'confirmation'",
    );
    assert_eq!(made.execute(&mut world.connect()).expect("mails"), 5000);
}

#[actix_web::test]
async fn how_mail_fares_is_found_without_reading_what_has_left() {
    set_default_instrumentation(listening).expect("every connection is listened to");
    let world = World::start(Engine::Sqlite).await;
    let person = world.reachable().await;
    world.book(&person, "2026-11-26T14:00").await;
    fill(&world);
    asked();
    let health = world.admin.get("/mail").await.expect(200).json();
    assert_eq!(health["lines"].as_array().map(Vec::len), Some(1), "{health}");
    // What waits is counted and listed, and the oldest of it is looked for; of five states the rest is counted, of two listed.
    expect_found(&world, 3, 7);
    let subjects = world.supervisor.get("/mail/subjects").await.expect(200).json();
    assert_eq!(subjects.as_array().map(Vec::len), Some(1), "{subjects}");
    // The same lines: what waits, what is being sent and what failed.
    expect_found(&world, 1, 2);
}

/// What was asked since then was found by these two indexes, so often each.
fn expect_found(world: &World, due: usize, handled: usize) {
    let plans: Vec<String> = asked().iter().map(|query| format!("{query}\n  {}", plan(world, query))).collect();
    let by = |index: &str| plans.iter().filter(|plan| plan.contains(&format!("USING INDEX {index} ("))).count();
    let found = (by("mails_due"), by("mails_handled"), plans.len());
    assert_eq!(found, (due, handled, due + handled), "{}", plans.join("\n"));
}
