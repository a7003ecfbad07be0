//! Papers that count: they stand, are not over by their status, and no later paper replaced them.

use diesel::{dsl::sql, expression::SqlLiteral, sql_types::Bool};

/// The conditions of the indexes `documents_in_force` and `documents_replacing`. An index on a part of a table serves a query
/// that says the same words, so the statuses are written out here too.
const IN_FORCE: &str = "NOT documents.withdrawn AND documents.status IN \
('to_apply', 'applied', 'biometrics_done', 'in_print', 'delivered', 'under_appeal') \
AND NOT EXISTS (SELECT 1 FROM documents AS next WHERE next.office_id = documents.office_id \
AND next.supersedes = documents.id AND NOT next.withdrawn AND next.status IN \
('to_apply', 'applied', 'biometrics_done', 'in_print', 'delivered', 'expired', 'under_appeal'))";

/// Documents that are in force.
pub fn in_force() -> SqlLiteral<Bool> {
    sql(IN_FORCE)
}

#[cfg(test)]
mod tests {
    use yaninda_shared::documents::DocumentStatus;

    use super::*;

    #[test]
    fn what_is_in_force_is_said_alike_by_statuses_queries_and_indexes() {
        let (own, next) = IN_FORCE.split_once("NOT EXISTS").unwrap();
        for status in DocumentStatus::ALL {
            let word = format!("'{}'", status.as_str());
            assert_eq!((own.contains(&word), next.contains(&word)), (status.is_live(), status.holds()), "{status:?}");
        }
        let listed = |text: &str| text.split_once("IN (").unwrap().1.split_once(')').unwrap().0.to_owned();
        for schema in [
            include_str!("../../../migrations/sqlite/00000000000013_supervision/up.sql"),
            include_str!("../../../migrations/postgres/00000000000013_supervision/up.sql"),
        ] {
            assert!([own, next].iter().all(|part| schema.contains(&listed(part))));
        }
    }
}
