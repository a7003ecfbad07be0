//! A suggested code name.

use yaninda_shared::{cases::CODE_NAMES, ids::CaseId};

use crate::ids;

/// One of those that are suggested, by chance.
pub(super) fn suggest() -> String {
    let id = ids::new(CaseId::from_parts).uuid();
    let chance = id.as_bytes().iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(*byte));
    CODE_NAMES.get(chance % CODE_NAMES.len()).copied().unwrap_or("Zeytin").to_owned()
}
