//! Finds the built app to embed. Never builds it: trunk would wait for the same lock.

use std::{env, fs, path::PathBuf};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let dist = root.join("../app/dist");
    println!("cargo::rerun-if-changed=../app/dist");
    println!("cargo::rerun-if-changed=../migrations");
    let folder = if dist.join("index.html").is_file() {
        dist
    } else {
        println!(
            "cargo::warning=there is no built app to embed: run `./dev build` (it builds the app first, then the server)"
        );
        let empty = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("no-app");
        let _ = fs::create_dir_all(&empty);
        empty
    };
    println!("cargo::rustc-env=YANINDA_APP_DIST={}", folder.display());
}
