//! A report as tables with their words, whatever file it becomes.

use std::collections::BTreeMap;

use yaninda_shared::{
    disclosure::GRAIN,
    releases::{ReleaseRecord, ReleaseScope},
    reports::{Axis, DonorReport, Figures, ReportTable, Spend},
};

use super::words::Words;

/// What stands at the head of a row or a column.
#[derive(Clone, Debug)]
pub struct Head {
    pub code: String,
    pub text: String,
}

/// One figure.
#[derive(Clone, Copy, Debug)]
pub enum Figure {
    Count(u64),
    Hidden,
    /// Minor units, and how many digits of them come after the point.
    Money(i64, u32),
    /// Nothing was spent in this currency, or it is not shown.
    None,
}

/// One table.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub code: String,
    pub name: String,
    /// The same on the tab of a workbook, where there is room for little.
    pub tab: String,
    pub columns: Vec<Head>,
    pub rows: Vec<(Head, Vec<Figure>)>,
    /// Said instead of figures.
    pub instead: Option<String>,
}

/// All tables of a file.
#[derive(Clone, Debug)]
pub struct Book {
    pub title: String,
    pub period: String,
    pub office: String,
    /// Of all that it paid only, by its code.
    pub fund: Option<String>,
    /// Said first in every sheet of figures that must stay in the office, and at the head of the file's name.
    pub warning: Option<String>,
    /// What a reader must know of the figures.
    pub notes: Vec<String>,
    pub sheets: Vec<Sheet>,
    /// How a hidden figure is written.
    pub mark: String,
    pub right_to_left: bool,
}

impl Book {
    /// What the file is called, without its end: how far it may go, and the period.
    #[must_use]
    pub fn file_name(&self) -> String {
        let kind = if self.warning.is_some() { "exact" } else { "figures" };
        format!("{kind}-{}", self.period)
    }
}

fn head(axis: Axis, code: &str, words: &Words) -> Head {
    let text = axis.key(code).map_or_else(|| words.country(code), |key| words.get(&key));
    Head { code: code.to_owned(), text }
}

fn sheet(figures: &Figures, words: &Words) -> Sheet {
    let (rows, columns) = figures.table.axes();
    let money = figures.table == ReportTable::Spend;
    let hidden = if money { Figure::None } else { Figure::Hidden };
    let figure = |cell: &Option<u64>| cell.map_or(hidden, Figure::Count);
    let row = |row: &yaninda_shared::reports::FigureRow| {
        (head(rows, &row.code, words), row.cells.iter().map(figure).collect::<Vec<_>>())
    };
    let nothing = if money { "releases.no_amounts" } else { "releases.withheld" };
    Sheet {
        code: figures.table.as_str().to_owned(),
        name: words.get(&format!("report_table.{}", figures.table)),
        tab: words.get(&format!("export.sheet.{}", figures.table)),
        columns: figures.columns.iter().map(|code| head(columns, code, words)).collect(),
        rows: figures.rows.iter().map(row).collect(),
        instead: figures.withheld.then(|| words.get(nothing)),
    }
}

/// One row a fund and category, one column a currency.
fn spend(spend: &[Spend], words: &Words) -> Sheet {
    let mut currencies: Vec<_> = spend.iter().map(|one| (one.currency.as_str().to_owned(), one.currency)).collect();
    currencies.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    currencies.dedup_by(|one, other| one.0 == other.0);
    let mut rows: BTreeMap<(String, String), Vec<Figure>> = BTreeMap::new();
    for one in spend {
        let fund = one.fund.as_ref().map_or_else(String::new, |fund| fund.as_str().to_owned());
        let row = rows
            .entry((fund, one.category.as_str().to_owned()))
            .or_insert_with(|| vec![Figure::None; currencies.len()]);
        let at = currencies.iter().position(|(code, _)| code == one.currency.as_str());
        if let Some(cell) = at.and_then(|at| row.get_mut(at)) {
            *cell = Figure::Money(one.minor, one.currency.digits());
        }
    }
    let row = |((fund, category), cells): ((String, String), Vec<Figure>)| {
        let named = if fund.is_empty() { words.get("reports.no_fund") } else { fund.clone() };
        let text = format!("{named}: {}", words.get(&format!("category.{category}")));
        (Head { code: format!("{fund}/{category}"), text }, cells)
    };
    Sheet {
        code: "spend".to_owned(),
        name: words.get("reports.spend"),
        tab: words.get("reports.spend"),
        columns: currencies.into_iter().map(|(code, _)| Head { text: code.clone(), code }).collect(),
        rows: rows.into_iter().map(row).collect(),
        instead: spend.is_empty().then(|| words.get("reports.no_spend")),
    }
}

/// A supervisor's report.
#[must_use]
pub fn of_donor_report(report: &DonorReport, office: &str, words: &Words) -> Book {
    let fund = report.fund.as_ref().map(|fund| words.with("export.fund_note", &[("fund", fund.as_str())]));
    let mut sheets: Vec<Sheet> = report.tables.iter().map(|table| sheet(table, words)).collect();
    sheets.push(spend(&report.spend, words));
    Book {
        title: words.get("reports.title"),
        period: report.period.to_string(),
        office: office.to_owned(),
        fund: report.fund.as_ref().map(|fund| fund.as_str().to_owned()),
        warning: Some(words.get("reports.exact_note")),
        notes: fund.into_iter().collect(),
        sheets,
        mark: String::new(),
        right_to_left: words.is_right_to_left(),
    }
}

/// What is published.
#[must_use]
pub fn of_release(release: &ReleaseRecord, tables: &[Figures], office: &str, words: &Words) -> Book {
    let mark = format!("<{}*", release.threshold);
    let threshold = release.threshold.to_string();
    let office = match release.scope {
        ReleaseScope::Office => office.to_owned(),
        ReleaseScope::All => words.get("releases.all_offices"),
    };
    let mut notes = vec![format!("{mark}: {}", words.with("releases.mark_note", &[("threshold", &threshold)]))];
    let explained = [(ReportTable::Ratings, "releases.ratings_note"), (ReportTable::Spend, "releases.amounts_note")];
    for (_, note) in explained.iter().filter(|(table, _)| tables.iter().any(|one| one.table == *table)) {
        notes.push(words.with(note, &[("grain", &GRAIN.to_string())]));
    }
    Book {
        title: words.get("reports.title"),
        period: release.period.to_string(),
        office,
        fund: None,
        warning: None,
        notes,
        sheets: tables.iter().map(|table| sheet(table, words)).collect(),
        mark,
        right_to_left: words.is_right_to_left(),
    }
}
