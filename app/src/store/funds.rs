//! The funds of the office.

use yaninda_shared::{
    funds::{FundDraft, FundRecord},
    ids::FundId,
};

use super::{Failure, Reading, write};

/// All of them by code, retired ones too.
#[must_use]
pub fn list() -> Reading<Vec<FundRecord>> {
    Reading::new(|| Some("/funds".to_owned()))
}

/// Sets one up (`version` is `None`) or changes it.
pub async fn save(id: FundId, version: Option<i64>, draft: &FundDraft) -> Result<FundRecord, Failure> {
    write::put(&["/funds/", &id.to_string()].concat(), version, draft).await
}
