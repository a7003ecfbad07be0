//! `yaninda restore`.

use std::path::{Path, PathBuf};

use age::Identity;
use clap::Args;
use diesel::connection::SimpleConnection;

use super::{
    backup::bars,
    failure::Failure,
    out,
    place::{self, Undo},
};
use crate::{
    backup::{self, Restored, Sources},
    config::{RootKeySource, Settings},
    db::{self, AnyConnection, Store, Target},
    time::{Clock, SystemClock},
};

/// What to restore; --data or --database-url says where.
#[derive(Args, Debug)]
pub(super) struct Restore {
    /// File of the data
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// File of the keys: those of the same backup or newer ones [default: beside the data]
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// File with the secret age key
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

/// Restores into an empty folder or database. Nothing is left behind by a failure.
pub(super) fn run(settings: &Settings, restore: &Restore) -> Result<(), Failure> {
    let identities = backup::identities(&restore.identity)?;
    let identities: Vec<&dyn Identity> = identities.iter().map(|one| -> &dyn Identity { one.as_ref() }).collect();
    let keys = restore.keys.clone().unwrap_or_else(|| backup::keys_path(&restore.from));
    let sources = Sources { data: &restore.from, keys: &keys, identities: &identities };
    let mut undo = Undo::default();
    let restored = match &settings.target {
        Target::Sqlite(path) => into_folder(settings, path, &sources, &mut undo)?,
        Target::Postgres(_) => into_database(&mut place::connect(settings)?, settings, &sources, &mut undo)?,
    };
    undo.forget();
    out::line(format_args!("restored {} rows, as they were on {} (UTC)", restored.rows, restored.made_at.utc_day()));
    if restored.erased > 0 {
        out::line(format_args!("cases that were erased, whose key nobody has: {}", restored.erased));
    }
    if let RootKeySource::File(path) = &settings.root_key {
        out::line(format_args!("the root key is in {}", path.display()));
    }
    out::line(
        "what was done after that day is gone: see to accounts that were disabled and devices that were ended since",
    );
    out::line(
        "no mail that waited is sent; its workers get tasks. Record again who withdrew consent or stopped mail since",
    );
    out::line("look at it with `yaninda doctor`, then start the server with `yaninda serve`");
    Ok(())
}

fn into_folder(settings: &Settings, path: &Path, sources: &Sources<'_>, undo: &mut Undo) -> Result<Restored, Failure> {
    let folder = &settings.data;
    if !folder.exists() {
        place::make_folder(folder)?;
        undo.folder(folder);
    } else if std::fs::read_dir(folder)?.next().is_some() {
        return Err(Failure::told(format!(
            "{} is not empty, and a backup is never restored over anything; choose another with --data",
            folder.display()
        )));
    }
    if place::would_be_inside(settings) {
        return Err(Failure::told(
            "the root key must not lie inside the data folder; say another place with --root-key-file",
        ));
    }
    let temporary = path.with_extension("db.part");
    for end in ["", "-wal", "-shm"] {
        let mut name = temporary.as_os_str().to_owned();
        name.push(end);
        undo.file(name);
    }
    let mut conn = Store::connect(&Target::Sqlite(temporary.clone()))?;
    // What is half done is thrown away, so it need not survive anything.
    conn.batch_execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    let restored = into_database(&mut conn, settings, sources, undo)?;
    if let Some(wrong) = db::quick_check(&mut conn)? {
        return Err(Failure::told(format!("the restored database is damaged: {wrong}; check the disk")));
    }
    drop(conn);
    std::fs::File::open(&temporary)?.sync_all()?;
    std::fs::rename(&temporary, path)?;
    backup::sync_names(path)?;
    Ok(restored)
}

fn into_database(
    conn: &mut AnyConnection,
    settings: &Settings,
    sources: &Sources<'_>,
    undo: &mut Undo,
) -> Result<Restored, Failure> {
    let now = SystemClock.now();
    backup::restore(conn, sources, now, &mut bars(), |restored| root_key(settings, restored, undo))
}

/// Puts the root key where the settings look for it; one that is there must be the same.
fn root_key(settings: &Settings, restored: &Restored, undo: &mut Undo) -> Result<(), Failure> {
    match &settings.root_key {
        RootKeySource::File(path) if !path.exists() => {
            undo.file(path);
            place::write_private(path, restored.root_key.as_bytes())
        }
        other if place::root_key(other)?.id() == place::parse_root_key(other, &restored.root_key)?.id() => Ok(()),
        _ => Err(Failure::told(
            "the root key that is set is not that of this backup; say another place with --root-key-file",
        )),
    }
}
