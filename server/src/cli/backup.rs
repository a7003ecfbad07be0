//! `yaninda backup`.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use age::{Identity, x25519::Recipient};
use clap::Args;

use super::{failure::Failure, out, place};
use crate::{
    backup::{self, Step, Wish},
    config::{ConfigError, Flags, load, recipient},
    random::SystemRandom,
    seal::{Keyring, opens},
    time::{Clock, SystemClock},
};

/// Where to, and for whom; or what to check.
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// File of the data; that of the keys is made beside it, with .keys.age behind its name
    #[arg(long, value_name = "FILE", required_unless_present = "check", conflicts_with = "check")]
    to: Option<PathBuf>,
    /// Public age key that can open it, several times for several [default: backup_recipients]
    #[arg(long = "recipient", value_name = "AGE1…", value_parser = recipient)]
    recipients: Vec<Recipient>,
    /// Check this backup instead, and its keys if they lie beside it; needs no database
    #[arg(long, value_name = "FILE", requires = "identity")]
    check: Option<PathBuf>,
    /// File with the secret age key, for --check
    #[arg(long, value_name = "FILE", requires = "check")]
    identity: Option<PathBuf>,
}

pub(super) fn run(flags: &Flags, backup: Backup) -> Result<(), Failure> {
    match (backup.to, backup.check, backup.identity) {
        (Some(to), ..) => make(flags, &to, backup.recipients),
        (None, Some(data), Some(identity)) => check(&data, &identity),
        // The flags do not allow it.
        (None, ..) => Err(Failure::told("say where with --to")),
    }
}

fn make(flags: &Flags, to: &Path, recipients: Vec<Recipient>) -> Result<(), Failure> {
    let settings = load(flags)?;
    let recipients = if recipients.is_empty() { settings.backup_recipients.clone() } else { recipients };
    if recipients.is_empty() {
        let why = "is not set, so nobody could open the backup; set it, or give --recipient age1…";
        return Err(ConfigError::new("backup_recipients", why).into());
    }
    let mut conn = place::connect_existing(&settings)?;
    let root_key = place::root_key_text(&settings.root_key)?;
    let root = place::parse_root_key(&settings.root_key, &root_key)?;
    let found = opens(&mut conn, &root)?;
    if found.opened + found.refused == 0 {
        return Err(Failure::told("there is nothing to back up; `yaninda init` begins an installation"));
    }
    if found.refused > 0 {
        let why = "does not open this database; say another with --root-key-file";
        return Err(ConfigError::new(settings.root_key.setting(), why).into());
    }
    let now = SystemClock.now();
    let keys = Keyring::open(&mut conn, root, Arc::new(SystemRandom), now)?;
    let wish = Wish { to, recipients: &recipients, keys: &keys, root_key: &root_key, now };
    let made = backup::make(&mut conn, &wish, &mut bars())?;
    out::line(format_args!(
        "backed up {} rows into {} ({} bytes, SHA-256 {}), read back and found good",
        made.rows,
        to.display(),
        made.bytes,
        made.sha256
    ));
    out::line(format_args!(
        "its keys are in {}: keep them apart from the data, and no longer than 30 days",
        made.keys.display()
    ));
    Ok(())
}

fn check(data: &Path, identity: &Path) -> Result<(), Failure> {
    let identities = backup::identities(identity)?;
    let identities: Vec<&dyn Identity> = identities.iter().map(|one| -> &dyn Identity { one.as_ref() }).collect();
    let checked = backup::check(data, &identities, &mut bars())?;
    out::line(format_args!(
        "{}: made on {} (UTC), {} rows, whole, its audit log intact",
        data.display(),
        checked.made_at.utc_day(),
        checked.rows
    ));
    if checked.with_keys {
        out::line("its keys lie beside it and are whole");
    } else {
        out::line(format_args!("its keys are not at {}", backup::keys_path(data).display()));
    }
    Ok(())
}

/// A bar for each step.
pub(super) fn bars() -> impl FnMut(Step, u64, u64) {
    let mut bar: Option<(Step, out::Progress)> = None;
    move |step, done, of| {
        if bar.as_ref().is_none_or(|(now, _)| *now != step) {
            let what = match step {
                Step::Writing => "writing",
                Step::Checking => "checking",
                Step::Restoring => "restoring",
            };
            bar = Some((step, out::Progress::start(what, of)));
        }
        if let Some((_, bar)) = &mut bar {
            bar.at(done);
        }
    }
}
