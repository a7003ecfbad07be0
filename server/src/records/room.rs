//! How much there may be of what is read at once.

use yaninda_shared::problem::Code;

use crate::problem::{ApiError, ApiResult};

/// There are as many of a kind as are read at once, withdrawn and retired ones too. Errors: 409.
pub fn expect_room(there: i64, most: i64) -> ApiResult<()> {
    if there < most { Ok(()) } else { Err(ApiError::Refused(Code::Conflict)) }
}
