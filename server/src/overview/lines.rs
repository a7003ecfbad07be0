//! The same rows as a count or as a page of lines.

use yaninda_shared::{overview::FigureLine, page::Page};

use crate::http::PageQuery;

/// What is asked of a figure.
pub(super) enum Ask {
    Count,
    Lines(PageQuery),
}

/// What is answered.
pub(super) enum Told {
    Count(i64),
    Lines(Page<FigureLine>),
}

/// Answers `$ask` about `$rows`, a boxed query that joins the case of each row. A page is in the order of `$key` (a column and
/// the type it is read as) and `$id`; `$extra` is what more a line needs, and `$line` adds it to the line about the case.
macro_rules! told {
    ($reading:ident, $ask:expr, $rows:expr, $id:expr, $key:expr => $of:ty, $extra:expr => $more:ty, $line:expr) => {{
        use diesel::prelude::*;
        match $ask {
            $crate::overview::lines::Ask::Count => {
                let count: i64 = $rows.select(diesel::dsl::count_star()).get_result($reading.conn)?;
                Ok($crate::overview::lines::Told::Count(count))
            }
            $crate::overview::lines::Ask::Lines(paging) => {
                let limit = paging.limit()?;
                let mut rows = $rows
                    .select((
                        $id,
                        $key.assume_not_null(),
                        cases::id,
                        cases::code_name,
                        cases::number,
                        cases::worker_id,
                        $extra,
                    ))
                    .order(($key.asc(), $id.asc()))
                    .limit(limit + 1);
                if let Some((key, id)) = paging.cursor::<$of>()? {
                    rows = rows.filter($key.ge(key).and($key.gt(key).or($id.gt(id))));
                }
                type Row = (
                    yaninda_shared::ids::RawId,
                    $of,
                    yaninda_shared::ids::CaseId,
                    String,
                    String,
                    Option<yaninda_shared::ids::UserId>,
                    $more,
                );
                let rows: Vec<Row> = rows.load($reading.conn)?;
                let yaninda_shared::page::Page { items, next } =
                    $crate::http::page(rows, limit, |row| (row.1.to_string(), row.0));
                let mut lines = Vec::with_capacity(items.len());
                for (id, key, case, name, number, worker, more) in items {
                    let name = $crate::cases::row::code_name(&name)?;
                    let line = yaninda_shared::overview::FigureLine::about(case, name, number, worker);
                    lines.push($line(line, id, key, more)?);
                }
                Ok($crate::overview::lines::Told::Lines(yaninda_shared::page::Page { items: lines, next }))
            }
        }
    }};
}
pub(super) use told;
