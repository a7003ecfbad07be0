//! Backups: taken under load, checked, restored, refused.

mod load;
mod refused;
mod restore;

use std::{
    collections::BTreeSet,
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
