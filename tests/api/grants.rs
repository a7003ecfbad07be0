//! Assigning and sharing cases.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::{case_grants, users};
use yaninda_tests::{World, on_both};

on_both! {
    async fn a_new_worker_ends_the_assignment_before(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/assignments/{}", Uuid::now_v7());
        let body = json!({ "user": world.colleague.id(), "note": "Knows Uzbek" });
        world.worker.create(&path, &body).await.expect_problem(404, "not_found");
        world.stranger_supervisor.create(&path, &body).await.expect_problem(404, "not_found");
        let key = Uuid::now_v7();
        let new = [("if-none-match", "*")];
        let given = world.supervisor.write(Method::PUT, &path, &new, key, &body).await.expect(201);
        assert_eq!(given.json()["note"], "Knows Uzbek");
        let again = world.supervisor.write(Method::PUT, &path, &new, key, &body).await.expect(201);
        assert_eq!(given.json(), again.json());
        world.worker.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        let read = world.colleague.get(&format!("/cases/{case}")).await.expect(200);
        assert_eq!(read.json()["relation"], "worker");
        assert_eq!(read.version(), 2);
        let all = world.colleague.get(&format!("/cases/{case}/assignments")).await.expect(200).json();
        assert_eq!(all.as_array().expect("a list").len(), 2);
        let live: i64 = case_grants::table
            .filter(case_grants::ended_at.is_null())
            .count()
            .get_result(&mut world.connect())
            .expect("rows");
        assert_eq!(live, 1);
    }
}

on_both! {
    async fn a_case_goes_only_to_enabled_workers_of_the_office(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        diesel::update(users::table.find(world.colleague.id()))
            .set(users::disabled_at.eq(Some(1_i64)))
            .execute(&mut world.connect())
            .expect("a row");
        for refused in [&world.colleague, &world.stranger, &world.manager, &world.admin] {
            for kind in ["assignments", "shares"] {
                let path = format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
                world.supervisor.create(&path, &json!({ "user": refused.id() })).await.expect_field("user", "unknown_value");
            }
        }
        for kind in ["assignments", "shares"] {
            let path = format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
            world.supervisor.create(&path, &json!({ "user": world.worker.id() })).await
                .expect_field("user", "not_allowed_here");
        }
    }
}

on_both! {
    async fn a_shared_worker_sees_the_case_and_an_ended_share_loses_it_at_once(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        let shared = world.worker.create(&path, &json!({ "user": world.colleague.id() })).await.expect(201);
        let read = world.colleague.get(&format!("/cases/{case}")).await.expect(200);
        assert_eq!(read.json()["relation"], "shared");
        assert_eq!(world.colleague.get("/cases").await.expect(200).json()["items"].as_array().map(Vec::len), Some(1));
        // Sharing on is the worker's right, not the second worker's.
        let other = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.colleague.create(&other, &json!({ "user": world.supervisor.id() })).await.expect_problem(404, "not_found");
        world.worker.create(&other, &json!({ "user": world.colleague.id() })).await
            .expect_field("user", "not_allowed_here");
        world.worker.act(&format!("{path}/end"), 9, &json!({})).await.expect_problem(412, "stale");
        let ended = world.worker.act(&format!("{path}/end"), shared.version(), &json!({ "note": "Done" })).await.expect(200);
        assert!(ended.json()["ended_at"].is_number());
        world.colleague.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        assert_eq!(world.colleague.get("/cases").await.expect(200).json()["items"], json!([]));
        world.worker.act(&format!("{path}/end"), 2, &json!({})).await.expect_problem(409, "conflict");
    }
}
