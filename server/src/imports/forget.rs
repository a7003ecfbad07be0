//! Forgetting files a day after they came, and what was kept for undoing a day after it was brought in.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{ImportId, OfficeId},
    imports::ImportState,
    values::Stamp,
};

use super::{parts, places::Part, row::ImportRow};
use crate::{
    db::{
        AnyConnection,
        schema::{import_parts, imports},
    },
    problem::ApiResult,
};

/// Imports looked at in one unit of work.
const MOST: i64 = 20;

/// Throws away what has had its day, some of it in each unit of work; answers how much. An import that was brought in stays
/// on record without anything of its file.
pub(crate) fn forget(conn: &mut AnyConnection, office: OfficeId, now: Stamp) -> ApiResult<usize> {
    let mut gone = 0;
    let held = import_parts::table
        .filter(import_parts::office_id.eq(office))
        .select(import_parts::import_id)
        .distinct()
        .limit(MOST)
        .load::<ImportId>(conn)?;
    for id in held {
        let known: Option<(ImportState, Stamp)> =
            imports::table.find(id).select((imports::state, imports::expires_at)).get_result(conn).optional()?;
        let kinds: &[Part] = match known {
            Some((ImportState::Done, expires)) if now < expires => &[Part::Rows, Part::Problems, Part::Ready],
            Some((_, expires)) if now < expires => &[],
            _ => &[Part::Rows, Part::Problems, Part::Ready, Part::Made],
        };
        gone += parts::forget_some(conn, office, id, kinds)?;
    }
    let over = imports::table
        .filter(imports::office_id.eq(office))
        .filter(imports::expires_at.lt(now))
        .filter(imports::state.ne(ImportState::Done))
        .filter(imports::state.ne(ImportState::Undone))
        .select(imports::id)
        .limit(MOST)
        .load::<ImportId>(conn)?;
    for id in over {
        gone += diesel::delete(imports::table.find(id)).execute(conn)?;
    }
    Ok(gone)
}

/// Files of an office that wait to be brought in.
const PENDING: usize = 10;

/// Forgets the oldest files that wait, until there is room for one more; what is being checked or brought in stays.
pub(super) fn make_room(conn: &mut AnyConnection, office: OfficeId, now: Stamp) -> ApiResult<()> {
    let waiting = imports::table
        .filter(imports::office_id.eq(office))
        .filter(imports::expires_at.ge(now))
        .filter(imports::state.ne(ImportState::Done))
        .filter(imports::state.ne(ImportState::Undone))
        .order(imports::id.desc())
        .load::<ImportRow>(conn)?;
    for row in waiting.iter().skip(PENDING - 1).filter(|row| !row.is_busy(now)) {
        while parts::forget_some(conn, office, row.id, &[Part::Rows, Part::Problems, Part::Ready, Part::Made])? > 0 {}
        diesel::delete(imports::table.find(row.id)).execute(conn)?;
    }
    Ok(())
}
