//! How mail fares in the office, and the languages it is written in.

use yaninda_shared::{
    mail::{LanguageDraft, MailHealth, MailLanguage, MailLine, MailSubject},
    policy::{Action, Relation},
};

use super::{Failure, Reading, session, write};

/// Counts, lines and languages.
#[must_use]
pub fn health() -> Reading<MailHealth> {
    Reading::new(|| session::may(Action::MailRead, Relation::Office).then(|| "/mail".to_owned()))
}

/// What the lines are about; nothing for who may not see every case of the office.
#[must_use]
pub fn subjects() -> Reading<Vec<MailSubject>> {
    Reading::new(|| session::may(Action::CaseRead, Relation::Office).then(|| "/mail/subjects".to_owned()))
}

async fn act(line: &MailLine, name: &str) -> Result<(), Failure> {
    write::act_empty(&format!("/mail/{}/{name}", line.id), line.version, &serde_json::json!({})).await
}

/// Tries one again.
pub async fn resend(line: &MailLine) -> Result<(), Failure> {
    act(line, "resend").await
}

/// Takes one back that waits.
pub async fn cancel(line: &MailLine) -> Result<(), Failure> {
    act(line, "cancel").await
}

fn path(language: MailLanguage) -> String {
    ["/mail/languages/", language.as_str()].concat()
}

/// Records that a native speaker found the texts of a language right.
pub async fn approve(language: MailLanguage, draft: &LanguageDraft) -> Result<(), Failure> {
    write::put_empty(&path(language), draft).await
}

/// Takes that back: nothing is sent in this language any more.
pub async fn disapprove(language: MailLanguage) -> Result<(), Failure> {
    write::delete(&path(language)).await
}
