//! People who write while a command runs.

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
    db::schema::offices,
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

use super::site::Site;

/// How many write at the same time.
const WRITERS: usize = 3;

/// What was committed so far.
#[derive(Default)]
pub struct Written(Mutex<Vec<UserId>>);

impl Written {
    pub fn so_far(&self) -> Vec<UserId> {
        self.0.lock().expect("not poisoned").clone()
    }
}

/// Does something while others write, once they have begun.
pub fn while_others_write<T>(site: &Site, work: impl FnOnce(&Written) -> T) -> T {
    let (stop, written) = (AtomicBool::new(false), Written::default());
    std::thread::scope(|scope| {
        let _stop = Stop(&stop);
        for writer in 0..WRITERS {
            let (stop, written) = (&stop, &written);
            scope.spawn(move || write_on(site, writer, stop, written));
        }
        while written.so_far().len() < 30 {
            std::thread::sleep(Duration::from_millis(10));
        }
        work(&written)
    })
}

/// Adds people until told to stop, each with an audit entry in the same commit.
fn write_on(site: &Site, writer: usize, stop: &AtomicBool, written: &Written) {
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
            written.0.lock().expect("not poisoned").push(id);
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
