//! Configuration: a TOML file, the environment and flags; every key is documented in [`EXAMPLE`].

mod database_url;
mod error;
mod host;
mod load;
mod mail;
mod neutral;
mod raw;
mod recipient;
mod settings;
mod settle;
mod survivor;

pub use error::ConfigError;
pub use load::{Flags, inspect, load};
pub use neutral::{Neutral, NotNeutral};
pub use recipient::recipient;
pub use settings::{Dkim, FileCleaner, MailServer, MailTls, RootKeySource, Settings, TlsFiles};

/// The configuration file with every key, commented out.
pub const EXAMPLE: &str = include_str!("../../yaninda.example.toml");
