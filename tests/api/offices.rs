//! Offices.

use serde_json::{Value, json};
use yaninda_tests::{World, on_both};

fn draft(name: &str) -> Value {
    json!({ "name": name, "quiet_days": 21, "confirm_days": 45 })
}

on_both! {
    async fn every_office_is_listed_and_only_its_own_admin_changes_it(world: World) {
        let offices = world.worker.get("/offices").await.expect(200).json();
        assert_eq!(offices.as_array().unwrap().len(), 2);
        let path = format!("/offices/{}", world.istanbul);
        let changed = world.admin.change(&path, 1, &draft("Istanbul Asia")).await.expect(200);
        assert_eq!((changed.version(), &changed.json()["quiet_days"]), (2, &json!(21)));
        let stale = world.admin.change(&path, 1, &draft("Late")).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["name"], "Istanbul Asia");
        world.supervisor.change(&path, 2, &draft("x")).await.expect_problem(403, "not_allowed");
        let elsewhere = format!("/offices/{}", world.ankara);
        world.admin.change(&elsewhere, 1, &draft("x")).await.expect_problem(404, "not_found");
        world.admin.create(&elsewhere, &draft("x")).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn days_out_of_range_name_the_field(world: World) {
        let path = format!("/offices/{}", world.istanbul);
        let mut body = draft("Istanbul");
        body["quiet_days"] = 3.into();
        world.admin.change(&path, 1, &body).await.expect_field("quiet_days", "too_short");
        body["quiet_days"] = 400.into();
        world.admin.change(&path, 1, &body).await.expect_field("quiet_days", "too_large");
    }
}

on_both! {
    async fn what_goes_into_every_mail_names_neither_the_office_nor_anybody_in_it(world: World) {
        let path = format!("/offices/{}", world.istanbul);
        let name = world.admin.get("/users").await.expect(200).json()[0]["name"].as_str().expect("a name").to_owned();
        for (field, words) in [("mail_sender", "Istanbul desk"), ("mail_subject", name.as_str()), ("mail_subject", "Bosporus")] {
            let mut body = draft("Bosporus");
            body[field] = words.into();
            world.admin.change(&path, 1, &body).await.expect_field(field, "not_neutral");
        }
        let mut body = draft("Bosporus");
        body["mail_sender"] = "Randevu".into();
        world.admin.change(&path, 1, &body).await.expect(200);
    }
}
