//! `yaninda office`.

use clap::{Args, Subcommand};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::OfficeId,
    record::RecordKind,
    values::{ShortText, ValueError},
};

use super::{failure::Failure, out, place};
use crate::{
    audit::{self, Actor, AuditDraft},
    config::Settings,
    db::{self, schema::offices},
    offices::create,
    time::{Clock, SystemClock},
};

/// Offices.
#[derive(Args, Debug)]
pub(super) struct Office {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a further office
    Add {
        /// Begins the office's case numbers, for instance ANK
        #[arg(long, value_parser = code)]
        code: String,
        #[arg(long, value_parser = name)]
        name: ShortText,
    },
    /// List the offices by code and name
    List,
}

/// The code of an office as it is given on the command line.
pub(super) fn code(text: &str) -> Result<String, String> {
    let good = (2..=6).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if good { Ok(text.to_owned()) } else { Err("must be two to six capital letters or digits".to_owned()) }
}

/// The name of an office as it is given on the command line.
pub(super) fn name(text: &str) -> Result<ShortText, ValueError> {
    ShortText::parse(text)
}

pub(super) fn run(settings: &Settings, office: Office) -> Result<(), Failure> {
    match office.command {
        Command::Add { code, name } => add(settings, &code, &name),
        Command::List => list(settings),
    }
}

/// Makes the office. Every office's log says so: from now on a case can move there.
fn add(settings: &Settings, code: &str, name: &ShortText) -> Result<(), Failure> {
    let mut conn = place::connect_existing(settings)?;
    let keys = place::keyring(settings, &mut conn)?;
    let now = SystemClock.now();
    db::write(&mut conn, |conn| {
        let there: i64 = offices::table.filter(offices::code.eq(code)).count().get_result(conn)?;
        if there > 0 {
            return Err(Failure::told(format!("there is an office {code} already")));
        }
        let id = create(conn, &keys, now, code, name.as_str())?;
        let entry = AuditDraft::one(AuditAction::Created, RecordKind::Office, None, id.raw());
        let all: Vec<OfficeId> = offices::table.select(offices::id).order(offices::id).load(conn)?;
        for office in all {
            audit::append(conn, office, now, &[(Actor::default(), entry.clone())])?;
        }
        Ok(())
    })?;
    out::line(format_args!("made the office {code}"));
    out::line(format_args!("`yaninda user add --office-code {code} --role admin` makes its first administrator"));
    Ok(())
}

fn list(settings: &Settings) -> Result<(), Failure> {
    let mut conn = place::connect_existing(settings)?;
    let all: Vec<(String, String)> =
        offices::table.order(offices::code).select((offices::code, offices::name)).load(&mut conn)?;
    for (code, name) in all {
        out::line(format_args!("{code}  {name}"));
    }
    Ok(())
}
