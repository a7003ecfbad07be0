//! `yaninda init`.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use yaninda_shared::{audit::AuditAction, policy::Role, record::RecordKind, users::Locale};

use super::{failure::Failure, out, place};
use crate::{
    audit::{self, Actor, AuditDraft},
    config::{RootKeySource, Settings},
    db, demo, offices,
    problem::ApiResult,
    random::SystemRandom,
    seal::Keyring,
    time::{Clock, SystemClock},
    users,
};

/// The first office and its first administrator.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// Begins the office's case numbers, for instance IST
    #[arg(long, value_parser = office_code)]
    office_code: String,
    /// Name of the office
    #[arg(long)]
    office: String,
    /// E-mail address of the administrator
    #[arg(long)]
    email: String,
    /// Name of the administrator
    #[arg(long)]
    name: String,
}

fn office_code(text: &str) -> Result<String, String> {
    let good = (2..=6).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if good { Ok(text.to_owned()) } else { Err("must be two to six capital letters or digits".to_owned()) }
}

/// Makes an installation in an empty database and prints the administrator's one-time link.
pub(super) fn run(settings: &Settings, init: &Init) -> Result<(), Failure> {
    place::make_folder(&settings.data)?;
    if place::would_be_inside(settings) {
        return Err(Failure::told(
            "the root key must not lie inside the data folder; say another place with --root-key-file",
        ));
    }
    let mut conn = place::connect(settings)?;
    db::migrate(&mut conn).map_err(|error| Failure::told(format!("a migration failed: {error}")))?;
    if !demo::is_empty(&mut conn)? {
        return Err(Failure::told("this database has an office already; `yaninda user add` adds people to it"));
    }
    let made: Option<PathBuf> = match &settings.root_key {
        RootKeySource::File(path) if !path.exists() => {
            place::write_private(path, place::new_root_key(&SystemRandom).as_bytes())?;
            Some(path.clone())
        }
        _ => None,
    };
    let root_key = place::root_key(&settings.root_key)?;
    let now = SystemClock.now();
    let link = db::write(&mut conn, |conn| -> ApiResult<_> {
        let keys = Keyring::open(conn, root_key, Arc::new(SystemRandom), now)?;
        let office = offices::create(conn, &keys, now, &init.office_code, &init.office)?;
        let admin = users::create(conn, &keys, now, office, &init.name, &init.email, Role::Admin, Locale::En)?;
        let link = users::make_reset_link(conn, &keys, now, office, admin, None)?;
        let entries = [
            AuditDraft::one(AuditAction::Created, RecordKind::Office, None, office.raw()),
            AuditDraft::one(AuditAction::UserCreated, RecordKind::User, None, admin.raw()),
            AuditDraft::one(AuditAction::ResetLinkMade, RecordKind::User, None, admin.raw()),
        ];
        audit::append(conn, office, now, &entries.map(|entry| (Actor::default(), entry)))?;
        Ok(link)
    })?;
    if let Some(path) = made {
        out::line(format_args!("made the root key {}", path.display()));
        out::line(
            "keep a copy of it somewhere safe, apart from every copy of the data: without it nothing can be opened",
        );
    }
    out::line("the administrator sets a password within a day at");
    out::line(format_args!("{}{}", settings.origin, link.path));
    out::line("start the server with `yaninda serve`");
    Ok(())
}
