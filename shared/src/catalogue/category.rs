//! Categories of service and the units they are counted in.

text_enum! {
    /// A category of the catalogue; its text begins the codes of its types.
    Category {
        IdentityDocuments = "DOC",
        ResidenceProtection = "RES",
        Shelter = "SHE",
        Housing = "HOU",
        BasicNeeds = "BAS",
        Cash = "CAS",
        Health = "MED",
        Psychosocial = "PSY",
        Legal = "LEG",
        Education = "EDU",
        Livelihood = "EMP",
        Dependants = "CHI",
        Interpretation = "INT",
        Transport = "TRA",
        Return = "RET",
        CaseManagement = "CMG",
    }
}

impl Category {
    /// Name of its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::IdentityDocuments => "id",
            Self::ResidenceProtection => "permit",
            Self::Shelter => "shield",
            Self::Housing => "home",
            Self::BasicNeeds => "bag",
            Self::Cash => "cash",
            Self::Health => "health",
            Self::Psychosocial => "care",
            Self::Legal => "legal",
            Self::Education => "book",
            Self::Livelihood => "job",
            Self::Dependants => "users",
            Self::Interpretation => "globe",
            Self::Transport => "bus",
            Self::Return => "exit",
            Self::CaseManagement => "call",
        }
    }
}

text_enum! {
    /// What a quantity counts.
    Unit {
        Action = "action",
        Application = "application",
        Contact = "contact",
        Course = "course",
        Document = "document",
        Hearing = "hearing",
        Hour = "hour",
        Item = "item",
        Month = "month",
        Night = "night",
        Payment = "payment",
        Placement = "placement",
        Session = "session",
        Trip = "trip",
        Visit = "visit",
    }
}
