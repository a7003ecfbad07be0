//! What is written to survivors: in which languages, on which occasions, and why something is not sent.

mod health;
mod language;
mod state;

pub use health::{LanguageApproval, LanguageDraft, MailCount, MailHealth, MailLine, MailPause, MailSubject};
pub use language::MailLanguage;
pub use state::{MailKind, MailState, Refusal};
