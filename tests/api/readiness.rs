//! The probes: alive, and ready to work.

use diesel::{RunQueryDsl, sql_query};
use yaninda_tests::{World, on_both};

on_both! {
    async fn a_database_of_another_version_is_not_ready_and_the_process_is_alive(world: World) {
        world.anonymous.get("//readyz").await.expect(200);
        let mut conn = world.connect();
        let latest = "DELETE FROM __diesel_schema_migrations WHERE version = \
                      (SELECT max(version) FROM __diesel_schema_migrations)";
        assert_eq!(sql_query(latest).execute(&mut conn).expect("changed"), 1);
        assert_eq!(world.anonymous.get("//readyz").await.expect(503).json()["status"], "not ready");
        world.anonymous.get("//healthz").await.expect(200);
    }
}

on_both! {
    async fn figures_are_not_served_to_the_people_of_the_app(world: World) {
        for who in [&world.anonymous, &world.admin] {
            who.get("//metrics").await.expect_problem(404, "not_found");
        }
    }
}
