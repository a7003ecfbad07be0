//! Making an installation, serving it, and looking after people, keys and the audit log.

use diesel::{Connection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query};

use super::{
    INIT, fails, ok,
    server::Server,
    site::{Engine, Site},
    yaninda,
};

#[test]
fn a_new_installation_serves_and_stops_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = ok(folder.path(), INIT);
    assert!(said.contains("/reset#") && folder.path().join("yaninda-root.key").is_file(), "{said}");
    fails(folder.path(), INIT, 1);
    for _ in 0..2 {
        let server = Server::start(folder.path(), &[]);
        assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
        server.tell_to_stop();
        assert!(server.ended_well());
    }
}

#[test]
fn a_root_key_inside_the_data_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    std::fs::rename(folder.path().join("yaninda-root.key"), folder.path().join("data/root.key")).expect("moved");
    assert!(fails(folder.path(), &["serve"], 2).contains("`root_key_file`"));
}

#[test]
fn a_demo_never_touches_a_database_that_is_not_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    assert!(fails(folder.path(), &["demo"], 1).contains("not empty"));
}

fn only_an_empty_database_is_begun_on(engine: Engine) {
    let site = Site::new(engine);
    site.ok(&[INIT, &["--if-empty"]].concat());
    let people = site.ok(&["user", "list"]);
    for args in [vec!["demo", "--if-empty"], [INIT, &["--if-empty"]].concat()] {
        assert_eq!(site.ok(&args), "", "nothing is done, so nothing is said");
    }
    site.fails(&["demo"]);
    site.fails(INIT);
    assert_eq!(site.ok(&["user", "list"]), people);
}

#[test]
fn only_an_empty_database_is_begun_on_sqlite() {
    only_an_empty_database_is_begun_on(Engine::Sqlite);
}

#[test]
fn only_an_empty_database_is_begun_on_postgres() {
    only_an_empty_database_is_begun_on(Engine::Postgres);
}

#[test]
fn people_are_added_listed_and_disabled() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    let add = ["user", "add", "--email", "b@b.example", "--name", "Bo", "--role", "caseworker"];
    assert!(ok(folder.path(), &add).contains("/reset#"));
    fails(folder.path(), &add, 1);
    assert!(!ok(folder.path(), &["user", "list"]).contains("b@b.example"));
    assert!(ok(folder.path(), &["user", "list", "--names"]).contains("b@b.example"));
    ok(folder.path(), &["user", "disable", "--email", "b@b.example"]);
    fails(folder.path(), &["user", "reset-link", "--email", "b@b.example"], 1);
    assert!(ok(folder.path(), &["audit", "verify"]).contains("intact"));
}

fn a_further_office_has_its_own_people_and_every_log_says_so(engine: Engine) {
    let site = Site::new(engine);
    site.ok(INIT);
    let add = ["office", "add", "--code", "ANK", "--name", "Ankara"];
    assert!(site.ok(&add).contains("ANK"));
    assert!(site.fails(&add).contains("there is an office ANK already"));
    assert_eq!(site.ok(&["office", "list"]), "ANK  Ankara\nIST  Istanbul\n");
    let person = ["user", "add", "--email", "c@b.example", "--name", "Cem", "--role", "admin"];
    assert!(site.fails(&person).contains("--office-code"));
    site.ok(&[&person[..], &["--office-code", "ANK"]].concat());
    assert!(site.ok(&["user", "list"]).lines().any(|line| line.starts_with("ANK ") && line.contains("admin")));
    assert_eq!(entries(&site, "created", "office"), ["ANK", "IST", "IST"]);
    site.ok(&["audit", "verify"]);
    // A server that runs serves it too, and its key is under the root key that is in force.
    site.ok(&["key", "rotate", "--root", "next.key"]);
    site.ok(&["--root-key-file", "next.key", "user", "list", "--names"]);
}

#[test]
fn a_further_office_has_its_own_people_and_every_log_says_so_on_sqlite() {
    a_further_office_has_its_own_people_and_every_log_says_so(Engine::Sqlite);
}

#[test]
fn a_further_office_has_its_own_people_and_every_log_says_so_on_postgres() {
    a_further_office_has_its_own_people_and_every_log_says_so(Engine::Postgres);
}

/// The offices whose logs hold an entry of this action about this, each as often as it does.
fn entries(site: &Site, action: &str, about: &str) -> Vec<String> {
    use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl};
    use yaninda::db::schema::{audit_entries, offices};
    audit_entries::table
        .inner_join(offices::table.on(offices::id.eq(audit_entries::office_id)))
        .filter(audit_entries::action.eq(action))
        .filter(audit_entries::kind.eq(about))
        .order(offices::code)
        .select(offices::code)
        .load(&mut site.connect())
        .expect("entries")
}

/// The fields of the entries of this action.
fn fields(site: &Site, action: &str) -> Vec<String> {
    use diesel::{ExpressionMethods, QueryDsl};
    use yaninda::db::schema::audit_entries;
    let all = audit_entries::table.filter(audit_entries::action.eq(action)).order(audit_entries::seq);
    all.select(audit_entries::fields).load(&mut site.connect()).expect("entries")
}

#[test]
fn the_log_says_which_role_the_command_line_gave() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    for (name, role) in [("b", "caseworker"), ("c", "supervisor"), ("d", "auditor")] {
        let email = format!("{name}@b.example");
        site.ok(&["user", "add", "--email", &email, "--name", name, "--role", role]);
    }
    assert_eq!(fields(&site, "role_approved"), ["admin", "supervisor", "auditor"]);
    assert_eq!(fields(&site, "user_created"), vec!["name,email,role,locale"; 4]);
}

#[test]
fn a_lost_second_factor_is_removed_and_recorded() {
    use diesel::{ExpressionMethods, QueryDsl};
    use yaninda::db::schema::users;
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    let reset = ["user", "reset-totp", "--email", "a@b.example"];
    assert!(site.fails(&reset).contains("has no second factor"));
    diesel::update(users::table).set(users::totp.eq(Some(vec![1_u8]))).execute(&mut site.connect()).expect("enrolled");
    assert!(site.ok(&reset).contains("removed"));
    let left: Vec<Option<Vec<u8>>> = users::table.select(users::totp).load(&mut site.connect()).expect("users");
    assert_eq!(left, [None]);
    assert_eq!(fields(&site, "totp_removed"), ["totp"]);
    assert!(site.ok(&["audit", "verify"]).contains("intact"));
}

fn tampered(sql: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), &["demo"]);
    ok(folder.path(), &["audit", "checkpoint", "--to", "marks"]);
    ok(folder.path(), &["audit", "verify", "--checkpoints", "marks"]);
    let path = folder.path().join("data/yaninda.db");
    let mut conn = SqliteConnection::establish(&path.to_string_lossy()).expect("the database");
    conn.batch_execute("DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete")
        .expect("an intruder");
    sql_query(sql).execute(&mut conn).expect("tampered");
    fails(folder.path(), &["audit", "verify", "--checkpoints", "marks"], 1)
}

#[test]
fn the_first_bad_or_missing_entry_of_the_audit_log_is_named() {
    let office = "office_id = (SELECT id FROM offices WHERE code = 'IST')";
    let said = tampered(&format!("UPDATE audit_entries SET action = 'read' WHERE seq = 7 AND {office}"));
    assert!(said.contains("IST: entry 7 was altered"), "{said}");
    let said = tampered(&format!("DELETE FROM audit_entries WHERE seq = 9 AND {office}"));
    assert!(said.contains("IST: entry 9 is missing"), "{said}");
    let said = tampered(&format!("DELETE FROM audit_entries WHERE seq > 20 AND {office}"));
    assert!(said.contains("IST: entry 21 is missing"), "{said}");
}

#[test]
fn keys_rotate_and_the_former_root_key_opens_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    ok(folder.path(), &["key", "rotate"]);
    ok(folder.path(), &["key", "rotate", "--root", "next.key"]);
    ok(folder.path(), &["--root-key-file", "next.key", "user", "list", "--names"]);
    assert!(fails(folder.path(), &["user", "list", "--names"], 2).contains("`root_key_file`"));
}

#[test]
fn a_wrong_setting_names_its_key_and_exits_2() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("bad.toml"), "lisen = 1").expect("written");
    assert!(fails(folder.path(), &["--config", "bad.toml", "migrate"], 2).contains("`lisen`"));
    let output = yaninda(folder.path(), &["migrate"]).env("YANINDA_WORKERS", "many").output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`workers`"));
    let output = yaninda(folder.path(), &["migrate"]).env("YANINDA_DATABASE", "sqlite").output().expect("runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("`database`"));
    ok(folder.path(), INIT);
    std::fs::write(folder.path().join("short.key"), "abc").expect("written");
    std::process::Command::new("chmod").args(["600", "short.key"]).current_dir(folder.path()).status().expect("runs");
    for key in ["no.key", "short.key"] {
        assert!(fails(folder.path(), &["--root-key-file", key, "serve"], 2).contains("`root_key_file`"), "{key}");
    }
}
