//! A workbook: one sheet a table, numbers as numbers, no formulas.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use yaninda_shared::text::csv::guarded;

use super::book::{Book, Figure, Sheet};
use crate::problem::{ApiError, ApiResult};

/// The file.
pub(super) fn write(book: &Book) -> ApiResult<Vec<u8>> {
    let made = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        for (number, sheet) in book.sheets.iter().enumerate() {
            let page = workbook.add_worksheet();
            page.set_name(sheet_name(number, &sheet.tab))?;
            page.set_right_to_left(book.right_to_left);
            fill(page, book, sheet)?;
        }
        workbook.save_to_buffer()
    };
    made().map_err(ApiError::internal)
}

/// At most 31 letters and none that the format forbids; the number keeps them apart.
fn sheet_name(number: usize, name: &str) -> String {
    let allowed = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    format!("{} {}", number + 1, allowed.take(26).collect::<String>().trim_end())
}

/// How an amount of a currency with so many digits after the point is shown: all of them.
fn money(digits: u32) -> String {
    match usize::try_from(digits) {
        Ok(digits @ 1..) => format!("#,##0.{}", "0".repeat(digits)),
        _ => "#,##0".to_owned(),
    }
}

fn fill(page: &mut Worksheet, book: &Book, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let end = Format::new().set_align(FormatAlign::Right);
    let mut at = 0;
    if let Some(warning) = &book.warning {
        page.write_string_with_format(at, 0, guarded(warning), &bold)?;
        at += 1;
    }
    page.write_string_with_format(at, 0, guarded(&sheet.name), &bold)?;
    page.write_string(at + 1, 0, guarded(&format!("{}, {}", book.office, book.period)))?;
    // The heads, after an empty row.
    at += 3;
    for (column, head) in (1..).zip(&sheet.columns) {
        page.write_string_with_format(at, column, guarded(&head.text), &bold)?;
    }
    at += 1;
    page.set_freeze_panes(at, 1)?;
    page.set_column_width(0, 36)?;
    for (head, figures) in &sheet.rows {
        page.write_string(at, 0, guarded(&head.text))?;
        for (column, figure) in (1..).zip(figures) {
            match figure {
                // The format has no whole numbers; these are far from where it would round.
                Figure::Count(count) => {
                    page.write_number(at, column, *count as f64)?;
                }
                Figure::Hidden => {
                    page.write_string_with_format(at, column, &book.mark, &end)?;
                }
                Figure::Money(minor, digits) => {
                    let parts = Format::new().set_num_format(money(*digits));
                    let amount = *minor as f64 / 10_f64.powi(digits.cast_signed());
                    page.write_number_with_format(at, column, amount, &parts)?;
                }
                Figure::None => {}
            }
        }
        at += 1;
    }
    for note in sheet.instead.iter().chain(&book.notes) {
        at += 1;
        page.write_string(at, 0, guarded(note))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_of_an_amount_is_shown() {
        assert_eq!([0, 2, 3].map(money), ["#,##0", "#,##0.00", "#,##0.000"]);
    }
}
