//! `yaninda init`.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use yaninda_shared::{audit::AuditAction, policy::Role, record::RecordKind, users::Locale, values::ShortText};

use super::{failure::Failure, out, place, user};
use crate::{
    audit::{self, Actor, AuditDraft},
    config::{RootKeySource, Settings},
    db, offices,
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
    #[arg(long, value_parser = super::office::code)]
    office_code: String,
    /// Name of the office
    #[arg(long, value_parser = super::office::name)]
    office: ShortText,
    /// E-mail address of the administrator
    #[arg(long)]
    email: String,
    /// Name of the administrator
    #[arg(long)]
    name: String,
    /// Do nothing if there is an office already
    #[arg(long)]
    if_empty: bool,
}

/// Makes an installation in an empty database and prints the administrator's one-time link.
pub(super) fn run(settings: &Settings, init: &Init) -> Result<(), Failure> {
    let Some(mut conn) = place::connect_unused(settings)? else {
        if init.if_empty {
            return Ok(());
        }
        return Err(Failure::told("this database has an office already; `yaninda user add` adds people to it"));
    };
    if place::would_be_inside(settings) {
        return Err(Failure::told(
            "the root key must not lie inside the data folder; say another place with --root-key-file",
        ));
    }
    place::migrate(&mut conn)?;
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
        let office = offices::create(conn, &keys, now, &init.office_code, init.office.as_str())?;
        let admin = users::create(conn, &keys, now, office, &init.name, &init.email, Role::Admin, Locale::En)?;
        let link = users::make_reset_link(conn, &keys, now, office, admin, None)?;
        let entries = [
            AuditDraft::one(AuditAction::Created, RecordKind::Office, None, office.raw()),
            AuditDraft::one(AuditAction::UserCreated, RecordKind::User, None, admin.raw()).fields(user::CREATED),
            AuditDraft::one(AuditAction::RoleApproved, RecordKind::User, None, admin.raw())
                .fields([Role::Admin.as_str()]),
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
