//! After an update the rules that come with the program may be others than those that deadlines were worked out under, and
//! what an older version stored has none at all: each office is brought up to date once, when the server starts.

use diesel::prelude::*;
use sha2::{Digest, Sha256};
use yaninda_shared::{clocks::BuiltInRule, ids::OfficeId};

use super::schedule::reschedule_office;
use crate::{
    access::{Core, Unit},
    db::schema::offices,
    problem::{ApiError, ApiResult},
};

/// Counts up when the same rules come to other deadlines than before.
const EVALUATION: u8 = 1;

/// What the rules that come with this program are told by.
fn edition() -> ApiResult<String> {
    let mut hash = Sha256::new();
    hash.update([EVALUATION]);
    for rule in BuiltInRule::ALL {
        let draft = rule.draft().map_err(ApiError::internal)?;
        hash.update(serde_json::to_vec(&draft).map_err(ApiError::internal)?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Works out the deadlines of every office that another edition of the rules was applied to.
pub async fn catch_up(core: &Core) -> ApiResult<()> {
    let edition = edition()?;
    let behind: Vec<OfficeId> = core
        .unscoped_read({
            let edition = edition.clone();
            move |conn, _| {
                let behind = offices::clocks_edition.is_null().or(offices::clocks_edition.ne(edition));
                Ok(offices::table.filter(behind).order(offices::id).select(offices::id).load(conn)?)
            }
        })
        .await?;
    for office in behind {
        let edition = edition.clone();
        core.unattended(office, move |unit| {
            reschedule_office(unit)?;
            diesel::update(offices::table.find(office))
                .set(offices::clocks_edition.eq(&edition))
                .execute(unit.conn())?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}
