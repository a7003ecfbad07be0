//! What can be asked for, and where a request stands.

text_enum! {
    /// What is asked for.
    ApprovalKind { Payment = "payment", Close = "close", Transfer = "transfer" }
}

text_enum! {
    /// Where a request stands.
    ApprovalState {
        Waiting = "waiting",
        Approved = "approved",
        Refused = "refused",
        /// By who asked.
        TakenBack = "taken_back",
        /// What it was about changed, so that there is nothing to decide any more.
        Lapsed = "lapsed",
    }
}
