//! One server with two offices and the people of both.

use diesel::prelude::*;
use std::{net::TcpListener, sync::Arc};

use yaninda::{
    access::{Core, Parts},
    config::{RootKeySource, Settings},
    db::{AnyConnection, Store, migrate},
    problem::ApiError,
    random::SystemRandom,
    seal::{Keyring, RootKey},
    time::{Clock, FixedClock},
};
use yaninda_shared::{audit::AuditAction, ids::OfficeId, policy::Role, users::Locale, values::Stamp};

use crate::{
    database::{Database, Engine},
    persona::Persona,
};

/// Password that [`World::with_password`] gives.
pub const PASSWORD: &str = "correct-horse-battery";
const TOTP_SECRET: &[u8] = b"12345678901234567890";

/// 2026-11-23 09:00 UTC.
const START: i64 = 1_795_424_400_000_000;

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
    server: actix_web::dev::ServerHandle,
}

impl World {
    /// Starts a server over a fresh database.
    pub async fn start(engine: Engine) -> Self {
        let database = Database::create(engine);
        let clock = FixedClock::at(Stamp::from_micros(START));
        let root_key = RootKey::new([7; 32]);
        let mut conn = Store::connect(&database.target).expect("the database opens");
        migrate(&mut conn).expect("the migrations run");
        let now = clock.now();
        let keys = Keyring::open(&mut conn, root_key.clone(), Arc::new(SystemRandom), now).expect("keys");
        let istanbul = yaninda::offices::create(&mut conn, &keys, now, "IST", "Istanbul").expect("an office");
        let ankara = yaninda::offices::create(&mut conn, &keys, now, "ANK", "Ankara").expect("an office");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let url = format!("http://{address}");
        let settings = Settings {
            data: database.folder.path().to_path_buf(),
            target: database.target.clone(),
            root_key: RootKeySource::File("unused".into()),
            listen: address.to_string(),
            origin: url.clone(),
            tls: None,
            trusted_proxies: Vec::new(),
            metrics_listen: None,
            previous_assets: None,
            log: "info".to_owned(),
            log_json: false,
            mail: None,
            workers: 1,
            readers: 2,
            demo: false,
        };
        let store = Store::open(&database.target, settings.readers).expect("the store opens");
        let parts = Parts { store, root_key, clock: Arc::new(clock.clone()), random: Arc::new(SystemRandom), settings };
        let core = Core::start(parts).await.expect("the core starts");
        let server = yaninda::server::serve(core.clone(), listener, None).expect("the server starts");
        let handle = server.handle();
        actix_web::rt::spawn(server);
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
            engine,
            database,
            clock,
            core,
            url,
            istanbul,
            ankara,
            server: handle,
        }
    }

    /// The persona with the password [`PASSWORD`].
    pub fn with_password(&self, persona: &Persona) -> Persona {
        let (keys, now) = (&self.core.keys, self.clock.now());
        yaninda::sessions::set_password(&mut self.connect(), keys, now, persona.id(), PASSWORD).expect("a password");
        persona.clone()
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
        self.again_as(false).await
    }

    /// As [`Self::again`], on a database marked as a demo or not.
    pub async fn again_as(&self, demo: bool) -> Persona {
        self.stop().await;
        let settings = Settings { demo, ..(*self.core.settings).clone() };
        let store = Store::open(&self.database.target, settings.readers).expect("the store opens");
        let (clock, random) = (Arc::new(self.clock.clone()), Arc::new(SystemRandom));
        let parts = Parts { store, root_key: RootKey::new([7; 32]), clock, random, settings };
        let core = Core::start(parts).await.expect("the core starts");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        actix_web::rt::spawn(yaninda::server::serve(core, listener, None).expect("the server starts"));
        Persona::nobody(&url)
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

    /// A connection of the test's own, to look at rows.
    pub fn connect(&self) -> AnyConnection {
        Store::connect(&self.database.target).expect("the database opens")
    }

    /// Stops the server and waits until it has.
    pub async fn stop(&self) {
        self.server.stop(true).await;
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
