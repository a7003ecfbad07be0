//! What comes back from a backup, on the same database and on the other.

use age::x25519::Identity;
use diesel::{QueryDsl, RunQueryDsl, sql_query};
use yaninda::db::schema::case_keys;

use super::{
    super::site::{Engine, Site},
    backed_up, restore, rows, same_rows, text,
};

#[test]
fn a_programme_moves_to_postgres_and_back_and_nothing_changes() {
    let first = Site::new(Engine::Sqlite);
    first.ok(&["demo"]);
    // What the demo lacks: large pieces, empty bytes, and text that must be escaped.
    let mut conn = first.connect();
    let piece = "INSERT INTO attachment_chunks SELECT randomblob(16), randomblob(16), seq, randomblob(262185) \
                 FROM audit_entries WHERE seq <= 15";
    let odd = "INSERT INTO rate_limits VALUES (x'', -9223372036854775808, 9223372036854775807)";
    let text = "INSERT INTO settings VALUES ('odd', char(34, 92, 39, 10, 9, 31, 305, 128512) || '[1]')";
    for sql in [piece, odd, text] {
        sql_query(sql).execute(&mut conn).expect("inserted");
    }
    drop(conn);
    let (data, key) = backed_up(&first);
    let second = Site::new(Engine::Postgres);
    restore(&second, &data, &key);
    let (moved, moved_key) = backed_up(&second);
    let third = Site::new(Engine::Sqlite);
    restore(&third, &moved, &moved_key);
    let (back, back_key) = backed_up(&third);
    let (was, is) = (rows(&data, &key), rows(&back, &back_key));
    assert!(was["services"].len() > 50 && was["attachment_chunks"].len() > 30);
    same_rows(&was, &is);
    assert!(third.ok(&["audit", "verify"]).contains("intact"));
}

#[test]
fn who_was_erased_stays_unreadable_in_an_older_backup() {
    let site = Site::new(Engine::Sqlite);
    site.ok(&["demo"]);
    let (old, key) = backed_up(&site);
    let mut conn = site.connect();
    sql_query("DELETE FROM case_keys WHERE case_id = (SELECT min(id) FROM cases)").execute(&mut conn).expect("erased");
    let recipient = std::fs::read_to_string(&key).expect("an identity");
    let recipient = recipient.lines().last().and_then(|line| line.parse::<Identity>().ok()).expect("an identity");
    site.ok(&["backup", "--to", "newer.age", "--recipient", &recipient.to_public().to_string()]);
    let newer = format!("{}.keys.age", site.file("newer.age").display());

    let copy = Site::new(Engine::Sqlite);
    let said = copy.ok(&["restore", "--from", text(&old), "--keys", &newer, "--identity", text(&key)]);
    assert!(said.contains("whose key nobody has: 1"), "{said}");
    let left: i64 = case_keys::table.count().get_result(&mut copy.connect()).expect("a count");
    assert!(left > 10);

    let older = format!("{}.keys.age", old.display());
    let other = Site::new(Engine::Sqlite);
    let newer_data = site.file("newer.age");
    let said = other.fails(&["restore", "--from", text(&newer_data), "--keys", &older, "--identity", text(&key)]);
    assert!(said.contains("older than the data"), "{said}");
}
