//! A real server on a real port over a database.

use std::{net::TcpListener, path::PathBuf, sync::Arc, time::Duration};

use actix_web::dev::ServerHandle;
use yaninda::{
    access::{Core, Parts},
    config::{FileCleaner, RootKeySource, Settings},
    db::{AnyConnection, Store, migrate},
    mail::MailDomain,
    random::SystemRandom,
    seal::{Keyring, RootKey},
    time::{Clock, FixedClock},
};

use crate::database::Database;

/// A server and where it answers.
pub(crate) struct Served {
    pub core: Core,
    pub url: String,
    /// Where the survivors' pages are.
    pub pages: String,
    handles: [ServerHandle; 2],
}

impl Served {
    /// Stops both listeners and waits until they have.
    pub async fn stop(&self) {
        for handle in &self.handles {
            handle.stop(true).await;
        }
    }
}

/// The root key of every test.
pub(crate) const ROOT_KEY: [u8; 32] = [7; 32];

fn root_key() -> RootKey {
    RootKey::new(ROOT_KEY)
}

/// The program that this workspace builds; it lies one folder above the tests.
pub(crate) fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("the path of the test");
    let folder = test.ancestors().nth(2).expect("a folder above the tests");
    let binary = folder.join(format!("yaninda{}", std::env::consts::EXE_SUFFIX));
    assert!(binary.is_file(), "{} is missing: run `cargo build --package yaninda` first", binary.display());
    binary
}

/// The database at this version, with its system keys.
pub(crate) fn prepare(database: &Database, clock: &FixedClock) -> (AnyConnection, Keyring) {
    let mut conn = Store::connect(&database.target).expect("the database opens");
    migrate(&mut conn).expect("the migrations run");
    let keys = Keyring::open(&mut conn, root_key(), Arc::new(SystemRandom), clock.now()).expect("keys");
    (conn, keys)
}

/// Starts a server; `change` makes its settings other than usual.
pub(crate) async fn serve(database: &Database, clock: &FixedClock, change: impl FnOnce(&mut Settings)) -> Served {
    let [(listener, address), (page_listener, page_address)] = [(); 2].map(|()| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        (listener, address)
    });
    let [url, pages] = [address, page_address].map(|address| format!("http://{address}"));
    let core = core(database, clock, |settings| {
        settings.listen = address.to_string();
        settings.survivor_listen = page_address.to_string();
        change(settings);
    });
    let core = core.await;
    let server = yaninda::server::serve(core.clone(), listener, None).expect("the server starts");
    let survivors = yaninda::survivor::serve(core.clone(), page_listener, None).expect("the pages' server starts");
    let handles = [server.handle(), survivors.handle()];
    actix_web::rt::spawn(server);
    actix_web::rt::spawn(survivors);
    Served { core, url, pages, handles }
}

/// What a server works with, without one.
pub(crate) async fn core(database: &Database, clock: &FixedClock, change: impl FnOnce(&mut Settings)) -> Core {
    let mut settings = Settings {
        data: database.folder.path().to_path_buf(),
        target: database.target.clone(),
        root_key: RootKeySource::File("unused".into()),
        backup_recipients: Vec::new(),
        listen: "127.0.0.1:0".to_owned(),
        origin: "http://yaninda.test".to_owned(),
        tls: None,
        trusted_proxies: Vec::new(),
        metrics_listen: None,
        previous_assets: None,
        file_cleaner: FileCleaner { program: binary(), patience: Duration::from_secs(60) },
        log: "info".to_owned(),
        log_json: false,
        mail: None,
        mail_domain: Some(MailDomain::parse("randevu.example").expect("a domain")),
        survivor_origin: Some("https://randevu.example".to_owned()),
        survivor_listen: "127.0.0.1:0".to_owned(),
        survivor_tls: None,
        dkim: None,
        time_zone: "Europe/Istanbul".parse().expect("a zone"),
        threshold: yaninda_shared::disclosure::Threshold::default(),
        workers: 1,
        readers: 2,
        demo: false,
    };
    change(&mut settings);
    let store = Store::open(&database.target, settings.readers).expect("the store opens");
    let (clock, random) = (Arc::new(clock.clone()), Arc::new(SystemRandom));
    let parts = Parts { store, root_key: root_key(), clock, random, settings };
    Core::start(parts).await.expect("the core starts")
}
