//! `yaninda key`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, ids::OfficeId, record::RecordKind};

use super::{failure::Failure, out, place};
use crate::{
    audit::{self, Actor, AuditDraft},
    config::{Flags, RootKeySource, Settings, load},
    db::{self, schema::offices},
    problem::ApiResult,
    random::SystemRandom,
    time::{Clock, SystemClock},
};

/// Keys.
#[derive(Args, Debug)]
pub(super) struct Key {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a new root key
    New,
    /// Make a new signing key, or with --root wrap every key under a new root key
    Rotate {
        /// File of the new root key; made if it is not there
        #[arg(long, value_name = "FILE")]
        root: Option<PathBuf>,
    },
}

pub(super) fn run(flags: &Flags, key: Key) -> Result<(), Failure> {
    match key.command {
        Command::New => {
            out::line(place::new_root_key(&SystemRandom).as_str());
            Ok(())
        }
        Command::Rotate { root } => rotate(&load(flags)?, root),
    }
}

fn rotate(settings: &Settings, root: Option<PathBuf>) -> Result<(), Failure> {
    let mut conn = place::connect_existing(settings)?;
    let now = SystemClock.now();
    let keys = place::keyring(settings, &mut conn)?;
    if let Some(path) = &root
        && !path.exists()
    {
        place::write_private(path, place::new_root_key(&SystemRandom).as_bytes())?;
    }
    let next = root.as_ref().map(|path| place::root_key(&RootKeySource::File(path.clone()))).transpose()?;
    let count = db::write(&mut conn, |conn| -> ApiResult<usize> {
        let count = match &next {
            Some(next) => keys.rewrap(conn, next)?,
            None => keys.rotate_signing_key(conn, now).map(|_| 1)?,
        };
        let all: Vec<OfficeId> = offices::table.select(offices::id).order(offices::id).load(conn)?;
        for office in all {
            let entry = AuditDraft::one(AuditAction::KeyRotated, RecordKind::Office, None, office.raw());
            audit::append(conn, office, now, &[(Actor::default(), entry)])?;
        }
        Ok(count)
    })?;
    match root {
        Some(path) => {
            out::line(format_args!("wrapped {count} keys under {}", path.display()));
            out::line("set root_key_file to it and restart the server; keep the former one as long as backups need it");
        }
        None => out::line(
            "made a new signing key; servers take it up within a minute, and tokens of the former one end in ten",
        ),
    }
    Ok(())
}
