//! Which commands and flags there are.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use super::{failure::Failure, out};
use crate::config::{Flags, Settings, load};

#[derive(Debug, Parser)]
#[command(name = "yaninda", version, about = "Case management by your side: server and app in one file")]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args, Debug)]
struct Global {
    /// Settings file (TOML); yaninda.example.toml explains every key
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the database and of this server's files [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// PostgreSQL instead of the SQLite file in the data folder
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// File of the root key [default: yaninda-root.key beside the data folder]
    #[arg(long, global = true, value_name = "FILE")]
    root_key_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the first office and its administrator
    Init(super::init::Init),
    /// Serve the app and the API
    Serve(super::serve::Serve),
    /// Make the fictional demo programme in an empty database
    Demo(super::demo::Demo),
    /// Bring the database to this version
    Migrate,
    /// Add or list offices
    Office(super::office::Office),
    /// Add, disable or list people
    User(super::user::User),
    /// Verify the audit log, or sign where it stands
    Audit(super::audit::Audit),
    /// Make or change keys
    Key(super::key::Key),
    /// Back up while the server runs: consistent, encrypted, and checked after writing
    Backup(super::backup::Backup),
    /// Restore a backup into an empty folder or database
    Restore(super::restore::Restore),
    /// Try out whether mail arrives, and take what came back
    Mail(super::mail::Mail),
    /// Check configuration, database, keys, clock, disk and mail, and say what to do
    Doctor(super::doctor::Doctor),
    /// Print the OpenAPI document
    Openapi,
    /// Clean a file from standard input to standard output; the server starts this for each file
    #[command(hide = true)]
    CleanFile(super::clean_file::CleanFile),
    /// Read a spreadsheet from standard input; the server starts this for each one
    #[command(hide = true)]
    ReadSheet(super::read_sheet::ReadSheet),
}

impl Global {
    fn flags(self) -> Flags {
        Flags {
            file: self.config,
            data: self.data,
            database_url: self.database_url,
            root_key_file: self.root_key_file,
            ..Flags::default()
        }
    }
}

/// Runs the command of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match execute(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            out::error(&failure);
            failure.code()
        }
    }
}

fn execute(cli: Cli) -> Result<(), Failure> {
    let flags = cli.global.flags();
    let settings = |flags: &Flags| -> Result<Settings, Failure> { Ok(load(flags)?) };
    match cli.command {
        Command::Init(init) => super::init::run(&settings(&flags)?, &init),
        Command::Office(office) => super::office::run(&settings(&flags)?, office),
        Command::User(user) => super::user::run(&settings(&flags)?, user),
        Command::Audit(audit) => super::audit::run(&settings(&flags)?, audit),
        Command::Serve(serve) => super::serve::run(settings(&serve.flags(flags))?),
        Command::Demo(demo) => super::demo::run(&settings(&flags)?, &demo),
        Command::Migrate => super::migrate::run(&settings(&flags)?),
        Command::Key(key) => super::key::run(&flags, key),
        Command::Backup(backup) => super::backup::run(&flags, backup),
        Command::Restore(restore) => super::restore::run(&settings(&flags)?, &restore),
        Command::Mail(mail) => super::mail::run(&flags, mail),
        Command::Doctor(doctor) => super::doctor::run(&flags, &doctor),
        Command::Openapi => super::openapi::run(),
        Command::CleanFile(file) => super::clean_file::run(&file),
        Command::ReadSheet(sheet) => super::read_sheet::run(&sheet),
    }
}
