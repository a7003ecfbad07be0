//! Workbooks of Excel and its like (XLSX): values as they are shown, never a formula.

use std::{
    io::{Cursor, Read, Seek},
    iter::Peekable,
    vec::IntoIter,
};

use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use yaninda_shared::{
    imports::{ImportSource, MAX_COLUMNS, SheetName},
    values::NaiveDate,
};

use super::{
    cell::{Cell, Gather},
    read_sheet::Wish,
};
use crate::attachments::Unfit;

impl From<XlsxError> for Unfit {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Encrypted,
            _ => Self::Broken,
        }
    }
}

pub(super) fn read(wish: Wish, bytes: Vec<u8>, most: usize) -> Result<Vec<u8>, Unfit> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let sheets: Vec<SheetName> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
        .collect();
    let wanted: Vec<u16> = match wish.sheet {
        Some(sheet) => vec![sheet],
        None => (0_u16..).zip(&sheets).filter(|(_, sheet)| !sheet.hidden).map(|(at, _)| at).collect(),
    };
    // The first whose headers say most of what is looked for, of those that are seen and hold something.
    let mut best: Option<(usize, u16, Gather)> = None;
    for (at, index) in wanted.iter().enumerate() {
        let name = &sheets.get(usize::from(*index)).ok_or(Unfit::Broken)?.name;
        let mut merged = Merged::new(book.merge_cells_by_sheet_name(name)?);
        let mut gather = Gather::new(most);
        let read = rows(&mut book.worksheet_cells_reader(name)?, &mut merged, &mut gather);
        // What stands beside a sheet that can be read is in nobody's way.
        if best.is_some() && read.is_err() {
            continue;
        }
        read?;
        let fits = wish.kind.map_or(0, |kind| gather.understood(kind));
        let better = best.as_ref().is_none_or(|(known, _, _)| fits > *known);
        if (gather.rows > 0 && better) || (best.is_none() && at + 1 == wanted.len()) {
            best = Some((fits, *index, gather));
        }
    }
    let (_, index, gather) = best.ok_or(Unfit::Broken)?;
    Ok(gather.finish(ImportSource { sheets, sheet: Some(index), ..ImportSource::default() }))
}

fn rows<R: Read + Seek>(
    cells: &mut XlsxCellReader<'_, R>,
    merged: &mut Merged,
    gather: &mut Gather,
) -> Result<(), Unfit> {
    let mut row: Option<(u32, Vec<Option<Cell>>)> = None;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (at, column) = cell.pos;
        if row.as_ref().is_some_and(|(present, _)| *present != at)
            && let Some((done, values)) = row.take()
        {
            hand_over(gather, done, values, merged)?;
        }
        let value = match read_value(&cell.value) {
            None if cell.formula.is_some() => Some(Cell::NoValue),
            value => value,
        };
        let (_, values) = row.get_or_insert_with(|| (at, Vec::new()));
        let Some(value) = value else { continue };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column > MAX_COLUMNS {
            return Err(Unfit::TooLarge);
        }
        if values.len() <= column {
            values.resize(column + 1, None);
        }
        if let Some(place) = values.get_mut(column) {
            *place = Some(value);
        }
    }
    match row {
        Some((done, values)) => hand_over(gather, done, values, merged),
        None => Ok(()),
    }
}

/// Merged areas of a sheet. Each is looked at when its first row comes, and no more after its last: going through all of them
/// for every row would take as long as their product.
struct Merged {
    coming: Peekable<IntoIter<Dimensions>>,
    open: Vec<Dimensions>,
}

impl Merged {
    fn new(mut areas: Vec<Dimensions>) -> Self {
        areas.sort_by_key(|area| area.start);
        Self { coming: areas.into_iter().peekable(), open: Vec::new() }
    }

    /// Those that reach into a row; rows are asked for in their order. Errors: more than a row has columns.
    fn at(&mut self, row: u32) -> Result<&[Dimensions], Unfit> {
        self.open.retain(|area| area.end.0 >= row);
        while let Some(area) = self.coming.next_if(|area| area.start.0 <= row) {
            if area.end.0 >= row {
                self.open.push(area);
            }
            if self.open.len() > MAX_COLUMNS {
                return Err(Unfit::TooLarge);
            }
        }
        Ok(&self.open)
    }
}

/// Marks what is covered by merged cells.
fn hand_over(gather: &mut Gather, row: u32, mut values: Vec<Option<Cell>>, merged: &mut Merged) -> Result<(), Unfit> {
    for area in merged.at(row)? {
        let within = |column: u32| usize::try_from(column).map_or(MAX_COLUMNS, |column| column.min(MAX_COLUMNS));
        let (first, last) = (within(area.start.1), within(area.end.1));
        if values.len() <= last {
            values.resize(last + 1, None);
        }
        let covered = usize::from(area.start.0 == row);
        values.iter_mut().take(last + 1).skip(first + covered).for_each(|cell| *cell = Some(Cell::Merged));
    }
    Ok(gather.take(row.saturating_add(1), values)?)
}

fn read_value(value: &DataRef<'_>) -> Option<Cell> {
    match value {
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(flag) => Cell::text(if *flag { "true" } else { "false" }),
        DataRef::DateTime(at) if at.is_duration() => Some(Cell::Number(at.as_f64())),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).map(Cell::Day)
        }
        DataRef::DateTimeIso(text) => match text.get(..10).unwrap_or_default().parse() {
            Ok(day) => Some(Cell::Day(day)),
            Err(_) => Cell::text(text),
        },
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(_) => Some(Cell::Error),
        DataRef::Empty => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_merged_area_is_looked_at_while_it_lasts() {
        // One that lasts to the end and many that end at once: looked at anew for every row, this would not end.
        let mut areas = vec![Dimensions::new((0, 0), (60_000, 0))];
        areas.extend((0..60_000).map(|row| Dimensions::new((row, 1), (row, 2))));
        let mut merged = Merged::new(areas);
        for row in 0..60_000 {
            assert_eq!(merged.at(row).map(<[Dimensions]>::len).ok(), Some(2), "{row}");
        }
        assert_eq!(merged.at(60_001).map(<[Dimensions]>::len).ok(), Some(0));
        let across = (0..=u32::try_from(MAX_COLUMNS).unwrap()).map(|_| Dimensions::new((0, 0), (1, 1)));
        assert!(Merged::new(across.collect()).at(0).is_err());
    }
}
