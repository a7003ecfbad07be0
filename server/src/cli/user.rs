//! `yaninda user`: what an administrator can do, for whoever holds the server.

use clap::{Args, Subcommand};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, UserId},
    policy::Role,
    record::RecordKind,
    users::Locale,
    values::{EmailAddress, Stamp},
};

use super::{failure::Failure, out, place};
use crate::{
    audit::{self, Actor, AuditDraft},
    config::Settings,
    db::{
        self, AnyConnection,
        schema::{offices, users as table},
    },
    problem::{ApiError, ApiResult},
    seal::Keyring,
    sessions,
    time::{Clock, SystemClock},
    users::{
        self,
        row::{UserRow, email_token},
    },
};

/// People.
#[derive(Args, Debug)]
pub(super) struct User {
    #[command(subcommand)]
    command: Command,
}

/// What is said of a new account.
pub(super) const CREATED: [&str; 4] = ["name", "email", "role", "locale"];

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a person and print their one-time link
    Add {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// caseworker, supervisor, manager, admin or auditor
        #[arg(long, value_parser = role)]
        role: Role,
        /// Code of the office; needed if there are several
        #[arg(long)]
        office_code: Option<String>,
    },
    /// End a person's access at once
    Disable {
        #[arg(long)]
        email: String,
    },
    /// Print a one-time link for setting a new password
    ResetLink {
        #[arg(long)]
        email: String,
    },
    /// Remove a lost second factor and end every session; a role that needs one sets up a new one at the next sign-in
    ResetTotp {
        #[arg(long)]
        email: String,
    },
    /// List everyone by role and id; --names opens names and addresses, which is recorded
    List {
        #[arg(long)]
        names: bool,
    },
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| "must be caseworker, supervisor, manager, admin or auditor".to_owned())
}

pub(super) fn run(settings: &Settings, user: User) -> Result<(), Failure> {
    let mut conn = place::connect_existing(settings)?;
    let now = SystemClock.now();
    let keys = place::keyring(settings, &mut conn)?;
    db::write(&mut conn, |conn| match user.command {
        Command::Add { email, name, role, office_code } => {
            let office = office(conn, office_code.as_deref())?;
            let id =
                users::create(conn, &keys, now, office, &name, &email, role, Locale::En).map_err(
                    |error| match error {
                        ApiError::Query(diesel::result::Error::DatabaseError(_, _)) => {
                            Failure::told("this address has an account already")
                        }
                        other => other.into(),
                    },
                )?;
            record(conn, now, office, about(AuditAction::UserCreated, id).fields(CREATED))?;
            if role.needs_second_person() {
                // Whoever holds the server gives the role alone; the auditor reads which.
                record(conn, now, office, about(AuditAction::RoleApproved, id).fields([role.as_str()]))?;
            }
            link(conn, &keys, now, settings, office, id)
        }
        Command::Disable { email } => {
            let user = find(conn, &keys, &email)?;
            diesel::update(table::table.find(user.id))
                .set((
                    table::disabled_at.eq(Some(user.disabled_at.unwrap_or(now))),
                    table::version.eq(user.version + 1),
                    table::updated_at.eq(now),
                ))
                .execute(conn)?;
            sessions::end_devices(conn, now, user.office_id, user.id, None)?;
            users::void_reset_links(conn, now, user.office_id, user.id)?;
            record(conn, now, user.office_id, about(AuditAction::UserDisabled, user.id))?;
            out::line("disabled; every session of this account has ended");
            Ok(())
        }
        Command::ResetLink { email } => {
            let user = find(conn, &keys, &email)?;
            if user.disabled_at.is_some() {
                return Err(Failure::told("this account is disabled; an administrator can enable it in the app"));
            }
            link(conn, &keys, now, settings, user.office_id, user.id)
        }
        Command::ResetTotp { email } => {
            let user = find(conn, &keys, &email)?;
            if user.totp.is_none() {
                return Err(Failure::told("this account has no second factor"));
            }
            sessions::remove_factor(conn, &user)?;
            sessions::end_devices(conn, now, user.office_id, user.id, None)?;
            record(conn, now, user.office_id, about(AuditAction::TotpRemoved, user.id).fields(["totp"]))?;
            out::line("removed; every session of this account has ended, and its password alone opens the next one");
            Ok(())
        }
        Command::List { names } => list(conn, &keys, now, names),
    })
}

fn office(conn: &mut AnyConnection, code: Option<&str>) -> Result<OfficeId, Failure> {
    let all: Vec<(OfficeId, String)> =
        offices::table.select((offices::id, offices::code)).order(offices::code).load(conn)?;
    let codes = || all.iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>().join(", ");
    match (code, all.as_slice()) {
        (None, [(id, _)]) => Ok(*id),
        (None, []) => Err(Failure::told("there is no office; `yaninda init` makes the first")),
        (None, _) => Err(Failure::told(format!("say which office with --office-code: {}", codes()))),
        (Some(code), all) => match all.iter().find(|(_, known)| known == code) {
            Some((id, _)) => Ok(*id),
            None => Err(Failure::told(format!("there is no office {code}; there are: {}", codes()))),
        },
    }
}

fn find(conn: &mut AnyConnection, keys: &Keyring, email: &str) -> Result<UserRow, Failure> {
    let email = EmailAddress::parse(email).map_err(|_| Failure::told("--email is no e-mail address"))?;
    let row = table::table.filter(table::email_token.eq(email_token(keys, &email))).get_result(conn).optional()?;
    row.ok_or_else(|| Failure::told("no account has this address; `yaninda user list --names` shows them"))
}

fn link(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    settings: &Settings,
    office: OfficeId,
    user: UserId,
) -> Result<(), Failure> {
    let link = users::make_reset_link(conn, keys, now, office, user, None)?;
    record(conn, now, office, about(AuditAction::ResetLinkMade, user))?;
    out::line(format_args!("{}{}", settings.origin, link.path));
    out::say("good once and for a day; give it to that person alone");
    Ok(())
}

fn about(action: AuditAction, user: UserId) -> AuditDraft {
    AuditDraft::one(action, RecordKind::User, None, user.raw())
}

/// An entry without a user is the command line's.
fn record(conn: &mut AnyConnection, now: Stamp, office: OfficeId, entry: AuditDraft) -> ApiResult<()> {
    audit::append(conn, office, now, &[(Actor::default(), entry)])
}

fn list(conn: &mut AnyConnection, keys: &Keyring, now: Stamp, names: bool) -> Result<(), Failure> {
    let rows: Vec<UserRow> = table::table.order((table::office_id, table::id)).load(conn)?;
    let offices: Vec<(OfficeId, String)> = offices::table.select((offices::id, offices::code)).load(conn)?;
    for (office, code) in &offices {
        let here: Vec<&UserRow> = rows.iter().filter(|row| row.office_id == *office).collect();
        for row in &here {
            let state = if row.disabled_at.is_some() { "disabled" } else { "enabled" };
            let person = if names {
                let person = row.person(&keys.office(conn, *office)?).map_err(ApiError::from)?;
                format!("  {}  {}", person.name.as_str(), person.email.as_str())
            } else {
                String::new()
            };
            out::line(format_args!("{code}  {}  {:<10}  {state}{person}", row.id.uuid(), row.role));
        }
        if names && !here.is_empty() {
            let ids = here.iter().map(|row| row.id.raw()).collect();
            let entry = AuditDraft::many(AuditAction::Listed, RecordKind::User, None, ids);
            audit::append(conn, *office, now, &[(Actor::default(), entry)])?;
        }
    }
    Ok(())
}
