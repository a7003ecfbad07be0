//! How SQLite finds mails among very many.

use diesel::{prelude::*, sql_query};
use yaninda_tests::{
    Engine, World,
    queries::{asked, listen, plan},
};

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
    listen();
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
    let asked = asked().into_iter().filter(|query| query.contains("FROM `mails`"));
    let plans: Vec<String> = asked.map(|query| format!("{query}\n  {}", plan(world, &query))).collect();
    let by = |index: &str| plans.iter().filter(|plan| plan.contains(&format!("USING INDEX {index} ("))).count();
    let found = (by("mails_due"), by("mails_handled"), plans.len());
    assert_eq!(found, (due, handled, due + handled), "{}", plans.join("\n"));
}
