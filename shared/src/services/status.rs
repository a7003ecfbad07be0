//! Status, source and confidentiality of a service.

text_enum! {
    /// Where a service stands.
    ServiceStatus {
        Planned = "planned",
        Requested = "requested",
        Approved = "approved",
        InProgress = "in_progress",
        Delivered = "delivered",
        Declined = "declined",
        NotAvailable = "not_available",
        Cancelled = "cancelled",
    }
}

impl ServiceStatus {
    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Requested | Self::Approved | Self::InProgress)
    }
}

text_enum! {
    /// Who provides it.
    DeliveredBy { Us = "us", Referred = "referred", State = "state" }
}

text_enum! {
    /// Who may read the details of an entry.
    Confidentiality {
        /// Everyone who may open the case.
        Team = "team",
        /// Only its author, the case's worker and supervisors; others see type, day and status.
        Restricted = "restricted",
    }
}

impl Confidentiality {
    /// Whether someone may read the details: `author` recorded the entry, `trusted` may read restricted ones of its case.
    #[must_use]
    pub const fn shows_details(self, author: bool, trusted: bool) -> bool {
        author || trusted || matches!(self, Self::Team)
    }
}
