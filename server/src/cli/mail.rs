//! `yaninda mail bounce`: for a mail server's pipe.
//!
//! Exit codes as mail servers read them (`sysexits.h`): 0 the notice was dealt with, also if there was nothing to do; 75 it
//! cannot be dealt with now, so that the mail server keeps it and tries again. Nothing is printed of any mail.

use std::{io::Read, sync::Arc};

use clap::{Args, Subcommand};

use super::{failure::Failure, out, place};
use crate::{
    access::{Core, Parts},
    config::{Flags, load},
    db::Store,
    outbox::{Bounce, bounce},
    random::SystemRandom,
    time::SystemClock,
};

/// More than this no notice has; the rest is not looked at.
const LONGEST: u64 = 256 << 10;

/// Mail that comes back.
#[derive(Args, Debug)]
pub(super) struct Mail {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Take a notice that a mail could not be delivered, from standard input; let your mail server hand over what comes to
    /// the sender's address. Exit codes: 0 dealt with, 75 try again later
    Bounce,
}

/// Runs it; whatever goes wrong is worth another try later.
pub(super) fn run(flags: &Flags, mail: &Mail) -> Result<(), Failure> {
    let Command::Bounce = mail.command;
    take(flags).map_err(|failure| Failure::Later(failure.to_string()))
}

fn take(flags: &Flags) -> Result<(), Failure> {
    let mut raw = Vec::new();
    std::io::stdin().lock().take(LONGEST).read_to_end(&mut raw)?;
    let mut settings = load(flags)?;
    let mut conn = place::connect_existing(&settings)?;
    if place::is_demo(&mut conn)? {
        settings.become_demo();
    }
    drop(conn);
    let root_key = place::root_key(&settings.root_key)?;
    let said = actix_web::rt::System::new().block_on(async move {
        let store = Store::open(&settings.target, 1)?;
        let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
        let parts = Parts { store, root_key, clock, random, settings: settings.clone() };
        let core = Core::start(parts).await.map_err(|error| place::wrong_key(&settings, error))?;
        Ok::<_, Failure>(bounce(&core, &raw).await?)
    })?;
    out::line(match said {
        Bounce::Recorded => "recorded",
        Bounce::Known => "known already",
        Bounce::Ignored => "nothing to do",
    });
    Ok(())
}
