//! Ways to reach the person.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::cases;
use yaninda_shared::values::NaiveDate;
use yaninda_tests::{World, on_both};

on_both! {
    async fn the_case_knows_when_safe_contact_was_last_confirmed(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let all = format!("/cases/{case}/contacts");
        let path = format!("{all}/{}", Uuid::now_v7());
        let mut draft = json!({ "channel": "phone", "value": "+905551112233", "safe": false,
            "last_confirmed_on": "2026-11-22" });
        world.worker.create(&path, &draft).await.expect(201);
        let confirmed = || -> Option<NaiveDate> {
            cases::table.select(cases::contact_confirmed_on).get_result(&mut world.connect()).expect("a row")
        };
        assert_eq!(confirmed(), None);
        draft["safe"] = json!(true);
        world.worker.change(&path, 1, &draft).await.expect(200);
        assert_eq!(confirmed().map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
        world.worker.change(&path, 1, &draft).await.expect_problem(412, "stale");
        draft["value"] = json!("not a number");
        world.worker.change(&path, 2, &draft).await.expect_field("value", "not_a_phone_number");
        assert_eq!(world.worker.get(&all).await.expect(200).json()[0]["value"], "+905551112233");
        world.colleague.get(&all).await.expect_problem(404, "not_found");
    }
}
