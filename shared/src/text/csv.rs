//! Comma-separated values (RFC 4180) of which no spreadsheet makes a formula.

/// What some program takes for the end of a cell: Excel goes by the settings of its computer, not by the file.
const ENDS: [char; 5] = [',', ';', '\t', '\r', '\n'];

/// What a formula begins with; some programs take the wide forms too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The text, with an apostrophe before it if a spreadsheet would otherwise work it out: opening a file must run nothing.
///
/// ```
/// use yaninda_shared::text::csv::guarded;
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("Rent"), "Rent");
/// ```
#[must_use]
pub fn guarded(text: &str) -> String {
    // Some programs skip white space first.
    let works = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(SIGNS);
    if works { format!("'{text}") } else { text.to_owned() }
}

/// Adds a line. Each cell is guarded, also behind what would end it in a program with other settings than the file is made
/// for, and quoted where it must be. `between` is what stands between the cells.
pub fn line(out: &mut String, between: char, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(between);
        }
        let cell = guarded_within(cell, between);
        if cell.contains(ENDS) || cell.contains('"') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

fn guarded_within(cell: &str, between: char) -> String {
    let (mut out, mut begins) = (String::with_capacity(cell.len() + 1), false);
    for c in guarded(cell).chars() {
        if begins && SIGNS.contains(&c) {
            out.push('\'');
        }
        out.push(c);
        begins = if ENDS.contains(&c) { c != between } else { begins && c.is_whitespace() };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_begins_like_a_formula_stays_one() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u{a0}=1", "＝1"] {
            assert!(guarded(text).starts_with('\''), "{text:?}");
        }
        for text in ["", "Rent", "<11*", "1=1", "a-b", "'=1"] {
            assert_eq!(guarded(text), text);
        }
    }

    fn written(between: char, cells: &[&str]) -> String {
        let mut out = String::new();
        line(&mut out, between, cells);
        out
    }

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        let cells = ["a", "b,c", "d;e", "say \"no\"", "two\nlines", ""];
        assert_eq!(written(',', &cells), "a,\"b,c\",\"d;e\",\"say \"\"no\"\"\",\"two\nlines\",\r\n");
    }

    #[test]
    fn nothing_in_a_line_is_a_formula_whatever_ends_a_cell() {
        let cells = ["Ay", "=1+1", " @SUM(A1)", "+905551112233", "-", "\t=1"];
        assert_eq!(written(',', &cells), "Ay,'=1+1,' @SUM(A1),'+905551112233,'-,\"'\t'=1\"\r\n");
        assert_eq!(written(',', &["a;=1+1", "b,=1", "c\n=1"]), "\"a;'=1+1\",\"b,=1\",\"c\n'=1\"\r\n");
        assert_eq!(written(';', &["a;=1+1", "b,=1", "c; d, e"]), "\"a;=1+1\";\"b,'=1\";\"c; d, e\"\r\n");
    }
}
