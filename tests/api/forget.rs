//! What is kept for a while only is forgotten, and nothing sooner.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::{devices, idempotency_keys, rate_limits, refresh_families, reset_links};
use yaninda_tests::{Browser, World, on_both};

const DAY: i64 = 86_400;

/// How many keys of mutations, sessions, links, and devices of the worker there are.
fn kept(world: &World) -> [i64; 4] {
    let mut conn = world.connect();
    [
        idempotency_keys::table.count().get_result(&mut conn).expect("a count"),
        refresh_families::table.count().get_result(&mut conn).expect("a count"),
        reset_links::table.count().get_result(&mut conn).expect("a count"),
        devices::table.filter(devices::user_id.eq(world.worker.id())).count().get_result(&mut conn).expect("a count"),
    ]
}

on_both! {
    async fn keys_sessions_links_and_devices_go_when_they_have_had_their_day(world: World) {
        let worker = world.with_password(&world.worker);
        let (path, key) = (format!("/me/views/{}", Uuid::now_v7()), Uuid::now_v7());
        let view = json!({ "name": "Mine", "filter": { "mine": true } });
        world.worker.write(Method::PUT, &path, &[("if-none-match", "*")], key, &view).await.expect(201);
        world.admin.ask(&format!("/users/{}/reset-link", world.colleague.id()), &json!({})).await.expect(200);
        let mut browser = Browser::new(&world.anonymous);
        let device = browser.sign_in(&worker, None).await.expect(200).json()["device"].clone();
        assert_eq!(kept(&world), [1, 1, 1, 2]);

        for _ in 0..4 {
            world.clock.advance(7 * DAY - 60);
            browser.refresh(&device).await.expect(200);
            world.core.forget().await.expect("forgotten");
            assert_eq!(kept(&world), [1, 1, 1, 2]);
        }
        world.clock.advance(3 * DAY);
        world.core.forget().await.expect("forgotten");
        assert_eq!(kept(&world), [0, 0, 1, 2], "a month later");
        let ended: Vec<bool> = devices::table
            .filter(devices::user_id.eq(world.worker.id()))
            .order(devices::last_seen_at)
            .select(devices::ended_at.is_not_null())
            .load(&mut world.connect())
            .expect("devices");
        assert_eq!(ended, [true, false], "one was not seen for a month, the other was");
        world.clock.advance(61 * DAY);
        world.core.forget().await.expect("forgotten");
        assert_eq!(kept(&world), [0, 0, 0, 2], "the link is a quarter of a year old");
        world.clock.advance(91 * DAY);
        world.core.forget().await.expect("forgotten");
        assert_eq!(kept(&world), [0, 0, 0, 0], "nobody needs to see the devices any more");
        let left: i64 = rate_limits::table.count().get_result(&mut world.connect()).expect("a count");
        assert_eq!(left, 0);
    }
}

on_both! {
    async fn living_devices_are_shown_however_many_have_ended(world: World) {
        let mut conn = world.connect();
        let (keys, now) = (&world.core.keys, yaninda::time::Clock::now(&world.clock));
        for number in 0..150 {
            let label = format!("Old {number}");
            let id = yaninda::sessions::add_device(&mut conn, keys, now, world.istanbul, world.worker.id(), &label)
                .expect("a device");
            let later = now.plus_seconds(60 + number);
            let row = devices::table.find(id);
            diesel::update(row)
                .set((devices::last_seen_at.eq(later), devices::ended_at.eq(Some(later))))
                .execute(&mut conn)
                .expect("ended");
        }
        let shown = world.worker.get("/me/devices").await.expect(200).json();
        assert_eq!(shown.as_array().expect("devices").len(), 151);
        assert_eq!((&shown[0]["current"], &shown[0]["ended"]), (&json!(true), &json!(false)));
    }
}
