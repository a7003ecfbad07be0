//! `SECURITY.md` says of every column whether it is clear or sealed; this holds it against the schema.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
};

const SECURITY: &str = include_str!("../../SECURITY.md");

/// Columns and types of all parts of `db/schema/`.
fn columns() -> io::Result<BTreeMap<String, String>> {
    let parts = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/schema"))?;
    let schema: String = parts.map(|part| fs::read_to_string(part?.path())).collect::<io::Result<_>>()?;
    let mut table = "";
    let mut columns = BTreeMap::new();
    for line in schema.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with("{")) {
            table = name;
        } else if let Some((name, kind)) = line.split_once(" -> ") {
            columns.insert(format!("{table}.{name}"), kind.trim_end_matches(',').to_owned());
        }
    }
    Ok(columns)
}

/// Rows of the table: column and how it is kept.
fn rows() -> Vec<(String, String)> {
    SECURITY
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("| ")?.split(" | ").collect();
            let (column, kept) = (cells.first()?.trim(), cells.get(1)?.trim());
            (column.contains('.') && !column.contains(' ')).then(|| (column.to_owned(), kept.to_owned()))
        })
        .collect()
}

#[test]
fn every_column_is_in_the_table_once() {
    let listed: Vec<String> = rows().into_iter().map(|(column, _)| column).collect();
    let unique: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), unique.len(), "a column is listed twice");
    let real: BTreeSet<String> = columns().expect("the schema").into_keys().collect();
    assert!(real.len() > 200);
    assert_eq!(real.difference(&unique).collect::<Vec<_>>(), Vec::<&String>::new(), "not in SECURITY.md");
    assert_eq!(unique.difference(&real).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the schema");
}

#[test]
fn sealed_and_wrapped_columns_hold_bytes_and_clear_bytes_are_named() {
    let columns = columns().expect("the schema");
    for (column, kept) in rows() {
        let kind = columns[&column].as_str();
        let bytes = kind.contains("Binary");
        match kept.as_str() {
            "sealed" | "wrapped" | "hash" | "keyed hash" => assert!(bytes, "{column} is {kind}"),
            "Argon2id" => assert!(kind.contains("Text"), "{column} is {kind}"),
            // Bytes in clear are chains of hashes and packed random ids, nothing else.
            "clear" => assert!(
                !bytes
                    || ["audit_entries.ids", "audit_entries.hash", "audit_heads.hash", "release_tables.offices"]
                        .contains(&column.as_str()),
                "{column}"
            ),
            other => panic!("{column}: {other} is not a way of keeping"),
        }
    }
}
