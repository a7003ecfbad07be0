//! The closed lists of a referral. A new authority is one line here and a label in each language.

text_enum! {
    /// The authority or people a referral comes from.
    ReferralSource {
        /// A provincial directorate of migration management.
        Pdmm = "pdmm",
        Police = "police",
        Gendarmerie = "gendarmerie",
        Prosecution = "prosecution",
        Bar = "bar",
        Health = "health",
        Municipality = "municipality",
        Ngo = "ngo",
        Hotline = "hotline",
        /// The person came by themselves, or with a friend.
        Person = "self",
        Other = "other",
    }
}

text_enum! {
    /// What was noticed, in neutral words. None of them proves anything.
    Indicator {
        PapersHeld = "papers_held",
        MovementLimited = "movement_limited",
        Isolated = "isolated",
        WagesKept = "wages_kept",
        Debt = "debt",
        LongHours = "long_hours",
        LivesAtWork = "lives_at_work",
        PromisesBroken = "promises_broken",
        TravelArranged = "travel_arranged",
        Threats = "threats",
        Injuries = "injuries",
        OthersSpeak = "others_speak",
        Underage = "underage",
        Fear = "fear",
    }
}

text_enum! {
    /// What came of a referral.
    ReferralOutcome {
        Waiting = "waiting",
        /// Formally identified by the authority.
        Identified = "identified",
        /// There are signs, and no decision.
        Possible = "possible",
        NotIdentified = "not_a_victim",
        DeclinedContact = "declined_contact",
    }
}
