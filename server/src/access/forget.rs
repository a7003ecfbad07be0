//! Forgetting, in small units of work, what is kept for a while only.

use diesel::prelude::*;
use yaninda_shared::ids::OfficeId;

use super::{core::Core, idempotency};
use crate::{
    db::schema::offices,
    imports,
    problem::{ApiError, ApiResult},
    sessions,
};

/// Most records of one kind that go in one unit of work, so that nobody waits long behind it.
const MOST: i64 = 500;

impl Core {
    /// Forgets keys of mutations, sessions, links, devices and spreadsheets that have had their day.
    pub async fn forget(&self) -> ApiResult<()> {
        let all = self.store.read(|conn| Ok::<_, ApiError>(offices::table.select(offices::id).load(conn)?));
        let all: Vec<OfficeId> = all.await?;
        for office in all {
            loop {
                let now = self.clock.now();
                let gone = self.store.write(move |conn| {
                    Ok::<_, ApiError>(
                        idempotency::forget(conn, office, now, MOST)?
                            + sessions::forget(conn, office, now, MOST)?
                            + imports::forget(conn, office, now)?,
                    )
                });
                if gone.await? == 0 {
                    break;
                }
            }
        }
        Ok(())
    }
}
