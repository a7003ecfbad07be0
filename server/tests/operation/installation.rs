//! Making an installation, serving it, and looking after people, keys and the audit log.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use diesel::{Connection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query};

use super::{INIT, fails, ok, yaninda};

/// Serves on a free port and waits for the line that says so.
fn serve(folder: &Path) -> (Child, String) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address").port();
    let mut child =
        yaninda(folder, &["serve", "--port", &free.to_string()]).stderr(Stdio::piped()).spawn().expect("starts");
    let mut lines = BufReader::new(child.stderr.take().expect("its output")).lines();
    let said = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("serving on "));
    std::thread::spawn(move || lines.for_each(drop));
    (child, said.expect("it says where it serves").replace("serving on http://", ""))
}

fn get(address: &str, path: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn a_new_installation_serves_and_stops_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = ok(folder.path(), INIT);
    assert!(said.contains("/reset#") && folder.path().join("yaninda-root.key").is_file(), "{said}");
    fails(folder.path(), INIT, 1);
    for _ in 0..2 {
        let (mut child, address) = serve(folder.path());
        assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("told");
        assert!(child.wait().expect("it ends").success());
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
    fails(folder.path(), &["user", "list", "--names"], 1);
}

#[test]
fn a_wrong_setting_names_its_key_and_exits_2() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("bad.toml"), "lisen = 1").expect("written");
    assert!(fails(folder.path(), &["--config", "bad.toml", "migrate"], 2).contains("`lisen`"));
    let output = yaninda(folder.path(), &["migrate"]).env("YANINDA_WORKERS", "many").output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`workers`"));
}
