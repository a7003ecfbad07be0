//! A backup while others write: of one moment, with everything that was committed before.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl};
use yaninda::{
    audit::{self, Actor, AuditDraft},
    db::schema::{audit_entries, offices, users},
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
    super::{
        INIT,
        site::{Engine, Site},
    },
    backed_up, restore, rows, same_rows,
};

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
