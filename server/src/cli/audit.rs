//! `yaninda audit`: verifying the chains, and signed checkpoints that show a cut tail or a rewritten chain.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use diesel::prelude::*;
use yaninda_shared::ids::OfficeId;

use super::{failure::Failure, out, place};
use crate::{
    audit::{Broken, Checkpoint, Finding, sign_heads, verify_office},
    config::Settings,
    db::{self, AnyConnection, schema::offices},
    seal::SystemKey,
    time::{Clock, SystemClock},
};

/// The audit log.
#[derive(Args, Debug)]
pub(super) struct Audit {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Walk every office's chain and name the first bad or missing entry
    Verify {
        /// Hold the chains against checkpoints kept elsewhere
        #[arg(long, value_name = "FILE")]
        checkpoints: Option<PathBuf>,
    },
    /// Append the signed head of every chain to a file, to be kept on another machine
    Checkpoint {
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
}

pub(super) fn run(settings: &Settings, audit: Audit) -> Result<(), Failure> {
    let mut conn = place::connect_existing(settings)?;
    match audit.command {
        Command::Verify { checkpoints } => {
            // Opening the keys may make them, so it comes before the read.
            let keys = checkpoints.is_some().then(|| signing_keys(settings, &mut conn)).transpose()?;
            // In one snapshot: a server that writes meanwhile moves heads and entries on.
            db::read(&mut conn, |conn| verify(conn, checkpoints.as_deref().zip(keys.as_deref())))
        }
        Command::Checkpoint { to } => checkpoint(settings, &mut conn, &to),
    }
}

fn signing_keys(settings: &Settings, conn: &mut AnyConnection) -> Result<Vec<SystemKey>, Failure> {
    Ok(place::keyring(settings, conn)?.signing_keys(conn)?)
}

fn checkpoint(settings: &Settings, conn: &mut AnyConnection, to: &Path) -> Result<(), Failure> {
    let keys = signing_keys(settings, conn)?;
    if keys.is_empty() {
        return Err(Failure::told("there is no signing key; `yaninda key rotate` makes one"));
    }
    let heads = sign_heads(conn, &keys, SystemClock.now())?;
    let mut lines = String::new();
    for head in &heads {
        lines.push_str(&serde_json::to_string(head).map_err(|error| Failure::told(error.to_string()))?);
        lines.push('\n');
    }
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(to)
        .map_err(|error| Failure::told(format!("{} cannot be written: {error}", to.display())))?;
    file.write_all(lines.as_bytes())?;
    file.sync_all()?;
    out::line(format_args!("appended {} checkpoints to {}; keep them on another machine", heads.len(), to.display()));
    Ok(())
}

/// `checkpoints` are a file and the keys that sign one.
fn verify(conn: &mut AnyConnection, checkpoints: Option<(&Path, &[SystemKey])>) -> Result<(), Failure> {
    let all: Vec<(OfficeId, String)> =
        offices::table.order(offices::code).select((offices::id, offices::code)).load(conn)?;
    let mut bad = Vec::new();
    for (office, code) in &all {
        let finding = verify_office(conn, *office)?;
        if let Finding::Intact { entries, .. } = finding {
            out::line(format_args!("{code}: {entries} entries, intact"));
        }
        bad.extend(finding.wrong().map(|why| format!("{code}: {why}")));
    }
    if let Some((path, keys)) = checkpoints {
        bad.extend(against(conn, keys, &all, path)?);
    }
    if bad.is_empty() {
        return Ok(());
    }
    Err(Failure::told(format!("{}\nkeep this database as it is and tell the auditor", bad.join("\n"))))
}

/// What the checkpoints say against the chains.
fn against(
    conn: &mut AnyConnection,
    keys: &[SystemKey],
    offices: &[(OfficeId, String)],
    path: &Path,
) -> Result<Vec<String>, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::told(format!("{} cannot be read: {error}", path.display())))?;
    let mut bad = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let wrong = |why: &str| format!("line {} of {}: {why}", number + 1, path.display());
        let Ok(mark) = serde_json::from_str::<Checkpoint>(line) else {
            bad.push(wrong("is no checkpoint"));
            continue;
        };
        let code = offices.iter().find(|(id, _)| *id == mark.office).map_or("an office that is gone", |(_, code)| code);
        bad.extend(mark.check(conn, keys)?.map(|broken| match broken {
            Broken::NotSigned => wrong("is not signed by a key of this installation"),
            Broken::Missing { seq } => format!("{code}: entry {seq} is missing: a checkpoint saw {}", mark.seq),
            Broken::Rewritten { seq } => {
                format!("{code}: entry {seq} or one before it was rewritten after a checkpoint")
            }
        }));
    }
    Ok(bad)
}
