//! Backups: taken under load, checked, restored, refused.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use age::{secrecy::ExposeSecret, x25519::Identity};
use diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl, sql_query};
use yaninda::{
    audit::{self, Actor, AuditDraft},
    db::schema::{audit_entries, case_keys, offices, users},
    problem::ApiResult,
    random::SystemRandom,
    seal::{Keyring, RootKey},
    time::{Clock, SystemClock},
    users::create,
};
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, UserId},
    policy::Role,
    record::RecordKind,
    users::Locale,
};

use super::{
    INIT,
    site::{Engine, Site},
};

/// A new identity in a file of its own; the file and the recipient.
fn identity(site: &Site, name: &str) -> (PathBuf, String) {
    let identity = Identity::generate();
    let path = site.file(name);
    std::fs::write(&path, format!("# a comment\n{}\n", identity.to_string().expose_secret())).expect("written");
    (path, identity.to_public().to_string())
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// Backs a site up, checks the backup, and answers its path and the identity's.
fn backed_up(site: &Site) -> (PathBuf, PathBuf) {
    let (identity, recipient) = identity(site, "identity");
    let data = site.file("backup.age");
    let said = site.ok(&["backup", "--to", text(&data), "--recipient", &recipient]);
    assert!(said.contains("found good"), "{said}");
    let said = site.ok(&["backup", "--check", text(&data), "--identity", text(&identity)]);
    assert!(said.contains("audit log intact") && said.contains("keys lie beside it"), "{said}");
    (data, identity)
}

fn restore(into: &Site, data: &Path, identity: &Path) -> String {
    into.ok(&["restore", "--from", text(data), "--identity", text(identity)])
}

/// Every row of a backup, table by table, as both databases would show it.
fn rows(data: &Path, identity: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let found = yaninda::backup::identities(identity).expect("an identity");
    let file = age::Decryptor::new_buffered(BufReader::new(File::open(data).expect("a file"))).expect("a backup");
    let stream = file.decrypt(found.iter().map(|one| -> &dyn age::Identity { one.as_ref() })).expect("decrypts");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut table = String::new();
    for line in BufReader::new(flate2::read::GzDecoder::new(stream)).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        if value.is_array() {
            all.entry(table.clone()).or_default().insert(value.to_string());
        } else if let Some(name) = value["table"]["name"].as_str() {
            table = name.to_owned();
        }
    }
    all
}

/// Adds people until told to stop, each with an audit entry in the same commit.
fn write_on(site: &Site, writer: usize, stop: &AtomicBool, committed: &Mutex<Vec<UserId>>) {
    let mut conn = site.connect();
    let root = RootKey::parse(&std::fs::read_to_string(site.file("yaninda-root.key")).expect("a key")).expect("a key");
    let keys = Keyring::open(&mut conn, root, Arc::new(SystemRandom), SystemClock.now()).expect("it opens");
    let office: OfficeId = offices::table.select(offices::id).first(&mut conn).expect("an office");
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let now = SystemClock.now();
        let made = conn.transaction(|conn| -> ApiResult<UserId> {
            // Takes the office's lock first, so that the transaction is a writing one from its first statement.
            diesel::update(offices::table.find(office)).set(offices::quiet_days.eq(14)).execute(conn)?;
            let email = format!("w{writer}.{number}@b.example");
            let id = create(conn, &keys, now, office, "Somebody New", &email, Role::Caseworker, Locale::En)?;
            let entry = AuditDraft::one(AuditAction::UserCreated, RecordKind::User, None, id.raw());
            audit::append(conn, office, now, &[(Actor::default(), entry)])?;
            Ok(id)
        });
        if let Ok(id) = made {
            committed.lock().expect("not poisoned").push(id);
        }
        // SQLite's lock is not fair: who never pauses shuts the others out.
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Tells the writers to stop, however the test ends.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn a_backup_under_load_restores_whole(engine: Engine) {
    let site = Site::new(engine);
    site.ok(INIT);
    let (stop, committed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let (before, data, key) = std::thread::scope(|scope| {
        let _stop = Stop(&stop);
        for writer in 0..3 {
            let (site, stop, committed) = (&site, &stop, &committed);
            scope.spawn(move || write_on(site, writer, stop, committed));
        }
        while committed.lock().expect("not poisoned").len() < 30 {
            std::thread::sleep(Duration::from_millis(10));
        }
        let before = committed.lock().expect("not poisoned").clone();
        let (data, key) = backed_up(&site);
        let during = committed.lock().expect("not poisoned").len();
        assert!(during > before.len(), "nothing was written while the backup was made");
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
    assert!(was["services"].len() > 50 && was["attachment_chunks"].len() == 30);
    assert_eq!(was.keys().collect::<Vec<_>>(), is.keys().collect::<Vec<_>>());
    for (table, rows) in &was {
        match table.as_str() {
            // A backup and a restore each say so in the log.
            "audit_entries" => assert!(rows.is_subset(&is[table])),
            "audit_heads" => {}
            _ => assert_eq!(rows, &is[table], "{table}"),
        }
    }
    assert!(third.ok(&["audit", "verify"]).contains("intact"));
}

/// What lies in a folder, by name.
fn names(folder: &Path) -> BTreeSet<String> {
    let all = std::fs::read_dir(folder).expect("a folder");
    all.map(|one| one.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

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
    assert!(site.fails(&wrong).contains("does not open this database"));
    let mut conn = site.connect();
    sql_query("CREATE TABLE strange (id REAL)").execute(&mut conn).expect("made");
    assert!(site.fails(&["backup", "--to", "b.age", "--recipient", &recipient]).contains("strange.id"));
    assert_eq!(names(site.path()).difference(&before).collect::<Vec<_>>(), ["other.key"]);
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
