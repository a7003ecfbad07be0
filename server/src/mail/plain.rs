//! The plain text of a mail. Every line is of one direction: a link stands alone, so nothing is reordered.

use super::word::{Line, Paragraph};

pub(super) fn write(paragraphs: &[Paragraph]) -> String {
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|lines| {
            let lines: Vec<String> = lines.iter().map(line).collect();
            lines.join("\n") + "\n"
        })
        .collect();
    paragraphs.join("\n")
}

fn line(line: &Line) -> String {
    match line {
        Line::Said(text) | Line::Main(text) | Line::Aside(text) | Line::Place(text) => text.clone(),
        Line::Link(label, link) => format!("{label}:\n{}", link.as_str()),
    }
}
