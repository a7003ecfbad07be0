//! Where a request stands.

use crate::values::Stamp;

text_enum! {
    /// Where a request for a file that names people stands.
    ExportState {
        Asked = "asked",
        Approved = "approved",
        Refused = "refused",
        /// By who asked, before it was decided.
        TakenBack = "taken_back",
        Taken = "taken",
        Expired = "expired",
    }
}

impl ExportState {
    /// Seconds for which a request waits for its decision: a week.
    pub const WAITS: i64 = 7 * 86_400;
    /// Seconds after its approval in which the file is taken.
    pub const KEPT: i64 = 86_400;

    /// Where it stands now, if it stood so when it was last written.
    #[must_use]
    pub fn at(self, expires: Stamp, now: Stamp) -> Self {
        match self {
            Self::Asked | Self::Approved if now >= expires => Self::Expired,
            state => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_too_long_is_over_and_what_is_done_stays_done() {
        let at = Stamp::from_micros;
        assert_eq!(ExportState::Approved.at(at(9), at(8)), ExportState::Approved);
        assert_eq!(ExportState::Approved.at(at(9), at(9)), ExportState::Expired);
        assert_eq!(ExportState::Taken.at(at(9), at(10)), ExportState::Taken);
    }
}
