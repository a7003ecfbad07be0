//! What the texts say, and that each is said somewhere.

use std::{
    fs,
    path::{Path, PathBuf},
};

use yaninda_shared::catalogue::{self, FieldKind};

use super::{is_plural, load, stem};
use crate::i18n::label;

/// A look over a shoulder must not tell what the programme is about.
const TELLING: [(&str, &[&str]); 3] = [
    ("en", &["trafficking", "victim", "survivor", "shelter"]),
    ("tr", &["insan ticareti", "mağdur", "hayatta kalan", "sığınma evi", "sığınmaevi", "sığınak", "barınak"]),
    ("ar", &["اتجار", "ضحية", "ضحايا", "ناجية", "ناجيات", "الناجي", "ملجأ", "مأوى", "إيواء"]),
];

#[test]
fn no_text_tells_what_the_programme_is_about() {
    for (locale, words) in TELLING {
        for (key, text) in load(locale) {
            let text = text.to_lowercase();
            let found = words.iter().find(|word| text.contains(**word));
            assert_eq!(found, None, "{locale}: {key}");
        }
    }
}

/// The source files of the app.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn source() -> String {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn every_text_is_shown_somewhere() {
    let source = source();
    let used = |name: &str| {
        source.match_indices(name).any(|(at, _)| {
            source[..at].ends_with("k::")
                && !source[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    };
    let mut by_code: Vec<String> = label::needed();
    for kind in catalogue::all() {
        by_code.push(format!("service.{}", kind.code));
        by_code.extend(kind.fields.iter().map(|spec| format!("field.{}", spec.key)));
        for spec in kind.fields {
            if let FieldKind::Choice(options) = spec.kind {
                by_code.extend(options.iter().map(|option| format!("choice.{option}")));
            }
        }
    }
    let unused: Vec<String> = load("en")
        .into_keys()
        .map(|key| if is_plural(&key) { stem(&key).to_owned() } else { key })
        // Put together from a code of the server, by post-build.mjs, or said in a file that the server makes.
        .filter(|key| !["value_error.", "crash.", "export."].iter().any(|start| key.starts_with(start)))
        .filter(|key| !by_code.contains(key))
        .filter(|key| !used(&key.replace(['.', '-'], "_").to_uppercase()))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn no_view_has_an_inline_style() {
    // In two parts, so that this line is not found.
    assert!(!source().contains(&[" style", "="].concat()), "the content security policy refuses it");
}

#[test]
fn every_form_is_the_one_that_a_browser_does_not_write_down() {
    assert_eq!(source().matches(&["<form", " "].concat()).count(), 1, "use PrivateForm");
}

#[test]
fn the_service_worker_the_server_and_the_routes_know_the_same_pages() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let quoted = |text: &str, start: &str, quote: char| {
        let list = text.split(start).nth(1).and_then(|rest| rest.split(';').next()).unwrap_or_default();
        let mut found: Vec<String> =
            list.split(quote).skip(1).step_by(2).map(|page| page.trim_start_matches('/').to_owned()).collect();
        found.sort_unstable();
        found
    };
    let worker = quoted(&read("post-build.mjs"), "const ROUTES", '\'');
    let server = quoted(&read("../server/src/http/assets.rs"), "const PAGES", '"');
    let routes = read("src/shell/routes.rs");
    let mut routed: Vec<String> =
        routes.split("path!(\"/").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect();
    routed.sort_unstable();
    assert_eq!(worker, server);
    assert_eq!(routed, server);
}
