//! Colleagues and offices, for names beside ids and for choosing a worker or an office.

use yaninda_shared::{
    ids::{OfficeId, UserId},
    offices::{OfficeDraft, OfficeRecord},
    policy::{Action, Relation},
    users::Colleague,
};

use super::{Failure, Reading, session, write};

/// Everyone in the office. Stays empty for a role that may not read it.
#[must_use]
pub fn list() -> Reading<Vec<Colleague>> {
    Reading::new(|| session::may(Action::ColleaguesRead, Relation::Office).then(|| "/colleagues".to_owned()))
}

/// All offices.
#[must_use]
pub fn offices() -> Reading<Vec<OfficeRecord>> {
    Reading::new(|| Some("/offices".to_owned()))
}

/// Changes one's own office.
pub async fn save_office(id: OfficeId, version: i64, draft: &OfficeDraft) -> Result<OfficeRecord, Failure> {
    write::put(&("/offices/".to_owned() + &id.to_string()), Some(version), draft).await
}

/// A colleague's name; empty while it is not known.
#[must_use]
pub fn name(of: Reading<Vec<Colleague>>, user: UserId) -> String {
    let found = of.get().and_then(|all| all.into_iter().find(|colleague| colleague.id == user));
    found.map_or_else(String::new, |colleague| colleague.name.as_str().to_owned())
}
