//! The command line from outside: the built binary on SQLite and, where it matters, on PostgreSQL.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on says why")]

mod audit;
mod backup;
mod doctor;
mod installation;
mod server;
mod serving;
mod site;
mod writers;

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

fn yaninda(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yaninda"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    yaninda(folder, args).output().expect("the binary runs")
}

fn ok(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn fails(folder: &Path, args: &[&str], code: i32) -> String {
    let output = run(folder, args);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
    text
}

const INIT: &[&str] =
    &["init", "--office-code", "IST", "--office", "Istanbul", "--email", "a@b.example", "--name", "Ada"];
