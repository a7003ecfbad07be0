//! Whether the root key is there, kept well, and opens this database. No key is ever made here.

use super::{
    super::{failure::Failure, place},
    report::Report,
};
use crate::{
    config::{RootKeySource, Settings},
    db::AnyConnection,
    seal::{RootKey, opens},
};

const WHAT: &str = "keys";

pub(super) fn check(report: &mut Report, settings: &Settings, conn: Option<&mut AnyConnection>) -> Result<(), Failure> {
    let root = match place::root_key(&settings.root_key) {
        Ok(root) => root,
        Err(error) => {
            report.fail("root key", error);
            return Ok(());
        }
    };
    kept(report, settings, &root);
    let Some(conn) = conn else { return Ok(()) };
    let found = opens(conn, &root)?;
    let all = found.opened + found.refused;
    if all == 0 {
        report.fail(WHAT, "the database holds none; `yaninda init` begins an installation");
    } else if found.refused > 0 {
        let refused = found.refused;
        report.fail(
            WHAT,
            format_args!("the root key does not open {refused} of {all}; say the right one with --root-key-file"),
        );
    } else {
        report.ok(WHAT, format_args!("the root key opens all {all}"));
    }
    if found.cases_without_key > 0 {
        let cases = found.cases_without_key;
        report.warn(WHAT, format_args!("cases without one: {cases}; if they were not erased, restore with newer keys"));
    }
    Ok(())
}

/// Where the root key is, which must not be with the data.
fn kept(report: &mut Report, settings: &Settings, root: &RootKey) {
    let id = root.id();
    match &settings.root_key {
        RootKeySource::File(path) if place::key_is_inside(settings) && settings.demo => {
            report.ok("root key", format_args!("{} (id {id}), with its data: this is a demo", path.display()));
        }
        RootKeySource::File(path) if place::key_is_inside(settings) => report.fail(
            "root key",
            format_args!("{} lies inside the data folder, where every copy takes it along; move it", path.display()),
        ),
        RootKeySource::File(path) => {
            report.ok("root key", format_args!("{} (id {id}), for its owner alone", path.display()));
        }
        RootKeySource::Value(_) => report.ok("root key", format_args!("is set (id {id})")),
        RootKeySource::Command(_) => report.ok("root key", format_args!("its command prints one (id {id})")),
    }
}
