//! `yaninda doctor`: one line a check, and what to do. It changes nothing.

mod audit;
mod backup;
mod clock;
mod configuration;
mod database;
mod disk;
mod folder;
mod keys;
mod mail;
mod network;
mod report;

use clap::Args;

pub(super) use self::mail::what_to_check;
use self::report::Report;
use super::{failure::Failure, out, place};
use crate::{
    config::{EXAMPLE, Flags, inspect},
    db,
    time::{Clock, SystemClock},
};

/// What is well and what is not.
#[derive(Args, Debug)]
pub(super) struct Doctor {
    /// Print the settings file with every key explained, and check nothing
    #[arg(long)]
    example_config: bool,
}

/// Checks everything that can be checked; fails if a check failed.
pub(super) fn run(flags: &Flags, doctor: &Doctor) -> Result<(), Failure> {
    if doctor.example_config {
        out::line(EXAMPLE.trim_end());
        return Ok(());
    }
    let (mut settings, problems) = inspect(flags);
    let mut report = Report::default();
    configuration::check(&mut report, &problems);
    folder::check(&mut report, &settings);
    disk::check(&mut report, &settings);
    let mut conn = database::check(&mut report, &settings, &problems);
    if let Some(conn) = &mut conn
        && place::is_demo(conn)?
    {
        settings.become_demo();
    }
    let now = SystemClock.now();
    let dated = conn.as_mut().filter(|_| !settings.demo);
    let clock = clock::check(&mut report, now, dated);
    report.heard("clock", clock);
    let keys = keys::check(&mut report, &settings, conn.as_mut());
    report.heard("keys", keys);
    if let Some(conn) = &mut conn {
        // In one snapshot: a server that writes meanwhile moves heads and entries on.
        let audit = db::read(conn, |conn| audit::check(&mut report, conn));
        report.heard("audit log", audit);
    }
    let backup = backup::check(&mut report, &settings, now, conn.as_mut());
    report.heard("backup", backup);
    network::check(&mut report, &settings);
    mail::check(&mut report, &settings);
    report.end()
}
