//! A report for paper: its tables, each with a bar below the name of a row for what all of it adds up to.

use yaninda_shared::{disclosure::Period, mail::MailLanguage, users::Locale, values::NaiveDate};

use super::{
    book::{Book, Figure, Sheet},
    csv::amount,
    words::Words,
};
use crate::{
    papers::{Block, Fact, Paper, Row, Table},
    words::dates::date,
};

/// The paper of a book, as things stood on this day.
pub(super) fn paper(book: &Book, words: &Words, today: NaiveDate) -> Paper {
    let language = match words.locale() {
        Locale::En => MailLanguage::En,
        Locale::Tr => MailLanguage::Tr,
        Locale::Ar => MailLanguage::Ar,
    };
    let mut facts = vec![
        Fact::new(words.get("export.office"), &book.office),
        Fact::new(words.get("export.period"), period(&book.period, language)),
    ];
    facts.extend(book.fund.as_ref().map(|fund| Fact::new(words.get("reports.fund"), fund)));
    facts.push(Fact::new(words.get("export.as_of"), date(language, today)));
    let mut blocks = vec![Block::Facts { facts }];
    let mark = book.warning.is_some().then(|| words.get("export.exact"));
    blocks.extend(book.warning.iter().map(|text| Block::Notice { text: text.clone() }));
    blocks.extend(book.notes.iter().map(|text| Block::Text { text: text.clone() }));
    for sheet in &book.sheets {
        blocks.push(Block::Heading { text: sheet.name.clone() });
        blocks.push(match &sheet.instead {
            Some(text) => Block::Text { text: text.clone() },
            None => Block::Table { table: table(sheet, book) },
        });
    }
    Paper { title: words.get("reports.title"), language, made_on: today, mark, blocks }
}

/// `2026-Q1`, and below it, for each line has its own direction, `1 January 2026 – 31 March 2026`.
fn period(text: &str, language: MailLanguage) -> String {
    let days = Period::parse(text).ok().map(Period::days);
    match days.and_then(|(first, after)| Some((first, after.pred_opt()?))) {
        Some((first, last)) => format!("{text}\n{} – {}", date(language, first), date(language, last)),
        None => text.to_owned(),
    }
}

fn table(sheet: &Sheet, book: &Book) -> Table {
    let corner = std::iter::once(String::new());
    let most =
        sheet.rows.iter().filter(|(head, _)| head.code != TOTAL).filter_map(|(_, figures)| counted(figures)).max();
    let row = |(head, figures): &(super::book::Head, Vec<Figure>)| {
        let sum = head.code == TOTAL;
        // A length is a figure too: no row has one where any of it is hidden.
        let shown = if sum { None } else { counted(figures) };
        let bar = shown.zip(most).filter(|(_, most)| *most > 0).map(|(many, most)| many as f64 / most as f64);
        let cells = std::iter::once(head.text.clone()).chain(figures.iter().map(|figure| text(figure, book)));
        Row { cells: cells.collect(), bar, sum }
    };
    Table {
        head: corner.chain(sheet.columns.iter().map(|column| column.text.clone())).collect(),
        rows: sheet.rows.iter().map(row).collect(),
        numbers: true,
    }
}

const TOTAL: &str = "total";

/// What a row adds up to: its last figure.
fn counted(figures: &[Figure]) -> Option<u64> {
    match figures.last() {
        Some(Figure::Count(many)) => Some(*many),
        _ => None,
    }
}

fn text(figure: &Figure, book: &Book) -> String {
    match figure {
        Figure::Count(many) => many.to_string(),
        Figure::Hidden => book.mark.clone(),
        Figure::Money(minor, digits) => amount(*minor, *digits),
        Figure::None => "–".to_owned(),
    }
}
