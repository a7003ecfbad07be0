//! The languages that mails and the survivor's page are written in.

use crate::values::LanguageTag;

text_enum! {
    /// A language whose texts are complete. Each is sent only after the office recorded a native speaker's approval.
    MailLanguage { En = "en", Tr = "tr", Ar = "ar", Fa = "fa", Ru = "ru", Uk = "uk", Fr = "fr" }
}

impl MailLanguage {
    /// The one that serves a person who reads this language; nothing if none does.
    #[must_use]
    pub fn of(tag: &LanguageTag) -> Option<Self> {
        match tag.as_str() {
            // Dari is written as Persian is.
            "prs" => Some(Self::Fa),
            code => Self::from_code(code),
        }
    }

    /// Written from right to left.
    #[must_use]
    pub const fn rtl(self) -> bool {
        matches!(self, Self::Ar | Self::Fa)
    }
}
