//! A book as comma-separated values: one line a figure, so that every table has the same columns.

use yaninda_shared::text::csv::line;

use super::{
    book::{Book, Figure},
    words::Words,
};

/// Tags of the Humanitarian Exchange Language 1.1, in the order of the columns.
const TAGS: [&str; 6] =
    ["#date+period", "#org+office", "#indicator+name", "#group+row", "#group+column", "#indicator+value+num"];

/// An amount without its currency, as a number.
pub(crate) fn amount(minor: i64, digits: u32) -> String {
    let one = 10_i64.pow(digits);
    match usize::try_from(digits) {
        Ok(width @ 1..) => format!("{}.{:0width$}", minor / one, minor % one),
        _ => minor.to_string(),
    }
}

/// The file. With tags there are codes instead of words: other programs read it, and take what stands above the tags for heads.
pub(super) fn write(book: &Book, words: &Words, tagged: bool, bom: bool) -> Vec<u8> {
    let mut out = String::new();
    if bom {
        out.push('\u{feff}');
    }
    if let Some(warning) = &book.warning {
        line(&mut out, ',', &[warning]);
    }
    let heads =
        ["period", "office", "table", "row", "column", "figure"].map(|name| words.get(&format!("export.{name}")));
    line(&mut out, ',', &heads.each_ref().map(String::as_str));
    if tagged {
        line(&mut out, ',', &TAGS);
    }
    for sheet in &book.sheets {
        for (row, figures) in &sheet.rows {
            for (column, figure) in sheet.columns.iter().zip(figures) {
                let figure = match figure {
                    Figure::Count(count) => count.to_string(),
                    Figure::Hidden => book.mark.clone(),
                    Figure::Money(minor, digits) => amount(*minor, *digits),
                    Figure::None => continue,
                };
                let names = if tagged {
                    [&sheet.code, &row.code, &column.code]
                } else {
                    [&sheet.name, &row.text, &column.text]
                };
                let [table, row, column] = names.map(String::as_str);
                line(&mut out, ',', &[&book.period, &book.office, table, row, column, &figure]);
            }
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_number() {
        assert_eq!(amount(1_850_005, 2), "18500.05");
        assert_eq!(amount(7, 2), "0.07");
        assert_eq!(amount(1850, 0), "1850");
        assert_eq!(amount(1_234_567, 3), "1234.567");
    }
}
