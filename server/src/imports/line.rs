//! Reading the cells of one row as the mapping says, and noting what is wrong with them.

use yaninda_shared::{
    imports::{DateOrder, ImportField, RowProblem, Trouble},
    text::fold,
    values::{Currency, Money, NaiveDate, ValueError, parse_hundredths, plain_digits},
};

use super::{
    cell::{Cell, Line},
    known::Known,
    words,
};

/// One row while it is read.
pub(super) struct Reader<'a> {
    pub known: &'a Known,
    line: &'a Line,
    pub problems: Vec<RowProblem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(known: &'a Known, line: &'a Line) -> Self {
        let mut reader = Self { known, line, problems: Vec::new() };
        if line.extra {
            reader.problems.push(problem(line, None, Trouble::TooManyCells));
        }
        reader
    }

    /// The number of the row.
    pub(super) const fn row(&self) -> u32 {
        self.line.row
    }

    /// Notes what is wrong with a cell.
    pub(super) fn refuse(&mut self, field: ImportField, trouble: Trouble) {
        let column = self.known.columns.get(&field).copied();
        self.problems.push(problem(self.line, column, trouble));
    }

    /// Notes whom the row is a double of.
    pub(super) fn double(&mut self, trouble: Trouble, of: String) {
        self.problems.push(RowProblem { of: Some(of), ..problem(self.line, None, trouble) });
    }

    /// What stands there; cells that hold no value of their own are refused.
    fn cell(&mut self, field: ImportField) -> Option<&'a Cell> {
        let column = usize::from(*self.known.columns.get(&field)?);
        let trouble = match self.line.cells.get(column)?.as_ref()? {
            Cell::Merged => Trouble::Merged,
            Cell::NoValue => Trouble::NoFormulaValue,
            Cell::Error => Trouble::FormulaError,
            cell => return Some(cell),
        };
        self.refuse(field, trouble);
        None
    }

    /// As [`Self::cell`]; refused if nothing stands there.
    fn needed(&mut self, field: ImportField) -> Option<&'a Cell> {
        let before = self.problems.len();
        let cell = self.cell(field);
        if cell.is_none() && self.problems.len() == before {
            self.refuse(field, Trouble::Missing);
        }
        cell
    }

    fn judge<T>(&mut self, field: ImportField, value: Result<T, impl Into<Trouble>>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(why) => {
                self.refuse(field, why.into());
                None
            }
        }
    }

    /// A text.
    pub(super) fn text(&mut self, field: ImportField) -> Option<String> {
        let shown = self.cell(field)?.shown();
        if shown.contains('\u{FFFD}') {
            self.refuse(field, Trouble::BadText);
            return None;
        }
        Some(shown)
    }

    /// A text that is needed.
    pub(super) fn needed_text(&mut self, field: ImportField) -> Option<String> {
        self.needed(field)?;
        self.text(field)
    }

    /// A text of a kind.
    pub(super) fn parsed<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Result<T, ValueError>) -> Option<T> {
        let text = self.text(field)?;
        self.judge(field, parse(&text))
    }

    /// One of a closed list, as the office or the app says it.
    pub(super) fn word<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(field)?;
        let found = self.means(field, &text).and_then(|code| parse(&code));
        if found.is_none() {
            self.refuse(field, Trouble::UnknownValue);
        }
        found
    }

    /// What a word means in this column.
    pub(super) fn means(&self, field: ImportField, text: &str) -> Option<String> {
        let folded = fold(text);
        let own = self.known.meanings.get(&(field, folded.clone())).cloned();
        own.or_else(|| words::meaning(field, &folded).map(str::to_owned))
    }

    /// Several codes in one cell.
    pub(super) fn codes<T>(&mut self, field: ImportField, parse: impl Fn(&str) -> Result<T, ValueError>) -> Vec<T> {
        let Some(text) = self.text(field) else { return Vec::new() };
        let mut all = Vec::new();
        for one in text.split([',', ';', '/', '\n']).map(str::trim).filter(|one| !one.is_empty()) {
            let code = self.means(field, one).unwrap_or_else(|| one.to_owned());
            all.extend(self.judge(field, parse(&code)));
        }
        all
    }

    /// A day.
    pub(super) fn day(&mut self, field: ImportField) -> Option<NaiveDate> {
        let read = match self.cell(field)? {
            Cell::Day(day) => Ok(*day),
            Cell::Text(text) => read_day(text, self.known.mapping.dates),
            Cell::Number(_) | Cell::Merged | Cell::NoValue | Cell::Error => Err(Trouble::NotADate),
        };
        self.judge(field, read)
    }

    /// A day that is needed.
    pub(super) fn needed_day(&mut self, field: ImportField) -> Option<NaiveDate> {
        self.needed(field)?;
        self.day(field)
    }

    /// Hundredths of a unit.
    pub(super) fn hundredths(&mut self, field: ImportField) -> Option<i64> {
        let read = match self.cell(field)? {
            Cell::Number(number) => minor(*number, 2),
            cell => parse_hundredths(&cell.shown()),
        };
        self.judge(field, read)
    }

    /// An amount in its own currency, that of its row, or that of the whole file.
    pub(super) fn money(&mut self) -> Option<Money> {
        let cell = self.cell(ImportField::Cost)?;
        let shown = cell.shown();
        let (amount, mark) = split_mark(&shown);
        let said = match self.text(ImportField::Currency) {
            Some(text) => {
                let read = read_currency(&text);
                Some(self.judge(ImportField::Currency, read)?)
            }
            None => None,
        };
        let own = match mark {
            Some(mark) => {
                let read = read_currency(mark);
                Some(self.judge(ImportField::Cost, read)?)
            }
            None => None,
        };
        let Some(currency) = own.or(said).or(self.known.mapping.currency) else {
            self.refuse(ImportField::Cost, Trouble::UnknownCurrency);
            return None;
        };
        let read = match cell {
            Cell::Number(number) => minor(*number, currency.digits()).and_then(|minor| Money::new(minor, currency)),
            _ => Money::parse(amount, currency),
        };
        self.judge(ImportField::Cost, read)
    }
}

fn problem(line: &Line, column: Option<u16>, trouble: Trouble) -> RowProblem {
    let cell = column.and_then(|column| line.cells.get(usize::from(column))?.as_ref());
    RowProblem { row: line.row, column, trouble, value: cell.and_then(Cell::beginning), of: None }
}

/// Whole minor units of a number of a workbook.
fn minor(number: f64, digits: u32) -> Result<i64, ValueError> {
    let scaled = number * 10_f64.powi(i32::try_from(digits).unwrap_or(2));
    if scaled < 0.0 {
        Err(ValueError::Negative)
    } else if scaled.abs() > 1e15 {
        Err(ValueError::TooLarge)
    } else if (scaled - scaled.round()).abs() > 1e-4 {
        Err(ValueError::WrongType)
    } else {
        #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^53")]
        Ok(scaled.round() as i64)
    }
}

/// The amount, and the sign or letters of a currency before or behind it.
fn split_mark(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let in_amount = |c: char| c.is_numeric() || matches!(c, '.' | ',' | '-' | '+' | '\'' | ' ' | '\u{a0}' | '٫' | '٬');
    let behind = text.trim_end_matches(|c: char| !c.is_numeric());
    let mark = text.get(behind.len()..).unwrap_or_default().trim_matches(|c: char| in_amount(c));
    if !mark.is_empty() {
        return (behind, Some(mark));
    }
    let amount = text.trim_start_matches(|c: char| !in_amount(c));
    let mark = text.get(..text.len() - amount.len()).unwrap_or_default().trim();
    (amount, (!mark.is_empty()).then_some(mark))
}

fn read_currency(text: &str) -> Result<Currency, ValueError> {
    match text.trim().to_uppercase().as_str() {
        "TL" | "₺" => Ok(Currency::TRY),
        "$" => Currency::parse("USD"),
        "€" => Currency::parse("EUR"),
        "£" => Currency::parse("GBP"),
        code => Currency::parse(code),
    }
}

/// A day as people type it. With points the day comes first, everywhere.
fn read_day(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, Trouble> {
    let plain = plain_digits(text);
    // A time behind it tells nothing.
    let day = plain.split([' ', 'T']).next().unwrap_or_default();
    let sign = day.chars().find(|c| !c.is_ascii_digit()).ok_or(Trouble::NotADate)?;
    let parts: Vec<&str> = day.split(sign).collect();
    let number = |text: &str| text.parse::<u32>().map_err(|_| Trouble::NotADate);
    let [first, second, third] = parts.as_slice() else { return Err(Trouble::NotADate) };
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let (year, month, day) = match (sign, first.len(), third.len()) {
        ('.' | '/' | '-', 4, 1..=2) => (a, b, c),
        ('.', 1..=2, 4) => (c, b, a),
        ('/' | '-', 1..=2, 4) => match order {
            Some(DateOrder::DayFirst) => (c, b, a),
            Some(DateOrder::MonthFirst) => (c, a, b),
            None if a > 12 || a == b => (c, b, a),
            None if b > 12 => (c, a, b),
            None => return Err(Trouble::AmbiguousDate),
        },
        _ => return Err(Trouble::NotADate),
    };
    let year = i32::try_from(year).map_err(|_| Trouble::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Trouble::NotADate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them_and_never_guessed() {
        let read = |text, order| read_day(text, order).map(|day| day.to_string());
        let last = Ok("2025-12-31".to_owned());
        for text in ["31.12.2025", "2025-12-31", "31/12/2025", "12/31/2025", "٣١.١٢.٢٠٢٥", "31.12.2025 14:30"] {
            assert_eq!(read(text, None), last, "{text}");
        }
        assert_eq!(read("03/04/2025", None), Err(Trouble::AmbiguousDate));
        assert_eq!(read("03/04/2025", Some(DateOrder::DayFirst)), Ok("2025-04-03".to_owned()));
        assert_eq!(read("03/04/2025", Some(DateOrder::MonthFirst)), Ok("2025-03-04".to_owned()));
        assert_eq!(read("12/31/2025", Some(DateOrder::DayFirst)), Err(Trouble::NotADate));
        for text in ["31.02.2025", "31.12.25", "2025", "yesterday", "45000", "31-12.2025", ""] {
            assert_eq!(read(text, None), Err(Trouble::NotADate), "{text}");
        }
    }

    #[test]
    fn amounts_carry_their_currency() {
        assert_eq!(split_mark("1.500,50 TL"), ("1.500,50", Some("TL")));
        assert_eq!(split_mark("₺ 1500"), (" 1500", Some("₺")));
        assert_eq!(split_mark("1500"), ("1500", None));
        assert_eq!(read_currency("tl"), Ok(Currency::TRY));
        assert_eq!(minor(1234.5, 2), Ok(123_450));
        assert_eq!(minor(0.1 + 0.2, 2), Ok(30));
        assert_eq!(minor(1.234, 2), Err(ValueError::WrongType));
        assert_eq!(minor(-1.0, 2), Err(ValueError::Negative));
    }
}
