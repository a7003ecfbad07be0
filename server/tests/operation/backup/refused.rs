//! Backups that are not made and not restored, and that nothing of them is left.

use std::collections::BTreeSet;

use diesel::{RunQueryDsl, sql_query};

use super::{
    super::{
        INIT,
        site::{Engine, Site},
    },
    backed_up, identity, names, restore, text,
};

fn a_bad_backup_is_refused_and_leaves_nothing(engine: Engine) {
    let site = Site::new(engine);
    site.ok(INIT);
    let (data, key) = backed_up(&site);
    let (stranger, _) = identity(&site, "stranger");
    let whole = std::fs::read(&data).expect("a file");
    let (cut, altered) = (site.file("cut.age"), site.file("altered.age"));
    std::fs::write(&cut, &whole[..whole.len() - 40]).expect("written");
    let mut bytes = whole.clone();
    let middle = bytes.len() * 3 / 4;
    bytes[middle] ^= 1;
    std::fs::write(&altered, &bytes).expect("written");
    let keys = format!("{}.keys.age", data.display());

    let copy = Site::new(engine);
    for (from, identity, why) in
        [(&data, &stranger, "not encrypted to this identity"), (&cut, &key, "damaged"), (&altered, &key, "damaged")]
    {
        let said = site.fails(&["backup", "--check", text(from), "--identity", text(identity)]);
        assert!(said.contains(why), "{said}");
        let said = copy.fails(&["restore", "--from", text(from), "--keys", &keys, "--identity", text(identity)]);
        assert!(said.contains(why), "{said}");
        assert_eq!(names(copy.path()), BTreeSet::new(), "a failed restore left something");
    }
    let said = copy.fails(&["restore", "--from", &keys, "--keys", text(&data), "--identity", text(&key)]);
    assert!(said.contains("holds the data of a backup, not its keys"), "{said}");

    restore(&copy, &data, &key);
    let said = copy.fails(&["restore", "--from", text(&data), "--identity", text(&key)]);
    assert!(said.contains("not empty"), "{said}");
    assert!(copy.ok(&["audit", "verify"]).contains("intact"));
}

#[test]
fn a_bad_backup_is_refused_and_leaves_nothing_on_sqlite() {
    a_bad_backup_is_refused_and_leaves_nothing(Engine::Sqlite);
}

#[test]
fn a_bad_backup_is_refused_and_leaves_nothing_on_postgres() {
    a_bad_backup_is_refused_and_leaves_nothing(Engine::Postgres);
}

#[test]
fn a_backup_that_fails_leaves_no_file() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    assert_eq!(site.command(&["backup", "--to", "b.age"]).output().expect("runs").status.code(), Some(2));
    let (_, recipient) = identity(&site, "identity");
    let before = names(site.path());
    std::fs::write(site.file("other.key"), "00".repeat(32)).expect("written");
    std::process::Command::new("chmod").args(["600", text(&site.file("other.key"))]).status().expect("runs");
    let wrong = ["--root-key-file", "other.key", "backup", "--to", "b.age", "--recipient", &recipient];
    assert!(site.is_misconfigured(&wrong).contains("`root_key_file`: does not open this database"));
    let mut conn = site.connect();
    sql_query("CREATE TABLE strange (id REAL)").execute(&mut conn).expect("made");
    assert!(site.fails(&["backup", "--to", "b.age", "--recipient", &recipient]).contains("strange.id"));
    assert_eq!(names(site.path()).difference(&before).collect::<Vec<_>>(), ["other.key"]);
}
