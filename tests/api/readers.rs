//! Programs of others that read our files. `./dev setup --tests` installs them.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// What a Python program under `readers/` makes of this.
pub fn python(script: &str, input: &Value) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("../.tools/readers/bin/python");
    assert!(python.exists(), "the readers are missing: ./dev setup --tests");
    let mut child = Command::new(python)
        .arg(root.join("api/readers").join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("its input").write_all(input.to_string().as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{script} failed");
    serde_json::from_slice(&output.stdout).expect("its answer")
}

/// A PDF as the programs of Poppler see it.
pub struct Pdf {
    folder: TempDir,
}

impl Pdf {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        assert!(bytes.starts_with(b"%PDF-1.7"), "not a PDF");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("paper.pdf"), bytes).expect("it is written");
        Self { folder }
    }

    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(program).args(before).arg("paper.pdf").args(after).current_dir(&self.folder).output();
        let output = output.unwrap_or_else(|_| panic!("{program} is missing: ./dev setup --tests"));
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What it says, in the order that it is written in the file, with single spaces.
    pub fn text(&self) -> String {
        self.said(&["-raw"])
    }

    /// The same where lines run from right to left: Poppler puts their words in order.
    pub fn text_right_to_left(&self) -> String {
        self.said(&[])
    }

    fn said(&self, how: &[&str]) -> String {
        let text = self.run("pdftotext", how, &["-"]);
        let marks = |c: char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        text.chars().filter(|c| marks(*c)).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What `pdfinfo` says of this.
    pub fn info(&self, name: &str) -> String {
        let info = self.run("pdfinfo", &[], &[]);
        let line = info.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
        line.map(str::trim).unwrap_or_default().to_owned()
    }

    /// Its structure: a tag a line, indented.
    pub fn structure(&self) -> String {
        self.run("pdfinfo", &["-struct"], &[])
    }

    /// Names of its fonts; every one is in the file and leads back to text.
    pub fn fonts(&self) -> Vec<String> {
        let list = self.run("pdffonts", &[], &[]);
        let fonts = list.lines().skip(2).map(|line| line.split_whitespace().collect::<Vec<_>>());
        fonts
            .map(|font| {
                // emb, sub, uni, then object and generation.
                assert_eq!(&font[font.len() - 5..font.len() - 2], ["yes", "yes", "yes"], "{font:?}");
                font[0].split_once('+').map_or(font[0], |(_, name)| name).to_owned()
            })
            .collect()
    }

    /// Draws every page and holds that nothing of it reaches its edge. Answers how many there are.
    pub fn pages(&self) -> usize {
        self.run("pdftoppm", &["-r", "40", "-gray"], &["page"]);
        let files = std::fs::read_dir(self.folder.path()).expect("a folder").map(|file| file.expect("a file").path());
        let pages: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "pgm")).collect();
        for page in &pages {
            let drawn = std::fs::read(page).expect("a page");
            let header =
                drawn.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace()).nth(3).expect("a header").0;
            let size = String::from_utf8_lossy(&drawn[..header]).into_owned();
            let width: usize = size.split_whitespace().nth(1).expect("a width").parse().expect("a number");
            let (rows, edge) = (drawn[header + 1..].chunks(width).collect::<Vec<_>>(), 14);
            let white = |row: &&[u8]| row.iter().all(|dot| *dot == 255);
            assert!(rows[..edge].iter().chain(&rows[rows.len() - edge..]).all(white), "{} is clipped", page.display());
            let sides = |row: &&[u8]| row[..edge].iter().chain(&row[width - edge..]).all(|dot| *dot == 255);
            assert!(rows.iter().all(sides), "{} is clipped at its side", page.display());
            assert!(!rows.iter().all(white), "{} is empty", page.display());
        }
        pages.len()
    }
}
