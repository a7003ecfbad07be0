//! Backups: taken under load, checked, restored, refused.

mod load;
mod refused;
mod restore;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use age::{secrecy::ExposeSecret, x25519::Identity};

use super::site::Site;

/// A new identity in a file of its own; the file and the recipient.
pub fn identity(site: &Site, name: &str) -> (PathBuf, String) {
    let identity = Identity::generate();
    let path = site.file(name);
    std::fs::write(&path, format!("# a comment\n{}\n", identity.to_string().expose_secret())).expect("written");
    (path, identity.to_public().to_string())
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// Backs a site up, checks the backup, and answers its path and the identity's.
pub fn backed_up(site: &Site) -> (PathBuf, PathBuf) {
    let (identity, recipient) = identity(site, "identity");
    let data = site.file("backup.age");
    let said = site.ok(&["backup", "--to", text(&data), "--recipient", &recipient]);
    assert!(said.contains("found good"), "{said}");
    let said = site.ok(&["backup", "--check", text(&data), "--identity", text(&identity)]);
    assert!(said.contains("audit log intact") && said.contains("keys lie beside it"), "{said}");
    (data, identity)
}

pub fn restore(into: &Site, data: &Path, identity: &Path) -> String {
    into.ok(&["restore", "--from", text(data), "--identity", text(identity)])
}

/// What lies in a folder, by name.
pub fn names(folder: &Path) -> BTreeSet<String> {
    let all = std::fs::read_dir(folder).expect("a folder");
    all.map(|one| one.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Rows by table.
type Rows = BTreeMap<String, BTreeSet<String>>;

/// Every row of a backup, table by table, as both databases would show it.
pub fn rows(data: &Path, identity: &Path) -> Rows {
    let found = yaninda::backup::identities(identity).expect("an identity");
    let file = age::Decryptor::new_buffered(BufReader::new(File::open(data).expect("a file"))).expect("a backup");
    let stream = file.decrypt(found.iter().map(|one| -> &dyn age::Identity { one.as_ref() })).expect("decrypts");
    let mut all = Rows::new();
    let mut table = String::new();
    for line in BufReader::new(flate2::read::GzDecoder::new(stream)).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        if value.is_array() {
            all.entry(table.clone()).or_default().insert(value.to_string());
        } else if let Some(name) = value["table"]["name"].as_str() {
            table = name.to_owned();
        }
    }
    all
}

/// Nothing was lost and nothing came to it, but for the entries by which a backup and a restore say so in the log.
pub fn same_rows(was: &Rows, is: &Rows) {
    assert_eq!(was.keys().collect::<Vec<_>>(), is.keys().collect::<Vec<_>>());
    for (table, rows) in was {
        match table.as_str() {
            "audit_entries" => assert!(rows.is_subset(&is[table])),
            "audit_heads" => {}
            _ => assert_eq!(rows, &is[table], "{table}"),
        }
    }
}
