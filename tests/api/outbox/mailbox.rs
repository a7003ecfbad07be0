//! The mailbox page of a demo.

use serde_json::json;
use yaninda_tests::{Engine, World, mail::pass};

#[actix_web::test]
async fn a_demo_shows_the_mails_it_would_have_sent() {
    let world = World::start_with(Engine::Sqlite, |settings| settings.demo = true).await;
    let empty = world.anonymous.get("//dev/mailbox").await.expect(200);
    assert!(String::from_utf8_lossy(&empty.bytes).contains("No mail yet"));
    let rules = json!({ "channel": "email", "language": "ar", "wording": "place" });
    let person = world.reachable_by(rules).await;
    world.book(&person, "2026-11-26T14:00").await;
    assert_eq!(pass(&world.core).await, 1);
    let list = world.anonymous.get("//dev/mailbox").await.expect(200);
    let csp = list.headers["content-security-policy"].to_str().expect("a policy").to_owned();
    assert!(csp.starts_with("default-src 'none'") && !csp.contains("script"), "{csp}");
    let text = String::from_utf8(list.bytes).expect("text");
    let name = text.split("/dev/mailbox/").nth(1).and_then(|rest| rest.split('"').next()).expect("a mail");
    let mail = world.anonymous.get(&format!("//dev/mailbox/{name}")).await.expect(200);
    let text = String::from_utf8(mail.bytes).expect("text");
    assert!(text.contains("<a href=\"https://randevu.example/") && text.contains(&person.address), "{text}");
    for name in ["nothing", "..%2F..%2Fyaninda.db", ".part"] {
        world.anonymous.get(&format!("//dev/mailbox/{name}")).await.expect_problem(404, "not_found");
    }
    let forwarded = [("x-forwarded-for", "203.0.113.9")];
    let away = world.anonymous.send(reqwest::Method::GET, "//dev/mailbox", &forwarded, None).await;
    away.expect_problem(403, "demo_only_local");
}

#[actix_web::test]
async fn only_a_demo_has_a_mailbox() {
    let world = World::start(Engine::Sqlite).await;
    for path in ["//dev/mailbox", "//dev/mailbox/name"] {
        world.anonymous.get(path).await.expect_problem(404, "not_found");
    }
}
