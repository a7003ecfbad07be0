//! The door itself: tokens, unknown paths, headers.

use yaninda_tests::{World, on_both};

on_both! {
    async fn nobody_and_forged_tokens_get_401(world: World) {
        let path = "/cases/01900000-0000-7000-8000-000000000000/notes";
        world.anonymous.get(path).await.expect_problem(401, "not_signed_in");
        let mut forged = world.worker.clone();
        forged.token = Some(format!("{}x", forged.token.unwrap_or_default()));
        forged.get(path).await.expect_problem(401, "not_signed_in");
        world.worker.get(path).await.expect_problem(404, "not_found");
        world.clock.advance(601);
        world.worker.get(path).await.expect_problem(401, "not_signed_in");
    }
}

on_both! {
    async fn answers_carry_security_headers_and_a_request_id(world: World) {
        let answered = world.anonymous.get("//healthz").await.expect(200);
        for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id"] {
            assert!(answered.headers.contains_key(name), "{name}");
        }
    }
}
