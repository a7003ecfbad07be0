//! `yaninda serve`.

use std::{net::TcpListener, path::PathBuf, sync::Arc, time::Duration};

use clap::Args;
use futures_util::{
    FutureExt,
    future::{OptionFuture, try_join},
};

use super::{failure::Failure, log, out, place};
use crate::{
    access::{Core, Parts},
    config::{ConfigError, Flags, Settings, TlsFiles},
    db::{AnyConnection, Store, Target},
    demo::accounts,
    http::{assets, metrics},
    outbox::Carrier,
    random::SystemRandom,
    survivor,
    time::{Clock, SystemClock},
};

/// How long a stopping server waits for mails that are being handed over.
const LAST_MAILS: Duration = Duration::from_secs(10);

/// How to serve.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// Port to listen on [default: 8080]
    #[arg(long)]
    port: Option<u16>,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Certificate chain (PEM), to serve HTTPS without a proxy
    #[arg(long, value_name = "FILE")]
    tls_cert: Option<PathBuf>,
    /// Its private key (PEM)
    #[arg(long, value_name = "FILE")]
    tls_key: Option<PathBuf>,
}

impl Serve {
    pub(super) fn flags(&self, global: Flags) -> Flags {
        Flags {
            port: self.port,
            listen: self.listen.clone(),
            tls_cert: self.tls_cert.clone(),
            tls_key: self.tls_key.clone(),
            ..global
        }
    }
}

/// Serves until SIGTERM or SIGINT, then finishes what was begun.
pub(super) fn run(mut settings: Settings) -> Result<(), Failure> {
    log::start(&settings);
    // The clock of figures starts before the first one is recorded.
    let figures = settings.metrics_listen.is_some().then(metrics::install).flatten();
    let mut conn = open(&settings)?;
    if place::is_demo(&mut conn)? {
        settings.become_demo();
    }
    drop(conn);
    if !settings.demo && place::key_is_inside(&settings) {
        let why = "lies inside the data folder, where every copy of the data takes it along; move it elsewhere";
        return Err(ConfigError::new("root_key_file", why).into());
    }
    let root_key = place::root_key(&settings.root_key)?;
    let tls_config = settings.tls.as_ref().map(|files| tls("tls", files)).transpose()?;
    Carrier::open(&settings)?;
    place::make_folder(&settings.data)?;
    settings.previous_assets = assets::keep(&settings.data);
    let listener = TcpListener::bind(&settings.listen).map_err(|error| unheard("listen", &settings.listen, &error))?;
    let survivors = survivors(&settings)?;
    actix_web::rt::System::new().block_on(async move {
        let store = Store::open(&settings.target, settings.readers)?;
        let parts = Parts {
            store,
            root_key,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            settings: settings.clone(),
        };
        let core = Core::start(parts).await.map_err(|error| place::wrong_key(&settings, error))?;
        if let (Some(handle), Some(address)) = (figures, &settings.metrics_listen) {
            let figures =
                metrics::serve(handle, address).map_err(|error| unheard("metrics_listen", address, &error))?;
            actix_web::rt::spawn(figures);
        }
        let server = crate::server::serve(core.clone(), listener, tls_config)?;
        let pages = survivors.map(|(listener, tls)| survivor::serve(core.clone(), listener, tls)).transpose()?;
        actix_web::rt::spawn(crate::server::watch(core.clone()));
        actix_web::rt::spawn(crate::releases::run(core.clone()));
        let sending = actix_web::rt::spawn(crate::outbox::run(core.clone()));
        announce(&settings);
        // Each stops on the signal by itself; the program ends when both have.
        try_join(server, OptionFuture::from(pages).map(Option::transpose)).await?;
        core.mail.close();
        // A mail that is being handed over would be sent twice otherwise; one that takes longer will be.
        let _ = tokio::time::timeout(LAST_MAILS, sending).await;
        tracing::info!("stopped");
        Ok(())
    })
}

/// Where the survivors' pages listen, if they have an origin.
fn survivors(settings: &Settings) -> Result<Option<(TcpListener, Option<rustls::ServerConfig>)>, Failure> {
    if settings.survivor_origin.is_none() {
        return Ok(None);
    }
    let address = &settings.survivor_listen;
    let tls = settings.survivor_tls.as_ref().map(|files| tls("survivor_tls", files)).transpose()?;
    let listener = TcpListener::bind(address).map_err(|error| unheard("survivor_listen", address, &error))?;
    Ok(Some((listener, tls)))
}

/// An address that cannot be listened on.
fn unheard(key: &str, address: &str, error: &std::io::Error) -> ConfigError {
    ConfigError::new(key, format!("{address} cannot be listened on: {error}; choose another"))
}

/// Opens the database; a SQLite one is brought to this version, a PostgreSQL one is the operator's to change.
fn open(settings: &Settings) -> Result<AnyConnection, Failure> {
    let Target::Sqlite(path) = &settings.target else { return place::connect_existing(settings) };
    if !path.is_file() {
        return place::connect_existing(settings);
    }
    let mut conn = place::connect(settings)?;
    for name in place::migrate(&mut conn)? {
        tracing::info!(name, "ran a migration");
    }
    Ok(conn)
}

/// Reads certificate and key; `setting` is what their keys in the configuration begin with.
pub(super) fn tls(setting: &str, files: &TlsFiles) -> Result<rustls::ServerConfig, Failure> {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
    let wrong = |part: &str, path: &PathBuf, why: String| {
        ConfigError::new(format!("{setting}_{part}"), format!("{}: {why}", path.display()))
    };
    let chain = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| wrong("cert", &files.cert, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| wrong("key", &files.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong("cert", &files.cert, error.to_string()))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| wrong("cert", &files.cert, error.to_string()))?;
    Ok(config)
}

fn announce(settings: &Settings) {
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    out::say(format_args!("serving on {scheme}://{}", settings.listen));
    if let Some(origin) = &settings.survivor_origin {
        out::say(format_args!("survivors' pages of {origin} on {}", settings.survivor_listen));
    }
    if !assets::is_built() {
        out::say("this binary holds no app: `./dev build` makes one that does; the API works");
    }
    if settings.demo {
        out::say("demo programme: it answers on this computer only. Sign in with");
        let now = SystemClock.now();
        for account in accounts::PEOPLE {
            let code = account.code(now).map_or_else(String::new, |code| format!("   code now {code}"));
            out::say(format_args!("    {:<32} {}{code}", account.email, accounts::PASSWORD));
        }
    }
}
