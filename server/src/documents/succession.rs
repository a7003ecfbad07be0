//! Which document takes the place of which: by their days, in whatever order they are recorded.

use diesel::prelude::*;
use yaninda_shared::{documents::DocumentDraft, ids::DocumentId, values::NaiveDate};

use super::{row::DocumentRow, store::store};
use crate::{
    access::{Case, Writing},
    db::schema::documents,
    problem::ApiResult,
};

/// What stands around one document of the case.
pub struct Line {
    id: DocumentId,
    /// What it may replace, oldest first.
    before: Vec<DocumentId>,
    /// What replaces it although it is older.
    crossed: Vec<DocumentRow>,
    /// The next that may replace it.
    after: Option<DocumentRow>,
}

/// The line that a document stands in, or is about to. One without a day of issue is the newest.
pub fn line(writing: &mut Writing<'_, Case>, id: DocumentId, draft: &DocumentDraft) -> ApiResult<Line> {
    let day = draft.issued_on.unwrap_or(NaiveDate::MAX);
    let rows: Vec<DocumentRow> = documents::table
        .filter(documents::office_id.eq(writing.caller.office))
        .filter(documents::case_id.eq(writing.case()))
        .filter(documents::withdrawn.eq(false))
        .filter(documents::id.ne(id))
        .order((documents::occurred_on, documents::id))
        .load(writing.conn)?;
    // A permit that has run out is replaced as well; one that was refused or cancelled is not.
    let rows = rows.into_iter().filter(|row| row.status.holds() && draft.status.holds());
    let (before, after): (Vec<_>, Vec<_>) = rows.partition(|row| row.occurred_on <= day);
    Ok(Line {
        id,
        crossed: before.iter().filter(|row| row.supersedes == Some(id)).cloned().collect(),
        before: before.iter().filter(|row| draft.kind.replaces(row.kind)).map(|row| row.id).collect(),
        after: after.into_iter().find(|row| row.kind.replaces(draft.kind)),
    })
}

impl Line {
    /// The one to replace.
    pub fn latest_before(&self) -> Option<DocumentId> {
        self.before.last().copied()
    }

    /// Whether the document stands in order when it replaces `former`.
    pub fn is_in_order(&self, former: Option<DocumentId>) -> bool {
        let follows = former.map_or(self.before.is_empty(), |former| self.before.contains(&former));
        follows && self.crossed.is_empty()
    }

    /// Takes the document out of the line: what replaced it replaces `former` now.
    pub fn take_out(&self, writing: &mut Writing<'_, Case>, former: Option<DocumentId>) -> ApiResult<()> {
        self.crossed.iter().try_for_each(|row| link(writing, row, former))
    }

    /// Lets the next document replace this one, if it replaced nothing or what this one replaces now.
    pub fn put_in(&self, writing: &mut Writing<'_, Case>, former: Option<DocumentId>) -> ApiResult<()> {
        match self.after.as_ref().filter(|next| next.supersedes.is_none() || next.supersedes == former) {
            Some(next) => link(writing, next, Some(self.id)),
            None => Ok(()),
        }
    }
}

/// What replaced a document replaces the one before it from now on.
pub(super) fn skip(writing: &mut Writing<'_, Case>, document: &DocumentRow) -> ApiResult<()> {
    let next: Vec<DocumentRow> = documents::table
        .filter(documents::office_id.eq(writing.caller.office))
        .filter(documents::case_id.eq(writing.case()))
        .filter(documents::supersedes.eq(document.id))
        .filter(documents::withdrawn.eq(false))
        .load(writing.conn)?;
    next.iter().try_for_each(|row| link(writing, row, document.supersedes))
}

/// In a closed case the documents that are there stay as they are.
fn link(writing: &mut Writing<'_, Case>, row: &DocumentRow, former: Option<DocumentId>) -> ApiResult<()> {
    if writing.resource.row.open {
        let known = row.draft(&writing.case_key()?)?;
        store(writing, row.id, Some(row), &DocumentDraft { supersedes: former, ..known })?;
    }
    Ok(())
}
