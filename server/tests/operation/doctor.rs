//! The doctor on healthy, empty and broken places.

use diesel::{RunQueryDsl, sql_query};

use super::{
    INIT,
    site::{Engine, Site},
};

/// The line about something.
fn line<'a>(said: &'a str, about: &str) -> &'a str {
    let found = said.lines().find(|line| line.get(6..).is_some_and(|rest| rest.starts_with(about)));
    found.unwrap_or_else(|| panic!("nothing is said of {about}:\n{said}"))
}

fn a_healthy_place_is_well(engine: Engine) {
    let site = Site::new(engine);
    site.ok(INIT);
    let said = site.ok(&["doctor"]);
    for about in ["configuration", "database", "root key", "keys", "clock", "audit log", "mail"] {
        assert!(line(&said, about).starts_with("ok "), "{said}");
    }
    assert!(line(&said, "backup").starts_with("warn "), "{said}");
    assert!(!said.contains("FAIL"), "{said}");
}

#[test]
fn a_healthy_place_is_well_on_sqlite() {
    a_healthy_place_is_well(Engine::Sqlite);
}

#[test]
fn a_healthy_place_is_well_on_postgres() {
    a_healthy_place_is_well(Engine::Postgres);
}

#[test]
fn an_empty_place_is_told_how_to_begin_and_stays_empty() {
    let site = Site::new(Engine::Sqlite);
    let said = site.fails(&["doctor"]);
    assert!(line(&said, "database").contains("yaninda init"), "{said}");
    assert!(line(&said, "root key").starts_with("FAIL"), "{said}");
    assert_eq!(std::fs::read_dir(site.path()).expect("a folder").count(), 0);

    let site = Site::new(Engine::Postgres);
    let said = site.fails(&["doctor"]);
    assert!(line(&said, "database").contains("empty; `yaninda init`"), "{said}");
    site.ok(INIT);
}

#[test]
fn every_wrong_setting_is_named() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    let wrong = "workers = 0\nlisen = 1\nreaders = \"many\"\nsmtp_user = \"u\"\n\
                 backup_recipients = \"AGE-SECRET-KEY-1SECRET\"\n";
    std::fs::write(site.file("y.toml"), wrong).expect("written");
    let said = site.fails(&["--config", "y.toml", "doctor"]);
    for key in ["workers", "lisen", "readers", "smtp_host", "backup_recipients"] {
        assert!(said.contains(&format!("FAIL  configuration: `{key}`")), "{key}: {said}");
    }
    assert!(line(&said, "database").starts_with("ok "), "{said}");
    assert!(!said.contains("SECRET"), "{said}");
}

#[test]
fn a_broken_place_is_told_what_is_broken() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    let key = site.file("yaninda-root.key");
    let good = std::fs::read(&key).expect("a key");

    std::fs::write(&key, "00".repeat(32)).expect("written");
    assert!(line(&site.fails(&["doctor"]), "keys").contains("does not open 3 of 3"));
    std::fs::write(&key, good).expect("written");
    chmod("644", &key);
    assert!(line(&site.fails(&["doctor"]), "root key").contains("0600"));
    chmod("600", &key);

    let mut conn = site.connect();
    sql_query("UPDATE audit_heads SET seq = seq + 1").execute(&mut conn).expect("an intruder");
    assert!(line(&site.fails(&["doctor"]), "audit log").contains("audit verify"));
    sql_query("UPDATE audit_heads SET seq = seq - 1").execute(&mut conn).expect("mended");
    site.ok(&["doctor"]);

    let future = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')";
    sql_query(future).execute(&mut conn).expect("a newer version");
    assert!(line(&site.fails(&["doctor"]), "database").contains("newer version"));
    drop(conn);

    std::fs::write(
        site.file("data/yaninda.db"),
        "this is no database, and it is long enough to be read as one".repeat(99),
    )
    .expect("written");
    assert!(line(&site.fails(&["doctor"]), "database").starts_with("FAIL"));
}

fn chmod(mode: &str, path: &std::path::Path) {
    std::process::Command::new("chmod").arg(mode).arg(path).status().expect("runs");
}

#[test]
fn a_database_that_is_not_there_is_told() {
    let site = Site::new(Engine::Sqlite);
    let said = site.fails(&["--database-url", "postgres://u:secret@127.0.0.1:1/y", "doctor"]);
    assert!(line(&said, "database").starts_with("FAIL") && !said.contains("secret"), "{said}");
}

#[test]
fn a_certificate_that_is_not_there_is_told() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    std::fs::write(site.file("y.toml"), "tls_cert = \"no.pem\"\ntls_key = \"no.key\"\n").expect("written");
    assert!(line(&site.fails(&["--config", "y.toml", "doctor"]), "tls").contains("no.pem"));
}

/// Answers one SMTP client, and lets it in.
fn mail_server() -> u16 {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        stream.write_all(b"220 mail.example ESMTP\r\n").expect("greeted");
        for _ in BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok) {
            stream.write_all(b"250 mail.example\r\n").expect("answered");
        }
    });
    port
}

#[test]
fn a_mail_server_that_lets_us_in_is_well() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    let settings = "smtp_host = \"127.0.0.1\"\nsmtp_tls = \"none\"\nsurvivor_origin = \"https://randevu.example\"\n\
                    mail_domain = \"randevu.example\"\nsmtp_from = \"a@randevu.example\"\nsmtp_port = ";
    std::fs::write(site.file("y.toml"), format!("{settings}{}\n", mail_server())).expect("written");
    let said = site.ok(&["--config", "y.toml", "doctor"]);
    assert!(said.contains("lets us in") && line(&said, "mail").starts_with("ok "), "{said}");
}

#[test]
fn a_mail_server_that_is_not_there_is_told() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    std::fs::write(site.file("y.toml"), "smtp_host = \"127.0.0.1\"\nsmtp_tls = \"none\"\nsmtp_port = 1\n")
        .expect("written");
    assert!(line(&site.fails(&["--config", "y.toml", "doctor"]), "mail").starts_with("FAIL"));
}

#[test]
fn what_is_missing_before_mail_can_be_sent_is_told() {
    let server =
        "smtp_host = \"127.0.0.1\"\nsmtp_tls = \"none\"\nsmtp_port = 1\norigin = \"https://cases.org.example\"\n";
    for (settings, told) in [
        ("", "survivor_origin is not set"),
        ("survivor_origin = \"https://randevu.example\"", "mail_domain is not set"),
        (
            "survivor_origin = \"https://randevu.example\"\nmail_domain = \"org.example\"",
            "of the family of origin's host",
        ),
    ] {
        let site = Site::new(Engine::Sqlite);
        site.ok(INIT);
        std::fs::write(site.file("y.toml"), format!("{server}{settings}\n")).expect("written");
        let said = site.fails(&["--config", "y.toml", "doctor"]);
        assert!(line(&said, "mail").starts_with("FAIL") && said.contains(told), "{said}");
    }
}

#[test]
fn names_of_one_owner_are_looked_at() {
    let site = Site::new(Engine::Sqlite);
    site.ok(INIT);
    let settings = "smtp_host = \"127.0.0.1\"\nsmtp_tls = \"none\"\norigin = \"https://cases.helpers.example\"\n\
                    survivor_origin = \"https://times.helpers.example\"\nmail_domain = \"times.helpers.example\"\nsmtp_port = ";
    std::fs::write(site.file("y.toml"), format!("{settings}{}\n", mail_server())).expect("written");
    let said = site.ok(&["--config", "y.toml", "doctor"]);
    assert_eq!(said.matches("seem to belong to one owner").count(), 2, "{said}");
}

#[test]
fn the_example_configuration_is_printed() {
    assert!(Site::new(Engine::Sqlite).ok(&["doctor", "--example-config"]).contains("# backup_recipients ="));
}
