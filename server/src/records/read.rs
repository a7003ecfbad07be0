//! The four reads of every kind of record: a page, all of them, one, and what it was before. Each says in the audit log
//! which records it disclosed.

use yaninda_shared::{
    audit::AuditAction,
    ids::RawId,
    page::Page,
    record::{Former, RecordKind},
    values::NaiveDate,
};

use super::Entry;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    history::versions,
    http::{PageQuery, page},
    problem::ApiResult,
};

/// Where a page begins: after this day and this record.
type Cursor = Option<(NaiveDate, RawId)>;

/// A page of them, latest day first. `open` is given the cursor and how many to open.
pub async fn paged<T: Entry>(
    access: Access<EntryRead, Case>,
    query: &PageQuery,
    open: impl FnOnce(&mut Reading<'_, Case>, Cursor, i64) -> ApiResult<Vec<T>> + Send + 'static,
    day: fn(&T) -> NaiveDate,
) -> ApiResult<Answer<Page<T>>> {
    let (limit, after) = (query.limit()?, query.cursor()?);
    let shown = access.read(move |reading| {
        let opened = open(reading, after, limit + 1)?;
        let shown = page(opened, limit, |one| (day(one).to_string(), one.id()));
        let ids = shown.items.iter().map(Entry::id).collect();
        Ok(disclosed(reading, shown, AuditAction::Listed, T::KIND, ids))
    });
    Ok(Answer::read(0, shown.await?))
}

/// All of them.
pub async fn all<T: Entry>(
    access: Access<EntryRead, Case>,
    open: fn(&mut Reading<'_, Case>) -> ApiResult<Vec<T>>,
) -> ApiResult<Answer<Vec<T>>> {
    let shown = access.read(move |reading| {
        let shown = open(reading)?;
        let ids = shown.iter().map(Entry::id).collect();
        Ok(disclosed(reading, shown, AuditAction::Listed, T::KIND, ids))
    });
    Ok(Answer::read(0, shown.await?))
}

/// One of them. Errors: 404.
pub async fn one<T: Entry>(
    access: Access<EntryRead, Case>,
    id: RawId,
    show: fn(&mut Reading<'_, Case>, RawId) -> ApiResult<T>,
) -> ApiResult<Answer<T>> {
    let shown = access.read(move |reading| {
        let shown = show(reading, id)?;
        Ok(disclosed(reading, shown, AuditAction::Read, T::KIND, vec![id]))
    });
    let shown = shown.await?;
    Ok(Answer::read(shown.version().unwrap_or_default(), shown))
}

/// How what was kept of a record is found. Errors: 404.
type Formers<T> = fn(&mut Reading<'_, Case>, RawId) -> ApiResult<Vec<Former<T>>>;

/// One of them as it was before each change, oldest first. Errors: 404.
pub async fn history<T: Entry>(
    access: Access<EntryRead, Case>,
    id: RawId,
    former: Formers<T>,
) -> ApiResult<Answer<Vec<Former<T>>>> {
    let shown = access.read(move |reading| {
        let shown = former(reading, id)?;
        Ok(disclosed(reading, shown, AuditAction::Read, T::KIND, vec![id]))
    });
    Ok(Answer::read(0, shown.await?))
}

/// What was kept of a record before each change, oldest first.
pub fn former<T: Entry>(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<T>>> {
    versions(reading, T::KIND, id)
}

fn disclosed<V>(
    reading: &Reading<'_, Case>,
    value: V,
    action: AuditAction,
    kind: RecordKind,
    ids: Vec<RawId>,
) -> Disclosed<V> {
    Disclosed::audited(value, action, kind, Some(reading.case()), ids)
}
