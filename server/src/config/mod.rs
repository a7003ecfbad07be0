//! Configuration: a TOML file, the environment and flags; every key is documented in [`EXAMPLE`].

mod load;
mod settings;

pub use load::{ConfigError, Flags, load};
pub use settings::{MailServer, MailTls, RootKeySource, Settings, TlsFiles};

/// The configuration file with every key, commented out.
pub const EXAMPLE: &str = include_str!("../../yaninda.example.toml");
