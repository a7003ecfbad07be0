//! `yaninda mail`: trying out whether mail arrives, and taking what comes back.
//!
//! Exit codes of `bounce` as mail servers read them (`sysexits.h`): 0 the notice was dealt with, also if there was nothing to
//! do; 75 it cannot be dealt with now, so that the mail server keeps it and tries again. Nothing is printed of any mail.

use std::{io::Read, sync::Arc};

use clap::{Args, Subcommand};
use yaninda_shared::{
    mail::MailLanguage,
    values::{EmailAddress, ValueError},
};

use super::{doctor::what_to_check, failure::Failure, out, place};
use crate::{
    access::{Core, Parts},
    config::{Flags, Settings, load},
    db::Store,
    mail::{AddressCode, Body, Content, Envelope, Token, compose},
    outbox::{Bounce, Carrier, bounce},
    random::{self, SystemRandom},
    time::{Clock, SystemClock},
};

/// More than this no notice has; the rest is not looked at.
const LONGEST: u64 = 256 << 10;

/// Digits of the code in a mail that tries out the way.
const NO_CODE: &str = "000000";

/// Mail to people.
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
    /// Send yourself a mail such as people get: it names nothing, and holds a code of zeros
    Test {
        /// Your own address
        #[arg(long, value_parser = address)]
        to: EmailAddress,
    },
}

fn address(text: &str) -> Result<EmailAddress, ValueError> {
    EmailAddress::parse(text)
}

/// Runs it. Whatever goes wrong with a notice is worth another try later.
pub(super) fn run(flags: &Flags, mail: Mail) -> Result<(), Failure> {
    match mail.command {
        Command::Bounce => take(flags).map_err(|failure| Failure::Later(failure.to_string())),
        Command::Test { to } => try_out(flags, to),
    }
}

/// The settings of the installation that is there.
fn settings(flags: &Flags) -> Result<Settings, Failure> {
    let mut settings = load(flags)?;
    let mut conn = place::connect_existing(&settings)?;
    if place::is_demo(&mut conn)? {
        settings.become_demo();
    }
    Ok(settings)
}

/// One mail by the way that all take.
fn try_out(flags: &Flags, to: EmailAddress) -> Result<(), Failure> {
    let settings = settings(flags)?;
    let neutral = settings.neutral().map_err(|why| Failure::told(format!("nothing is sent: {why}")))?;
    let carrier = Arc::new(Carrier::open(&settings)?);
    let where_to = match *carrier {
        Carrier::Nothing => return Err(Failure::told("nothing is sent: smtp_host is not set")),
        Carrier::Folder(_) => "put into the demo's mailbox, /dev/mailbox",
        Carrier::Smtp(..) => "handed over; look whether it arrives, and not among the unwanted mail",
    };
    let now = SystemClock.now();
    let id = random::id(&SystemRandom, now).0.simple().to_string();
    let unfit = |why: &dyn std::fmt::Display| Failure::told(why.to_string());
    let envelope = Envelope {
        from: neutral.from,
        sender: None,
        to,
        subject: None,
        message_id: Token::parse(&id).map_err(|why| unfit(&why))?,
        date: now,
        domain: neutral.domain,
    };
    let code = AddressCode::parse(NO_CODE).map_err(|why| unfit(&why))?;
    let content = Content { language: MailLanguage::En, body: Body::AddressCode(code) };
    let message = compose(&envelope, &content).map_err(|why| unfit(&why))?;
    let carried = actix_web::rt::System::new().block_on(async move { carrier.carry(message, id).await });
    carried.map_err(|trouble| Failure::told(format!("the mail server {}", what_to_check(trouble))))?;
    out::line(format_args!("from {}: {where_to}", envelope.from.as_str()));
    Ok(())
}

fn take(flags: &Flags) -> Result<(), Failure> {
    let mut raw = Vec::new();
    std::io::stdin().lock().take(LONGEST).read_to_end(&mut raw)?;
    let settings = settings(flags)?;
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
