//! Kinds and states of a mail.

text_enum! {
    /// The occasion of a mail.
    MailKind {
        Confirmation = "confirmation",
        Change = "change",
        Cancellation = "cancellation",
        Reminder = "reminder",
        Missed = "missed",
        /// A code that the person reads back, which shows that the address is theirs.
        AddressCode = "address_code",
    }
}

impl MailKind {
    /// Whether it says when an appointment is, so that reminders follow it.
    #[must_use]
    pub const fn is_followed(self) -> bool {
        matches!(self, Self::Confirmation | Self::Change)
    }
}

text_enum! {
    /// Where a mail stands.
    MailState {
        Queued = "queued",
        Sending = "sending",
        Sent = "sent",
        /// The mail server refused it for good, or it could not be handed over while it was useful.
        Failed = "failed",
        /// Not sent, because it was no longer right to send it.
        Dropped = "dropped",
        /// Taken back by hand.
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// Why a mail is not sent.
    Refusal {
        /// The installation has no neutral origin and mail domain of its own yet.
        NotSetUp = "not_set_up",
        /// The person has not said how much a mail may say.
        NoChoice = "no_choice",
        /// The person chose another channel.
        OtherChannel = "other_channel",
        /// No consent to e-mail is in force.
        NoConsent = "no_consent",
        /// The person stopped all mail by its link, and has not agreed again since.
        Stopped = "stopped",
        /// No e-mail address is among the contacts.
        NoAddress = "no_address",
        /// Every address was said to be unsafe.
        AddressUnsafe = "address_unsafe",
        /// The code that shows whose address it is was never read back, or the address bounced since.
        AddressUnproven = "address_unproven",
        /// The person has not confirmed for too long that the address is safe.
        AddressStale = "address_stale",
        /// There are no texts in the person's language.
        NoLanguage = "no_language",
        /// No native speaker has approved the texts of that language.
        LanguageUnapproved = "language_unapproved",
        /// The case is closed.
        CaseClosed = "case_closed",
        /// The appointment was cancelled, moved, or has its outcome.
        Superseded = "superseded",
        /// No safe hour is left in which it would still be useful.
        TooLate = "too_late",
        /// The mail server refused it for good.
        Rejected = "rejected",
        /// The mail came back.
        Bounced = "bounced",
        /// Somebody took it back.
        ByHand = "by_hand",
        /// It waited in a backup that was restored: whether it is still right nobody knows.
        Restored = "restored",
        /// No mail can be sent at the moment. It leaves as soon as it can.
        HeldUp = "held_up",
    }
}
