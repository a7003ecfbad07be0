//! Files that leave the office: without names, and with names for one recipient after a second supervisor's approval.

mod htcds;
mod identified;
mod step_up;

use serde_json::json;
use yaninda_tests::{Browser, PASSWORD, Persona, World};

/// The supervisor in a browser, with a session that can show again who is there.
async fn signed_in(world: &World) -> Persona {
    let supervisor = world.with_password(&world.supervisor);
    let session = Browser::new(&world.anonymous).sign_in(&supervisor, Some(&world.code())).await.expect(200).json();
    supervisor.with_token(session["access_token"].as_str().expect("a token"))
}

/// Shows that it is them, with the code of a moment later: each counts once.
async fn step_up(world: &World, who: &Persona) {
    world.clock.advance(30);
    let proof = json!({ "purpose": "identified_export", "password": PASSWORD, "code": world.code() });
    who.ask("/me/step-up", &proof).await.expect(200);
}
