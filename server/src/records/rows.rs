//! The queries that differ from table to table only in its name.

/// `find`: a row of the case at hand, by its id.
macro_rules! find_of_case {
    ($seen:vis $table:ident, $id:ident => $row:ident) => {
        /// The row of one of this case. Errors: 404.
        $seen fn find(
            reading: &mut $crate::access::Reading<'_, $crate::access::Case>,
            id: ::yaninda_shared::ids::RawId,
        ) -> $crate::problem::ApiResult<$row> {
            $table::table
                .filter($table::id.eq($id::from_raw(id)))
                .filter($table::office_id.eq(reading.caller.office))
                .filter($table::case_id.eq(reading.case()))
                .get_result(reading.conn)
                .optional()?
                .ok_or_else($crate::problem::ApiError::not_found)
        }
    };
}

/// `show`: one of this case, found and opened with the case's key alone.
macro_rules! show_of_case {
    ($seen:vis $record:ident) => {
        /// One of this case, opened. Errors: 404.
        $seen fn show(
            reading: &mut $crate::access::Reading<'_, $crate::access::Case>,
            id: ::yaninda_shared::ids::RawId,
        ) -> $crate::problem::ApiResult<$record> {
            let key = reading.case_key()?;
            Ok(find(reading, id)?.open(&key)?)
        }
    };
}

/// `newest`: rows of the case at hand from a cursor on, latest day first.
macro_rules! newest_of_case {
    ($table:ident by $day:ident, $id:ident => $row:ident) => {
        /// Rows of this case from a cursor on, latest day first.
        pub fn newest(
            reading: &mut $crate::access::Reading<'_, $crate::access::Case>,
            after: Option<(::yaninda_shared::values::NaiveDate, ::yaninda_shared::ids::RawId)>,
            limit: i64,
        ) -> $crate::problem::ApiResult<Vec<$row>> {
            let mut rows = $table::table
                .filter($table::office_id.eq(reading.caller.office))
                .filter($table::case_id.eq(reading.case()))
                .order(($table::$day.desc(), $table::id.desc()))
                .limit(limit)
                .into_boxed();
            if let Some((day, id)) = after {
                let id = $id::from_raw(id);
                // `a <= x AND (a < x OR id < y)` uses the index range on both databases.
                rows = rows.filter($table::$day.le(day).and($table::$day.lt(day).or($table::id.lt(id))));
            }
            Ok(rows.load(reading.conn)?)
        }
    };
}

pub(crate) use {find_of_case, newest_of_case, show_of_case};
