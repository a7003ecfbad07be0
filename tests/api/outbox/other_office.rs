//! Mail of another office.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_tests::{Persona, World, on_both};

async fn health(admin: &Persona) -> Value {
    admin.get("/mail").await.expect(200).json()
}

on_both! {
    async fn an_admin_sees_nothing_of_another_offices_mail_and_changes_none(world: World) {
        let elsewhere = world.stranger_admin();
        let person = world.reachable().await;
        let appointment = world.book(&person, "2026-11-26T14:00").await;
        let waiting = health(&world.admin).await;
        let mail = waiting["lines"][0]["id"].as_str().expect("a mail that waits").to_owned();
        // There is nothing of it where they are.
        let theirs = health(&elsewhere).await;
        assert_eq!((&theirs["counts"], &theirs["lines"], &theirs["oldest_due"]), (&json!([]), &json!([]), &Value::Null));
        // A mail of another office is answered as one that never was.
        for action in ["resend", "cancel"] {
            for id in [mail.clone(), Uuid::now_v7().to_string()] {
                let answered = elsewhere.act(&format!("/mail/{id}/{action}"), 1, &json!({})).await;
                answered.expect_problem(404, "not_found");
            }
        }
        assert_eq!(health(&world.admin).await, waiting);
        // So is one that has left.
        world.send_to_folder().await;
        elsewhere.act(&format!("/mail/{mail}/resend"), 3, &json!({})).await.expect_problem(404, "not_found");
        assert_eq!(world.mailbox_of(&person).len(), 1);
        assert_eq!(world.mail_lines(appointment.raw())[0], "confirmation once sent");
    }
}

on_both! {
    async fn each_office_approves_its_languages_by_itself(world: World) {
        let elsewhere = world.stranger_admin();
        world.approve("ar").await;
        let approvals = |health: Value| -> Vec<(Value, Value)> {
            let all = health["languages"].as_array().expect("languages").clone();
            let approved = all.into_iter().filter(|language| !language["approved_by"].is_null());
            approved.map(|language| (language["language"].clone(), language["approved_by"].clone())).collect()
        };
        assert_eq!(approvals(health(&elsewhere).await), []);
        elsewhere.send(Method::DELETE, "/mail/languages/ar", &[], None).await.expect_problem(404, "not_found");
        let body = serde_json::to_vec(&json!({ "approved_by": "Deniz Ak" })).expect("JSON");
        let json_type = [("content-type", "application/json")];
        elsewhere.send(Method::PUT, "/mail/languages/fa", &json_type, Some(body)).await.expect(204);
        assert_eq!(approvals(health(&elsewhere).await), [(json!("fa"), json!("Deniz Ak"))]);
        assert_eq!(approvals(health(&world.admin).await), [(json!("ar"), json!("Ayla Taş"))]);
    }
}
