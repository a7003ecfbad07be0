//! The change feed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{
    feed::{ChangesPage, FeedRecord},
    record::RecordKind,
};
use yaninda_tests::{Engine, Persona, World, on_both};

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

/// Follows the feed in small pages until every note of `want` was heard in its last version; the cursor only ever
/// moves on: what it passed by is never asked for again.
async fn follow(reader: Persona, want: usize, last: i64) -> BTreeMap<Uuid, i64> {
    let (mut after, mut seen, mut notes) = (0, Vec::new(), BTreeMap::new());
    for _ in 0..4000 {
        let heard = page(&reader, after, 7).await;
        assert!(heard.next >= after);
        after = heard.next;
        for change in heard.items {
            seen.push(change.seq);
            if let Some(FeedRecord::Note(note)) = change.record {
                let before = notes.insert(change.id, note.meta.version);
                assert!(before.is_none_or(|before| before <= note.meta.version), "never back to an older version");
            }
        }
        if notes.len() == want && notes.values().all(|version| *version == last) {
            break;
        }
    }
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "in the order of commits");
    notes
}

on_both! {
    async fn readers_among_concurrent_writers_miss_no_change(world: World) {
        const EACH: usize = 12;
        let (case, _) = world.open_case(&world.worker).await;
        let (other, _) = world.open_case(&world.worker).await;
        // PostgreSQL may have several servers over it; each gives positions of the same feed.
        let beside = world.beside().await;
        let writers: Vec<_> = (0..5)
            .map(|writer| {
                let elsewhere = world.engine == Engine::Postgres && writer % 2 == 1;
                let there = beside.with_token(world.worker.token.as_deref().expect("a token"));
                let persona = if elsewhere { there } else { world.worker.clone() };
                let case = if writer % 3 == 0 { other } else { case };
                actix_web::rt::spawn(async move {
                    let mut written = BTreeMap::new();
                    for _ in 0..EACH {
                        let id = Uuid::now_v7();
                        let path = format!("/cases/{case}/notes/{id}");
                        persona.create(&path, &note()).await.expect(201);
                        for version in 1..3 {
                            persona.change(&path, version, &note()).await.expect(200);
                        }
                        written.insert(id, 3);
                    }
                    written
                })
            })
            .collect();
        let readers = [&world.supervisor, &world.worker].map(|who| {
            actix_web::rt::spawn(follow(who.clone(), 5 * EACH, 3))
        });
        let mut written = BTreeMap::new();
        for writer in writers {
            written.extend(writer.await.expect("a writer"));
        }
        for reader in readers {
            assert_eq!(reader.await.expect("a reader"), written);
        }
    }
}

on_both! {
    async fn who_gains_a_case_hears_of_what_lies_before_their_cursor(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (other, _) = world.open_case(&world.colleague).await;
        let mut written: Vec<Uuid> = Vec::new();
        for _ in 0..12 {
            written.push(Uuid::now_v7());
            world.worker.create(&format!("/cases/{case}/notes/{}", written[written.len() - 1]), &note()).await.expect(201);
        }
        world.colleague.create(&format!("/cases/{other}/notes/{}", Uuid::now_v7()), &note()).await.expect(201);
        let before = page(&world.supervisor, 0, 500).await.items.len();
        for (who, kind) in [(&world.colleague, "shares"), (&world.supervisor, "assignments")] {
            // Both phones are past everything that is there.
            let cursor = page(who, 0, 500).await.next;
            let path = format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
            world.supervisor.create(&path, &json!({ "user": who.id() })).await.expect(201);
            let (mut after, mut heard) = (cursor, Vec::new());
            loop {
                let next = page(who, after, 5).await;
                after = next.next;
                heard.extend(next.items);
                if !next.more {
                    break;
                }
            }
            assert!(heard.windows(2).all(|pair| pair[0].seq < pair[1].seq), "{heard:?}");
            assert!(heard.iter().all(|change| change.case == Some(case) && change.record.is_some()), "{heard:?}");
            let notes: Vec<Uuid> =
                heard.iter().filter(|change| change.kind == RecordKind::Note).map(|change| change.id).collect();
            assert_eq!(notes, written, "{kind}: all of them, in the order they were written");
            for kind in [RecordKind::Case, RecordKind::Consent, RecordKind::Event] {
                assert!(heard.iter().any(|change| change.kind == kind), "{kind:?}");
            }
            assert!(page(who, after, 500).await.items.is_empty());
        }
        // A record still has one place in the feed: two grants and two events were added, nothing was doubled.
        assert_eq!(page(&world.supervisor, 0, 500).await.items.len(), before + 4);
    }
}

on_both! {
    async fn a_position_that_was_never_given_out_is_refused(world: World) {
        world.open_case(&world.worker).await;
        let next = page(&world.worker, 0, 500).await.next;
        world.worker.get(&format!("/changes?after={}", next + 1)).await.expect_field("after", "too_large");
        assert_eq!(page(&world.worker, next, 500).await.next, next);
    }
}
