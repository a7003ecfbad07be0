//! A backup while others write: of one moment, with everything that was committed before.

use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use yaninda::db::schema::{audit_entries, users};
use yaninda_shared::ids::UserId;

use super::{
    super::{
        INIT,
        site::{Engine, Site},
        writers::while_others_write,
    },
    backed_up, restore, rows, same_rows,
};

fn a_backup_under_load_restores_whole(engine: Engine) {
    let site = Site::new(engine);
    site.ok(INIT);
    let (before, data, key) = while_others_write(&site, |written| {
        let before = written.so_far();
        let (data, key) = backed_up(&site);
        assert!(written.so_far().len() > before.len(), "nothing was written while the backup was made");
        (before, data, key)
    });
    let copy = Site::new(engine);
    restore(&copy, &data, &key);
    let mut conn = copy.connect();
    let there: Vec<UserId> = users::table.select(users::id).load(&mut conn).expect("people");
    let missing: Vec<&UserId> = before.iter().filter(|id| !there.contains(id)).collect();
    assert!(missing.is_empty(), "{} of {} committed rows are missing", missing.len(), before.len());
    let told: i64 = audit_entries::table
        .filter(audit_entries::action.eq("user_created"))
        .count()
        .get_result(&mut conn)
        .expect("a count");
    assert_eq!(told, i64::try_from(there.len()).expect("few"), "people and their entries are of one moment");
    assert!(copy.ok(&["audit", "verify"]).contains("intact"));
    let (again, again_key) = backed_up(&copy);
    same_rows(&rows(&data, &key), &rows(&again, &again_key));
    assert!(copy.ok(&["user", "list", "--names"]).contains("a@b.example"));
}

#[test]
fn a_backup_under_load_restores_whole_on_sqlite() {
    a_backup_under_load_restores_whole(Engine::Sqlite);
}

#[test]
fn a_backup_under_load_restores_whole_on_postgres() {
    a_backup_under_load_restores_whole(Engine::Postgres);
}
