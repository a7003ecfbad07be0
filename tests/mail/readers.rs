//! Programs of others that read what we write. `./dev setup --tests` installs them.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

/// What a Python program under `readers/` makes of this.
pub fn python(script: &str, input: &Value) -> Value {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.tools/readers/bin/python");
    assert!(python.exists(), "the readers are missing: ./dev setup --tests");
    run(&python, script, input)
}

/// What a JavaScript program under `readers/` makes of this.
pub fn node(script: &str, input: &Value) -> Value {
    run(Path::new("node"), script, input)
}

fn run(program: &Path, script: &str, input: &Value) -> Value {
    let script: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("mail/readers").join(script);
    let mut child = Command::new(program)
        .arg(&script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
    child.stdin.take().expect("its input").write_all(input.to_string().as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{} failed", script.display());
    serde_json::from_slice(&output.stdout).expect("its answer")
}
