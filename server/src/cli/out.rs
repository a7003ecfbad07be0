//! What commands say: results on standard output, everything else on standard error.

use std::io::Write;

use super::failure::Failure;

/// A line of result. A reader that went away is no failure.
pub(super) fn line(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// A line for the person at the terminal.
pub(super) fn say(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Why the command failed.
pub(super) fn error(failure: &Failure) {
    say(format_args!("yaninda: {failure}"));
}

/// A bar that is drawn over itself on a terminal, and in tenths elsewhere.
pub(super) struct Progress {
    what: &'static str,
    total: u64,
    shown: u64,
    terminal: bool,
}

impl Progress {
    pub(super) fn start(what: &'static str, total: u64) -> Self {
        use std::io::IsTerminal;
        Self { what, total: total.max(1), shown: 0, terminal: std::io::stderr().is_terminal() }
    }

    /// Says how much is done.
    pub(super) fn at(&mut self, done: u64) {
        let percent = (done * 100 / self.total).min(100);
        if percent == self.shown || (!self.terminal && percent / 10 == self.shown / 10) {
            return;
        }
        self.shown = percent;
        if self.terminal {
            let filled = usize::try_from(percent / 4).unwrap_or(25);
            let end = if percent == 100 { "\n" } else { "" };
            let mut err = std::io::stderr().lock();
            let _ = write!(err, "\r{} [{:<25}] {percent:>3} %{end}", self.what, "#".repeat(filled));
            let _ = err.flush();
        } else {
            say(format_args!("{} {percent} %", self.what));
        }
    }
}
