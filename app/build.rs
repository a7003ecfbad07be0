//! Turns `locales/{en,tr,ar}.json` into compile-time checked keys. `post-build.mjs` makes a file of texts for each
//! language, in the order of the same sorted keys: of the three, a phone needs one to begin with.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

const PLURALS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

fn plural_base(key: &str) -> Option<&str> {
    PLURALS.iter().find_map(|suffix| key.strip_suffix(suffix)).filter(|base| base.starts_with("count."))
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let out = Path::new(&out);
    let mut tables = Vec::new();
    for locale in ["en", "tr", "ar"] {
        let text = fs::read_to_string(format!("locales/{locale}.json"))?;
        tables.push(serde_json::from_str::<BTreeMap<String, String>>(&text)?);
    }
    let mut keys: Vec<&String> = tables.iter().flat_map(BTreeMap::keys).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut code = String::new();
    let mut bases: Vec<&str> = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let (name, value) = match plural_base(key) {
            Some(base) if bases.contains(&base) => continue,
            Some(base) => {
                bases.push(base);
                (base, format!("Plural = Plural(\"{base}\")"))
            }
            None => (key.as_str(), format!("Key = Key({at})")),
        };
        let name = name.replace(['.', '-'], "_").to_uppercase();
        writeln!(code, "/// `{key}`\npub const {name}: {value};")?;
    }
    fs::write(out.join("keys.rs"), code)?;
    let all: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
    fs::write(out.join("keys.txt"), all.join("\u{1f}"))?;
    Ok(())
}
