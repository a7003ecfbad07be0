//! What is due of a case besides its entries' own days, worked out anew after whatever it depends on has changed.

use crate::{
    access::{OfCase, Writing},
    clocks, outcomes,
    problem::ApiResult,
};

/// Works out when the next assessment is due, and every deadline.
pub(super) fn reschedule<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<()> {
    outcomes::reschedule(writing)?;
    clocks::schedule::reschedule(writing)
}
