//! The marks: one for every field, so that a hit says which.

use totp_rs::Secret;
use yaninda_tests::canary::Canary;

/// Begins every mark in a text. Lower case, because what is searched for is folded.
pub const MARK: &str = "kanarya9c41e7";
/// Begins every mark in a number: a phone's, a document's.
pub const NUMBER: &str = "55507391";
/// In what is clear by design; must be found, or nobody looked.
pub const CLEAR: &str = "acikkusad3b20";

/// Every mark that was made.
pub struct Marks {
    texts: Canary,
    numbers: Canary,
    fields: Vec<(String, Canary)>,
    secrets: Vec<Canary>,
}

impl Marks {
    pub fn new() -> Self {
        Self { texts: Canary::of(MARK), numbers: Canary::of(NUMBER), fields: Vec::new(), secrets: Vec::new() }
    }

    /// A mark for a text field.
    pub fn text(&mut self, field: &str) -> String {
        self.keep(field, format!("{MARK}{:02x}", self.fields.len()))
    }

    /// Ten digits for a field of numbers.
    pub fn number(&mut self, field: &str) -> String {
        self.keep(field, format!("{NUMBER}{:02}", self.fields.len()))
    }

    /// A secret in base32: looked for as it is written and as it is meant.
    pub fn secret(&mut self, base32: &str) {
        self.secrets.push(Canary::of(base32));
        self.secrets.push(Canary::of_bytes(&Secret::try_from_base32(base32).expect("base32")));
    }

    fn keep(&mut self, field: &str, mark: String) -> String {
        self.fields.push((field.to_owned(), Canary::of(&mark)));
        mark
    }

    /// What of it these bytes hold: which field, in which form.
    pub fn find(&self, bytes: &[u8]) -> Option<String> {
        if let Some(form) = self.secrets.iter().find_map(|secret| secret.find(bytes)) {
            return Some(format!("a second factor as {form}"));
        }
        let (text, number) = (self.texts.find(bytes), self.numbers.find(bytes));
        if text.is_none() && number.is_none() {
            return None;
        }
        let named = self.fields.iter().find_map(|(field, mark)| Some(format!("{field} as {}", mark.find(bytes)?)));
        // So few digits may also stand somewhere by chance; the word does not.
        named.or_else(|| text.map(|form| format!("what was only asked for as {form}")))
    }
}
