//! Opening what a command works on: the data folder, the database, the root key.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
};

use diesel::{connection::SimpleConnection, prelude::*};
use zeroize::Zeroizing;

use super::failure::Failure;
use crate::{
    config::{ConfigError, RootKeySource, Settings},
    db::{self, AnyConnection, Store, Target, schema::settings as marks},
    demo,
    problem::ApiError,
    random::{Random, SystemRandom, bytes},
    seal::{Keyring, RootKey},
    time::{Clock, SystemClock},
};

/// Makes the data folder, for its owner alone.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    let fail = |error| Failure::told(format!("the folder {} cannot be made: {error}", path.display()));
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(fail)
}

/// A connection of this command's own; long work is not cut off. A SQLite database is never made by looking for it.
pub(super) fn connect(settings: &Settings) -> Result<AnyConnection, Failure> {
    let mut conn = Store::connect(&settings.target)
        .map_err(|error| Failure::told(format!("{error}; check --data and --database-url")))?;
    if let AnyConnection::Pg(pg) = &mut conn {
        pg.batch_execute("SET statement_timeout = 0")?;
    }
    Ok(conn)
}

/// A connection to a database that is there and at this version.
pub(super) fn connect_existing(settings: &Settings) -> Result<AnyConnection, Failure> {
    if let Target::Sqlite(path) = &settings.target
        && !path.is_file()
    {
        return Err(Failure::told(format!(
            "there is no database at {}; `yaninda init` makes one, --data says where it is",
            path.display()
        )));
    }
    let mut conn = connect(settings)?;
    match db::is_current(&mut conn) {
        Ok(true) => Ok(conn),
        Ok(false) => Err(Failure::told("the database is not at this version; run `yaninda migrate` (after a backup)")),
        Err(error) => Err(Failure::told(format!("the migrations of the database cannot be read: {error}"))),
    }
}

/// A connection to a database that holds no office yet; nothing if it holds one. It is not touched.
pub(super) fn connect_unused(settings: &Settings) -> Result<Option<AnyConnection>, Failure> {
    make_folder(&settings.data)?;
    let mut conn = connect(settings)?;
    let used = !db::applied(&mut conn)?.is_empty() && !demo::is_empty(&mut conn)?;
    Ok((!used).then_some(conn))
}

/// Brings a database to this version; answers the names of what was run.
pub(super) fn migrate(conn: &mut AnyConnection) -> Result<Vec<String>, Failure> {
    db::migrate(conn).map_err(|error| Failure::told(format!("a migration failed: {error}")))
}

/// The keys of a database, opened with the root key of the settings.
pub(super) fn keyring(settings: &Settings, conn: &mut AnyConnection) -> Result<Keyring, Failure> {
    let root = root_key(&settings.root_key)?;
    Keyring::open(conn, root, Arc::new(SystemRandom), SystemClock.now()).map_err(|error| wrong_key(settings, error))
}

/// Says which setting is wrong if the keys of a database are not opened by the root key.
pub(super) fn wrong_key(settings: &Settings, error: ApiError) -> Failure {
    match error {
        ApiError::Seal(_) => {
            let why = "is not the root key of this database; say another with --root-key-file";
            ConfigError::new(settings.root_key.setting(), why).into()
        }
        other => other.into(),
    }
}

/// The root key from wherever the settings say.
pub(super) fn root_key(source: &RootKeySource) -> Result<RootKey, Failure> {
    parse_root_key(source, &root_key_text(source)?)
}

/// The root key from its text; an error names the setting it came from.
pub(super) fn parse_root_key(source: &RootKeySource, text: &str) -> Result<RootKey, Failure> {
    RootKey::parse(text).map_err(|error| ConfigError::new(source.setting(), error.to_string()).into())
}

/// The root key as it is written, from wherever the settings say.
pub(super) fn root_key_text(source: &RootKeySource) -> Result<Zeroizing<String>, Failure> {
    match source {
        RootKeySource::File(path) => RootKey::read_text(path).map_err(|error| {
            let mend = "say where it is with --root-key-file, or run `yaninda init` for a new installation";
            ConfigError::new(source.setting(), format!("{error}; {mend}")).into()
        }),
        RootKeySource::Value(value) => Ok(Zeroizing::new(value.expose().clone())),
        RootKeySource::Command(command) => {
            let fail = |why: String| Failure::from(ConfigError::new("root_key_command", why));
            let output = std::process::Command::new("sh")
                .args(["-c", command])
                .stdin(Stdio::null())
                .stderr(Stdio::inherit())
                .output()
                .map_err(|error| fail(error.to_string()))?;
            if !output.status.success() {
                return Err(fail(format!("ended with {}", output.status)));
            }
            Ok(Zeroizing::new(String::from_utf8(output.stdout).map_err(|_| fail("printed no text".to_owned()))?))
        }
    }
}

/// A new root key as 64 hexadecimal digits.
pub(super) fn new_root_key(random: &dyn Random) -> Zeroizing<String> {
    let key = Zeroizing::new(bytes::<32>(random));
    Zeroizing::new(data_encoding::HEXLOWER.encode(key.as_slice()))
}

/// Writes a file that must not be there yet, for its owner alone.
pub(super) fn write_private(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let mut file = create_private(path)?;
    file.write_all(content)?;
    Ok(file.sync_all()?)
}

/// Makes a file that must not be there yet, for its owner alone.
pub(super) fn create_private(path: &Path) -> Result<std::fs::File, Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| Failure::told(format!("{} cannot be made: {error}", path.display())))
}

/// What to remove again unless all goes well: files first, then the folder that was made for them.
#[derive(Debug, Default)]
pub(super) struct Undo {
    files: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl Undo {
    /// A file that may be made from now on.
    pub(super) fn file(&mut self, path: impl Into<PathBuf>) {
        self.files.push(path.into());
    }

    /// A folder that was made.
    pub(super) fn folder(&mut self, path: impl Into<PathBuf>) {
        self.folder = Some(path.into());
    }

    /// All went well.
    pub(super) fn forget(&mut self) {
        self.files.clear();
        self.folder = None;
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = std::fs::remove_file(file);
        }
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Whether this database holds the demo programme.
pub(super) fn is_demo(conn: &mut AnyConnection) -> Result<bool, Failure> {
    let mark: Option<String> = marks::table.find("demo").select(marks::value).get_result(conn).optional()?;
    Ok(mark.as_deref() == Some("1"))
}

/// Whether a root key file lies inside the data folder, where a copy of the folder would take it along.
pub(super) fn key_is_inside(settings: &Settings) -> bool {
    let RootKeySource::File(path) = &settings.root_key else { return false };
    match (path.canonicalize(), settings.data.canonicalize()) {
        (Ok(key), Ok(data)) => key.starts_with(data),
        _ => false,
    }
}

/// The same for a file that may not be there yet.
pub(super) fn would_be_inside(settings: &Settings) -> bool {
    let RootKeySource::File(path) = &settings.root_key else { return false };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    match (folder.canonicalize(), settings.data.canonicalize()) {
        (Ok(folder), Ok(data)) => folder.starts_with(data),
        _ => false,
    }
}
