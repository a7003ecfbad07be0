//! Room on the disk of the data.

use super::report::Report;
use crate::config::Settings;

/// Less is a failure: writes are about to be refused.
#[cfg(unix)]
const TOO_LITTLE: u64 = 100 << 20;
/// Less is a warning.
#[cfg(unix)]
const LITTLE: u64 = 1 << 30;

#[cfg(unix)]
pub(super) fn check(report: &mut Report, settings: &Settings) {
    if !settings.data.is_dir() {
        return;
    }
    let Ok(disk) = rustix::fs::statvfs(&settings.data) else { return };
    let (free, all) = (disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize);
    let text = format!("{} MiB of {} MiB are free", free >> 20, all >> 20);
    match free {
        free if free < TOO_LITTLE => report.fail("disk", format_args!("{text}; make room before writes are refused")),
        free if free < LITTLE || free < all / 20 => report.warn("disk", format_args!("{text}; make room soon")),
        _ => report.ok("disk", text),
    }
}

#[cfg(not(unix))]
pub(super) fn check(_: &mut Report, _: &Settings) {}
