//! The lines, printed as they are found.

use super::super::{failure::Failure, out};

/// Counts what was found.
#[derive(Debug, Default)]
pub(super) struct Report {
    good: usize,
    warned: usize,
    failed: usize,
}

impl Report {
    /// As it should be.
    pub(super) fn ok(&mut self, what: &str, text: impl std::fmt::Display) {
        self.good += 1;
        out::line(format_args!("ok    {what}: {text}"));
    }

    /// Works, but somebody should look at it.
    pub(super) fn warn(&mut self, what: &str, text: impl std::fmt::Display) {
        self.warned += 1;
        out::line(format_args!("warn  {what}: {text}"));
    }

    /// Does not work, or is not safe.
    pub(super) fn fail(&mut self, what: &str, text: impl std::fmt::Display) {
        self.failed += 1;
        out::line(format_args!("FAIL  {what}: {text}"));
    }

    /// A check that could not be ended is a failure too, and the others go on.
    pub(super) fn heard(&mut self, what: &str, result: Result<(), Failure>) {
        if let Err(failure) = result {
            self.fail(what, format_args!("cannot be checked: {failure}"));
        }
    }

    /// The sum; a failure if any check failed.
    pub(super) fn end(self) -> Result<(), Failure> {
        out::line(format_args!("{} ok, {} to look at, {} failed", self.good, self.warned, self.failed));
        if self.failed == 0 {
            return Ok(());
        }
        Err(Failure::told("not everything is well; the lines that begin with FAIL say what to do"))
    }
}
