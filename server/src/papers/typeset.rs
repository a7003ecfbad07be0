//! From a paper to the bytes of its file.

use serde_json::{Value, json};
use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use yaninda_shared::problem::Code;

use super::{
    clean::{clean, texts},
    desk::{Desk, day},
    letters::unwritten,
    paper::{Block, Paper},
};
use crate::{
    problem::{ApiError, ApiResult},
    words::say,
};

/// Most lines of tables and lists, and most bytes of text: what is set in some seconds.
const MOST_LINES: usize = 6_000;
const MOST_BYTES: usize = 2 << 20;
/// Most pages.
const MOST_PAGES: usize = 400;

/// The file: PDF/UA-1, or, where a letter is in no font, tagged all the same. Errors: 413 for too much.
pub(super) fn typeset(paper: &Paper) -> ApiResult<Vec<u8>> {
    if paper.blocks.iter().map(lines).sum::<usize>() > MOST_LINES {
        return Err(ApiError::Refused(Code::TooLarge));
    }
    let (data, complete) = data(paper);
    let data = serde_json::to_vec(&data).map_err(ApiError::internal)?;
    if data.len() > MOST_BYTES {
        return Err(ApiError::Refused(Code::TooLarge));
    }
    let desk =
        Desk::with(data, paper.made_on).ok_or_else(|| ApiError::internal("the template of papers is missing"))?;
    let made = print(&desk, paper, complete);
    // What typst remembers of this paper is somebody's data.
    typst::comemo::evict(0);
    made
}

fn print(desk: &Desk, paper: &Paper, complete: bool) -> ApiResult<Vec<u8>> {
    let document = typst::compile::<PagedDocument>(desk).output.map_err(|why| failed("set", &why))?;
    if document.pages().len() > MOST_PAGES {
        return Err(ApiError::Refused(Code::TooLarge));
    }
    let standards = if complete { PdfStandards::new(&[PdfStandard::Ua_1]) } else { PdfStandards::new(&[]) };
    let options = PdfOptions {
        // Neither which program made it, nor when: only the day.
        creator: Smart::Custom(None),
        timestamp: day(paper.made_on).map(Timestamp::new_utc),
        standards: standards.map_err(|_| ApiError::internal("a paper has no standard"))?,
        ident: Smart::Auto,
        page_ranges: None,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&document, &options).map_err(|why| failed("written", &why))
}

/// What typst says may quote the data: only its number of complaints is kept.
fn failed(what: &str, why: &[SourceDiagnostic]) -> ApiError {
    #[cfg(test)]
    eprintln!("{why:#?}");
    ApiError::internal(format!("a paper could not be {what}: {} complaints", why.len()))
}

const fn lines(block: &Block) -> usize {
    match block {
        Block::Heading { .. } | Block::Under { .. } | Block::Text { .. } | Block::Notice { .. } => 1,
        Block::List { items } => items.len(),
        Block::Facts { facts } => facts.len(),
        Block::Table { table } => table.rows.len() + 1,
    }
}

/// The data of the template, and whether every letter of it can be written.
fn data(paper: &Paper) -> (Value, bool) {
    let language = paper.language;
    let mut data = json!({
        "title": paper.title,
        "language": language.as_str(),
        "rtl": language.rtl(),
        "mark": paper.mark,
        "blocks": paper.blocks,
        "page": say(language, "paper-page", &[("page", "\u{1}"), ("pages", "\u{2}")]).split(['\u{1}', '\u{2}']).collect::<Vec<_>>(),
    });
    clean(&mut data);
    let mut all = Vec::new();
    texts(&data, &mut all);
    let missing = unwritten(language, all.into_iter());
    let complete = missing.is_none();
    if let (Some(scripts), Some(data)) = (missing, data.as_object_mut()) {
        data.insert("unwritten".to_owned(), json!(say(language, "paper-unwritten", &[("scripts", &scripts)])));
    }
    (data, complete)
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{mail::MailLanguage, values::NaiveDate};

    use super::*;
    use crate::papers::{Fact, Row, Table};

    fn paper(language: MailLanguage, rows: usize) -> Paper {
        let cells = |text: &str| vec![text.to_owned(), "3".to_owned()];
        let row = |n| Row { cells: cells(&format!("Row {n} #let *x*")), bar: Some(0.5), sum: n == 0 };
        let text = |text: &str| text.to_owned();
        Paper {
            title: text("Title"),
            language,
            made_on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            mark: Some(text("Mark")),
            blocks: vec![
                Block::Notice { text: text("Danger\nand a second line") },
                Block::Heading { text: text("Heading") },
                Block::Under { text: text("Under") },
                Block::Text { text: text("$ x < y #strong[no] \\ @ref") },
                Block::List { items: vec![text("one"), text("اثنان (2) two")] },
                Block::Facts { facts: vec![Fact::new("Name", "+90 555 111 22 33")] },
                Block::Table {
                    table: Table { head: cells("Head"), rows: (0..rows).map(row).collect(), numbers: true },
                },
            ],
        }
    }

    #[test]
    fn every_block_is_set_in_every_language_to_the_letter_of_the_standard() {
        for language in MailLanguage::ALL {
            let made = typeset(&paper(*language, 90)).expect("a paper");
            assert!(made.starts_with(b"%PDF-1.7"));
            let says = |what: &[u8]| made.windows(what.len()).any(|part| part == what);
            assert!(says(b"pdfuaid:part") && !says(b"Typst"));
        }
    }

    #[test]
    fn a_letter_that_no_font_has_costs_the_claim_and_nothing_else() {
        let mut paper = paper(MailLanguage::En, 1);
        paper.blocks.push(Block::Text { text: "김".to_owned() });
        let made = typeset(&paper).expect("a paper");
        assert!(!made.windows(7).any(|part| part == b"pdfuaid"));
    }

    #[test]
    fn what_would_take_minutes_is_refused() {
        let refused = |paper: &Paper| matches!(typeset(paper), Err(ApiError::Refused(Code::TooLarge)));
        assert!(refused(&paper(MailLanguage::En, MOST_LINES)));
        let mut long = paper(MailLanguage::En, 1);
        long.blocks.push(Block::Text { text: "long ".repeat(MOST_BYTES / 5) });
        assert!(refused(&long));
    }
}
