//! One server with two offices and the people of both.

use diesel::prelude::*;
use yaninda::{
    access::Core,
    audit::unpack_ids,
    config::Settings,
    db::{AnyConnection, Store},
    problem::ApiError,
    seal::Keyring,
    time::{Clock, FixedClock},
};
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, RawId},
    policy::Role,
    record::RecordKind,
    users::Locale,
    values::Stamp,
};

use crate::{
    database::{Database, Engine},
    persona::Persona,
    served::{Served, core, prepare, serve},
    visitor::Visitor,
};

/// Password that [`World::with_password`] gives.
pub const PASSWORD: &str = "correct-horse-battery";
const TOTP_SECRET: &[u8] = b"12345678901234567890";

/// 2026-11-23 09:00 UTC.
pub(crate) const START: i64 = 1_795_424_400_000_000;

/// Everything a test needs.
pub struct World {
    pub engine: Engine,
    pub database: Database,
    pub clock: FixedClock,
    pub core: Core,
    pub url: String,
    pub istanbul: OfficeId,
    pub ankara: OfficeId,
    /// Caseworker, Istanbul.
    pub worker: Persona,
    /// A second caseworker, Istanbul.
    pub colleague: Persona,
    pub supervisor: Persona,
    pub manager: Persona,
    pub admin: Persona,
    pub admin2: Persona,
    pub auditor: Persona,
    /// Caseworker, Ankara.
    pub stranger: Persona,
    /// Supervisor, Ankara.
    pub stranger_supervisor: Persona,
    /// Nobody: no token.
    pub anonymous: Persona,
    /// Somebody who follows a link.
    pub visitor: Visitor,
    served: Served,
}

impl World {
    /// Starts a server over a fresh database.
    pub async fn start(engine: Engine) -> Self {
        Self::start_with(engine, |_| ()).await
    }

    /// Starts a server with other settings over a fresh database.
    pub async fn start_with(engine: Engine, change: impl FnOnce(&mut Settings)) -> Self {
        Self::start_at(engine, Stamp::from_micros(START), change).await
    }

    /// Starts a server whose clock stands still at this instant.
    pub async fn start_at(engine: Engine, now: Stamp, change: impl FnOnce(&mut Settings)) -> Self {
        let (database, clock) = (Database::create(engine), FixedClock::at(now));
        let (mut conn, keys) = prepare(&database, &clock);
        let now = clock.now();
        let istanbul = yaninda::offices::create(&mut conn, &keys, now, "IST", "Istanbul").expect("an office");
        let ankara = yaninda::offices::create(&mut conn, &keys, now, "ANK", "Ankara").expect("an office");
        let served = serve(&database, &clock, change).await;
        let (core, url) = (served.core.clone(), served.url.clone());
        let mut add = |office, name: &str, role| {
            person(&mut conn, &keys, &core, now, &url, office, name, role).expect("a person")
        };
        Self {
            worker: add(istanbul, "worker", Role::Caseworker),
            colleague: add(istanbul, "colleague", Role::Caseworker),
            supervisor: add(istanbul, "supervisor", Role::Supervisor),
            manager: add(istanbul, "manager", Role::Manager),
            admin: add(istanbul, "admin", Role::Admin),
            admin2: add(istanbul, "admin2", Role::Admin),
            auditor: add(istanbul, "auditor", Role::Auditor),
            stranger: add(ankara, "stranger", Role::Caseworker),
            stranger_supervisor: add(ankara, "stranger_supervisor", Role::Supervisor),
            anonymous: Persona::nobody(&url),
            visitor: Visitor::at(&served.pages),
            engine,
            database,
            clock,
            core,
            url,
            istanbul,
            ankara,
            served,
        }
    }

    /// The persona with the password [`PASSWORD`].
    pub fn with_password(&self, persona: &Persona) -> Persona {
        let (keys, now) = (&self.core.keys, self.clock.now());
        yaninda::sessions::set_password(&mut self.connect(), keys, now, persona.id(), PASSWORD).expect("a password");
        persona.clone()
    }

    /// Somebody of Istanbul with an access token of now: one holds for ten minutes.
    pub fn afresh(&self, persona: &Persona) -> Persona {
        let device = persona.device.expect("a device");
        let made = self.core.tokens.make(persona.id(), device, self.istanbul, self.clock.now());
        persona.with_token(&made.expect("a token").0)
    }

    /// An admin of Ankara.
    pub fn stranger_admin(&self) -> Persona {
        let (core, now) = (&self.core, self.clock.now());
        let mut conn = self.connect();
        person(&mut conn, &core.keys, core, now, &self.url, self.ankara, "stranger_admin", Role::Admin)
            .expect("a person")
    }

    /// A further supervisor of an office: nobody decides on their own.
    pub fn supervisor_of(&self, office: OfficeId) -> Persona {
        let (core, now) = (&self.core, self.clock.now());
        let name = format!("supervisor-{}", uuid::Uuid::now_v7().simple());
        person(&mut self.connect(), &core.keys, core, now, &self.url, office, &name, Role::Supervisor)
            .expect("a person")
    }

    /// The present code of the authenticator that enrolled personas have.
    pub fn code(&self) -> String {
        totp_rs::Builder::new()
            .with_secret(TOTP_SECRET.to_vec())
            .build_noncompliant()
            .generate(self.clock.now().seconds().unsigned_abs())
            .to_string()
    }

    /// A second server over the same database, as after a restart; nobody who speaks to it.
    pub async fn again(&self) -> Persona {
        self.again_with(|_| ()).await
    }

    /// As [`Self::again`], with other settings.
    pub async fn again_with(&self, change: impl FnOnce(&mut Settings)) -> Persona {
        self.stop().await;
        let url = serve(&self.database, &self.clock, change).await.url;
        Persona::nobody(&url)
    }

    /// Nobody who speaks to a further server over the same database.
    pub async fn beside(&self) -> Persona {
        Persona::nobody(&serve(&self.database, &self.clock, |_| ()).await.url)
    }

    /// Somebody who follows links to a further server over the same database, with other settings.
    pub async fn visitor_with(&self, change: impl FnOnce(&mut Settings)) -> Visitor {
        Visitor::at(&serve(&self.database, &self.clock, change).await.pages)
    }

    /// A further server over the same database that serves nobody; it sends mail when it is told to.
    pub async fn sender(&self, change: impl FnOnce(&mut Settings)) -> Core {
        core(&self.database, &self.clock, change).await
    }

    /// Entries of this action in an office's audit log.
    pub fn audited(&self, office: OfficeId, action: AuditAction) -> i64 {
        use yaninda::db::schema::audit_entries;
        audit_entries::table
            .filter(audit_entries::office_id.eq(office))
            .filter(audit_entries::action.eq(action))
            .count()
            .get_result(&mut self.connect())
            .expect("a count")
    }

    /// The records that the latest entry with this action names of this kind, in their order.
    pub fn disclosed(&self, office: OfficeId, action: AuditAction, kind: RecordKind) -> Vec<RawId> {
        use yaninda::db::schema::audit_entries;
        let ids: Vec<u8> = audit_entries::table
            .filter(audit_entries::office_id.eq(office))
            .filter(audit_entries::action.eq(action))
            .filter(audit_entries::kind.eq(kind.as_str()))
            .order(audit_entries::seq.desc())
            .select(audit_entries::ids)
            .first(&mut self.connect())
            .expect("an entry");
        let mut ids: Vec<RawId> = unpack_ids(&ids).into_iter().map(RawId).collect();
        ids.sort_unstable();
        ids
    }

    /// A connection of the test's own, to look at rows.
    pub fn connect(&self) -> AnyConnection {
        Store::connect(&self.database.target).expect("the database opens")
    }

    /// Stops the server and waits until it has.
    pub async fn stop(&self) {
        self.served.stop().await;
    }
}

/// An account with a device and an access token; supervisors, admins and auditors count as enrolled.
#[expect(clippy::too_many_arguments, reason = "a person is made of all of these")]
fn person(
    conn: &mut AnyConnection,
    keys: &Keyring,
    core: &Core,
    now: Stamp,
    url: &str,
    office: OfficeId,
    name: &str,
    role: Role,
) -> Result<Persona, ApiError> {
    let email = format!("{name}@test.example");
    let user = yaninda::users::create(conn, keys, now, office, name, &email, role, Locale::En)?;
    if role.needs_totp() {
        yaninda::users::enrol_for_demo(conn, keys, office, user, TOTP_SECRET)?;
    }
    let device = yaninda::sessions::add_device(conn, keys, now, office, user, "Test")?;
    let (token, _) = core.tokens.make(user, device, office, now)?;
    Ok(Persona::new(url, name, &email, user, device, token))
}
