//! What a server asked its SQLite database, and how SQLite would answer it.

use std::sync::{Mutex, PoisonError};

use diesel::{
    connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation},
    prelude::*,
    sql_query,
    sql_types::Text,
};

use crate::World;

/// What this process asked its databases. The server of a test runs in the test's process, and nextest gives each test a
/// process of its own: no other test asks here.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Begins to listen to every connection that is opened from now on.
pub fn listen() {
    set_default_instrumentation(listening).expect("every connection is listened to");
}

/// What was asked since this was asked last.
pub fn asked() -> Vec<String> {
    std::mem::take(&mut *ASKED.lock().unwrap_or_else(PoisonError::into_inner))
}

fn listening() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(|event: InstrumentationEvent<'_>| {
        let InstrumentationEvent::StartQuery { query, .. } = event else { return };
        let text = query.to_string();
        if text.starts_with("SELECT") {
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
pub fn plan(world: &World, query: &str) -> String {
    // The values stand behind it as a comment; a plan does not depend on them.
    let steps: Vec<Step> = sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(&mut world.connect()).expect("a plan");
    steps.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("; ")
}
