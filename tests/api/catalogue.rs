//! The catalogue.

use reqwest::Method;
use yaninda_tests::{World, on_both};

on_both! {
    async fn the_catalogue_has_a_strong_tag_of_its_content(world: World) {
        let answered = world.worker.get("/catalogue").await.expect(200);
        let tag = answered.headers["etag"].to_str().unwrap().to_owned();
        assert!(tag.starts_with('"'));
        assert!(answered.json().as_array().unwrap().iter().any(|kind| kind["code"] == "HOU.rent"));
        let again = world.manager.send(Method::GET, "/catalogue", &[("if-none-match", &tag)], None).await.expect(304);
        assert!(again.bytes.is_empty());
        world.worker.send(Method::GET, "/catalogue", &[("if-none-match", "\"other\"")], None).await.expect(200);
        world.anonymous.get("/catalogue").await.expect_problem(401, "not_signed_in");
    }
}
