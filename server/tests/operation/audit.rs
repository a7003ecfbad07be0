//! Verifying the audit log of an installation that is in use.

use super::{
    INIT,
    site::{Engine, Site},
    writers::while_others_write,
};

fn a_log_that_is_written_to_is_found_intact(engine: Engine) {
    let site = Site::new(engine);
    site.ok(INIT);
    while_others_write(&site, |written| {
        for _ in 0..8 {
            let before = written.so_far().len();
            site.ok(&["audit", "checkpoint", "--to", "marks"]);
            let said = site.ok(&["audit", "verify", "--checkpoints", "marks"]);
            assert!(said.contains("intact"), "{said}");
            assert!(site.ok(&["doctor"]).contains("every chain ends at its head"));
            assert!(written.so_far().len() > before, "nothing was written meanwhile");
        }
    });
}

#[test]
fn a_log_that_is_written_to_is_found_intact_on_sqlite() {
    a_log_that_is_written_to_is_found_intact(Engine::Sqlite);
}

#[test]
fn a_log_that_is_written_to_is_found_intact_on_postgres() {
    a_log_that_is_written_to_is_found_intact(Engine::Postgres);
}
