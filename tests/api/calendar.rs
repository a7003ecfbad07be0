//! A worker's private calendar.

use serde_json::json;
use uuid::Uuid;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{World, on_both};

use crate::appointments::draft;

on_both! {
    async fn a_secret_address_shows_code_names_and_times_until_it_is_revoked(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let mut body = draft();
        body["place"] = json!("Behind the bakery");
        body["with_whom"] = json!("Advocate Kaya");
        world.worker.create(&format!("/cases/{case}/appointments/{}", Uuid::now_v7()), &body).await.expect(201);
        assert_eq!(world.worker.get("/me/calendar").await.expect(200).json(), json!({}));
        let made = world.worker.ask("/me/calendar", &json!({})).await.expect(200).json();
        let address = made["address"].as_str().expect("an address").to_owned();
        let path = address.strip_prefix("http://yaninda.test/").expect("the staff's origin").to_owned();
        let file = world.anonymous.get(&format!("//{path}")).await.expect(200);
        assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(file.headers["cache-control"], "no-store");
        let text = String::from_utf8(file.bytes).expect("text");
        let name = world.worker.get(&format!("/cases/{case}")).await.expect(200).json();
        let name = format!("SUMMARY:{}", name["code_name"].as_str().expect("a code name"));
        for part in [name.as_str(), "DTSTART:20261126T073000Z", "DTEND:20261126T083000Z", "BEGIN:VEVENT"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        for secret in ["bakery", "Kaya", "office_meeting", "IST-", "VALARM"] {
            assert!(!text.contains(secret), "{secret} is in {text}");
        }
        assert_eq!(world.audited(world.istanbul, AuditAction::Synced), 1);
        // What nobody will come to is not in it.
        let excused = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
        world.worker.create(&excused, &draft()).await.expect(201);
        let events = || async { String::from_utf8(world.anonymous.get(&format!("//{path}")).await.expect(200).bytes).expect("text").matches("BEGIN:VEVENT").count() };
        assert_eq!(events().await, 2);
        world.worker.act(&format!("{excused}/outcome"), 1, &json!({ "outcome": "excused" })).await.expect(200);
        assert_eq!(events().await, 1);
        // Another one takes the place of the first.
        let second = world.worker.ask("/me/calendar", &json!({})).await.expect(200).json();
        assert_ne!(second["address"], made["address"]);
        world.anonymous.get(&format!("//{path}")).await.expect(404);
        let second = second["address"].as_str().expect("an address").replace("http://yaninda.test/", "//");
        world.anonymous.get(&second).await.expect(200);
        world.worker.send(reqwest::Method::DELETE, "/me/calendar", &[], None).await.expect(204);
        world.anonymous.get(&second).await.expect(404);
    }
}

on_both! {
    async fn who_is_disabled_or_sees_no_cases_has_no_calendar(world: World) {
        let address = |made: serde_json::Value| made["address"].as_str().expect("an address").replace("http://yaninda.test/", "//");
        let worker = address(world.worker.ask("/me/calendar", &json!({})).await.expect(200).json());
        let admin = address(world.admin.ask("/me/calendar", &json!({})).await.expect(200).json());
        world.anonymous.get(&admin).await.expect(404);
        world.anonymous.get(&worker).await.expect(200);
        let account = format!("/users/{}", world.worker.id());
        let version = world.admin.get("/users").await.expect(200).json();
        let version = version.as_array().expect("users").iter().find(|one| one["id"] == json!(world.worker.id())).expect("the worker")["version"].as_i64().expect("a version");
        world.admin.act(&format!("{account}/disable"), version, &json!({})).await.expect(200);
        world.anonymous.get(&worker).await.expect(404);
        world.anonymous.get("//calendar/none.ics").await.expect(404);
    }
}
