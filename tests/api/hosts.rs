//! A demo answers on this computer only, and every answer carries the security headers.

use reqwest::Method;
use serde_json::json;
use yaninda_tests::{Answered, World, on_both};

#[track_caller]
fn is_hardened(answered: &Answered, what: &str) {
    let policy = answered.headers["content-security-policy"].to_str().expect("a text");
    for part in
        ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
    ] {
        assert_eq!(answered.headers[name], value, "{what}");
    }
    assert!(answered.headers.contains_key("x-request-id"), "{what}");
}

on_both! {
    async fn pages_data_documents_and_refusals_carry_the_security_headers(world: World) {
        for (who, path, status) in [
            (&world.anonymous, "//", 200),
            (&world.anonymous, "//cases", 200),
            (&world.anonymous, "//no-such-file.js", 404),
            (&world.anonymous, "//healthz", 200),
            (&world.anonymous, "//api/docs/", 200),
            (&world.anonymous, "//api/v1/openapi.json", 200),
            (&world.anonymous, "/cases", 401),
            (&world.worker, "/me", 200),
            (&world.worker, "/nowhere", 404),
        ] {
            let answered = who.get(path).await.expect(status);
            is_hardened(&answered, path);
            if !path.starts_with("//") {
                assert_eq!(answered.headers["cache-control"], "no-store", "{path}");
            }
            assert!(!answered.headers.contains_key("strict-transport-security"), "{path} is not served over HTTPS");
        }
        let https = world.again_with(|settings| settings.origin = "https://cases.example.org".to_owned()).await;
        let answered = https.get("//healthz").await.expect(200);
        assert_eq!(answered.headers["strict-transport-security"], "max-age=63072000; includeSubDomains");
    }
}

on_both! {
    async fn a_demo_answers_this_computer_alone_and_nothing_forwarded(world: World) {
        let demo = world.again_with(|settings| settings.demo = true).await;
        let ask = |headers: Vec<(&'static str, &'static str)>| {
            let demo = demo.clone();
            async move { demo.send(Method::GET, "/demo", &headers, None).await }
        };
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.53:99", "[::1]:8080"] {
            assert_eq!(ask(vec![("host", host)]).await.expect(200).json()["demo"], json!(true), "{host}");
        }
        for host in ["demo.example.org", "localhost.example.org", "127.0.0.1.example.org", "192.168.1.5:8080", "[2001:db8::1]"] {
            let refused = ask(vec![("host", host)]).await.expect_problem(403, "demo_only_local");
            is_hardened(&refused, host);
        }
        for name in ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"] {
            let refused = ask(vec![("host", "localhost"), (name, "127.0.0.1")]).await;
            is_hardened(&refused.expect_problem(403, "demo_only_local"), name);
        }
        for path in ["//", "//cases", "//api/docs/"] {
            let refused = demo.send(Method::GET, path, &[("host", "demo.example.org")], None).await;
            refused.expect_problem(403, "demo_only_local");
        }
    }
}

on_both! {
    async fn any_other_database_answers_under_its_name_and_behind_a_proxy(world: World) {
        let headers = [("host", "cases.example.org"), ("x-forwarded-for", "203.0.113.9"), ("via", "1.1 proxy")];
        world.worker.send(Method::GET, "/me", &headers, None).await.expect(200);
    }
}
