//! Whether every setting is understood.

use super::report::Report;
use crate::{config::ConfigError, http::assets};

pub(super) fn check(report: &mut Report, problems: &[ConfigError]) {
    for problem in problems {
        report.fail("configuration", format_args!("`{}`: {}", problem.key, problem.why));
    }
    if problems.is_empty() {
        report.ok("configuration", "every setting is understood");
    }
    if assets::is_built() {
        report.ok("app", "is in this binary");
    } else {
        report.warn("app", "is not in this binary, which serves the API alone; `./dev build` makes one that has it");
    }
}
