//! `yaninda migrate`.

use super::{failure::Failure, out, place};
use crate::config::Settings;

/// Runs what is pending and names it.
pub(super) fn run(settings: &Settings) -> Result<(), Failure> {
    place::make_folder(&settings.data)?;
    let mut conn = place::connect(settings)?;
    let run = place::migrate(&mut conn)?;
    for name in &run {
        out::line(format_args!("ran {name}"));
    }
    out::line(if run.is_empty() {
        "the database is at this version already"
    } else {
        "the database is at this version now"
    });
    Ok(())
}
