//! The change feed.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::feed::ChangesPage;
use yaninda_tests::{Persona, World, on_both};

fn note() -> Value {
    json!({ "occurred_on": "2026-11-22", "body": "Called" })
}

async fn page(persona: &Persona, after: i64, limit: u16) -> ChangesPage {
    persona.get(&format!("/changes?after={after}&limit={limit}")).await.expect(200).body()
}

on_both! {
    async fn everyone_hears_of_their_own_cases_alone(world: World) {
        let (mine, _) = world.open_case(&world.worker).await;
        let (other, _) = world.open_case(&world.colleague).await;
        let (foreign, _) = world.open_case(&world.stranger).await;
        world.worker.create(&format!("/cases/{mine}/notes/{}", Uuid::now_v7()), &note()).await.expect(201);
        let heard = page(&world.worker, 0, 500).await;
        let cases: BTreeSet<_> = heard.items.iter().filter_map(|change| change.case).collect();
        assert_eq!(cases, BTreeSet::from([mine]));
        assert!(heard.items.iter().all(|change| change.record.is_some()), "{heard:?}");
        assert!(!heard.more);
        assert!(page(&world.worker, heard.next, 500).await.items.is_empty());
        let office: BTreeSet<_> =
            page(&world.supervisor, 0, 500).await.items.iter().filter_map(|change| change.case).collect();
        assert_eq!(office, BTreeSet::from([mine, other]));
        assert!(!office.contains(&foreign));
        world.manager.get("/changes").await.expect_problem(403, "not_allowed");
        world.worker.get("/changes?limit=1001").await.expect_field("limit", "too_large");
        world.worker.get("/changes?after=-1").await.expect_field("after", "negative");
    }
}

on_both! {
    async fn a_reader_among_concurrent_writers_misses_no_change(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let writers = (0..4).map(|_| {
            let persona = world.worker.clone();
            actix_web::rt::spawn(async move {
                let mut written = Vec::new();
                for _ in 0..15 {
                    let id = Uuid::now_v7();
                    persona.create(&format!("/cases/{case}/notes/{id}"), &note()).await.expect(201);
                    written.push(id);
                }
                written
            })
        });
        let writers: Vec<_> = writers.collect();
        let reader = world.supervisor.clone();
        let reading = actix_web::rt::spawn(async move {
            let (mut after, mut seen, mut notes) = (0, Vec::new(), BTreeSet::new());
            // The cursor only ever moves on: what it passed by is never asked for again.
            for _ in 0..2000 {
                let heard = page(&reader, after, 7).await;
                assert!(heard.next >= after);
                after = heard.next;
                for change in heard.items {
                    seen.push(change.seq);
                    if change.kind.as_str() == "note" {
                        notes.insert(change.id);
                    }
                }
                if notes.len() == 60 {
                    break;
                }
            }
            (seen, notes)
        });
        let mut written = BTreeSet::new();
        for writer in writers {
            written.extend(writer.await.expect("a writer"));
        }
        let (seen, notes) = reading.await.expect("the reader");
        assert_eq!(notes, written);
        assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "in the order of commits");
    }
}
