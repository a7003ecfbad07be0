//! The shape of a published table: its dimensions, and how cells are numbered.

/// How the parts of a total relate to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parts {
    /// Everyone or everything counted is in exactly one part: total = sum of parts.
    Partition,
    /// Each is in at least one part and may be in several (a person in two months, or with two services):
    /// greatest part ≤ total ≤ sum of parts.
    Overlapping,
}

/// One dimension of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The name it has in every table it occurs in.
    pub code: String,
    /// Codes of its categories, in published order; at least one.
    pub categories: Vec<String>,
    /// How its categories relate to their total.
    pub parts: Parts,
    /// Whether the category is something to be kept secret about a person (nationality, age band, kind of service),
    /// so that "all of this group are in one category" discloses it.
    pub identifies: bool,
}

/// Dimensions in order; a cell is one category, or the total, of each.
///
/// Cells are numbered row by row, the last dimension fastest; in each dimension the total comes after the categories.
/// Length = product over dimensions of (categories + 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    dimensions: Vec<Dimension>,
}

/// A total and its parts within one table, as cell numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub total: usize,
    pub parts: Vec<usize>,
    pub rule: Parts,
    pub identifies: bool,
}

impl Shape {
    /// The most cells a table may have, margins included.
    pub const MOST_CELLS: usize = 2_000;

    /// A shape of the dimensions given; `None` if a dimension has no category, a code occurs twice,
    /// or there would be more than [`Self::MOST_CELLS`] cells.
    #[must_use]
    pub fn new(dimensions: Vec<Dimension>) -> Option<Self> {
        let mut codes: Vec<&str> = dimensions.iter().map(|dimension| dimension.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut length = 1_usize;
        for dimension in &dimensions {
            length = length.checked_mul(dimension.categories.len() + 1)?;
        }
        let good = codes.len() == dimensions.len()
            && dimensions.iter().all(|dimension| !dimension.categories.is_empty())
            && length <= Self::MOST_CELLS;
        good.then_some(Self { dimensions })
    }

    /// The dimensions, in order.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// How many cells there are, margins included.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.dimensions.iter().map(|dimension| dimension.categories.len() + 1).product()
    }

    /// The number of the cell at `at`: per dimension `Some(category)` or `None` for the total.
    /// `None` if `at` has the wrong length or a category is out of range.
    #[must_use]
    pub fn index(&self, at: &[Option<usize>]) -> Option<usize> {
        if at.len() != self.dimensions.len() {
            return None;
        }
        self.dimensions.iter().zip(at).try_fold(0, |index, (dimension, place)| {
            let total = dimension.categories.len();
            let place = place.unwrap_or(total);
            (place <= total).then_some(index * (total + 1) + place)
        })
    }

    /// The inverse of [`Self::index`].
    #[must_use]
    pub fn place(&self, mut index: usize) -> Vec<Option<usize>> {
        let mut place: Vec<Option<usize>> = self
            .dimensions
            .iter()
            .rev()
            .map(|dimension| {
                let total = dimension.categories.len();
                let at = index % (total + 1);
                index /= total + 1;
                (at < total).then_some(at)
            })
            .collect();
        place.reverse();
        place
    }

    /// Every total with its parts, one line per total cell and dimension in which it is a total.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut stride = self.cells();
        for dimension in &self.dimensions {
            let categories = dimension.categories.len();
            let outer = stride;
            stride /= categories + 1;
            let totals = (0..self.cells()).filter(|cell| cell % outer / stride.max(1) == categories);
            lines.extend(totals.map(|total| Line {
                total,
                parts: (1..=categories).rev().map(|back| total - back * stride).collect(),
                rule: dimension.parts,
                identifies: dimension.identifies,
            }));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimension(code: &str, categories: usize) -> Dimension {
        let categories = (0..categories).map(|number| number.to_string()).collect();
        Dimension { code: code.into(), categories, parts: Parts::Partition, identifies: true }
    }

    #[test]
    fn cells_are_numbered_row_by_row_with_totals_last() {
        let shape = Shape::new(vec![dimension("sex", 2), dimension("age", 3)]).unwrap();
        assert_eq!(shape.cells(), 12);
        assert_eq!(shape.index(&[Some(1), None]), Some(7));
        assert_eq!(shape.index(&[Some(3), None]), None);
        for cell in 0..12 {
            assert_eq!(shape.index(&shape.place(cell)), Some(cell));
        }
    }

    #[test]
    fn every_total_has_its_line() {
        let shape = Shape::new(vec![dimension("sex", 2), dimension("age", 3)]).unwrap();
        let lines: Vec<(usize, Vec<usize>)> = shape.lines().into_iter().map(|line| (line.total, line.parts)).collect();
        assert!(lines.contains(&(8, vec![0, 4])));
        assert!(lines.contains(&(3, vec![0, 1, 2])));
        assert!(lines.contains(&(11, vec![8, 9, 10])));
        assert_eq!(lines.len(), 7);
    }

    #[test]
    fn a_repeated_dimension_or_an_empty_one_is_refused() {
        assert!(Shape::new(vec![dimension("sex", 2), dimension("sex", 2)]).is_none());
        assert!(Shape::new(vec![dimension("sex", 0)]).is_none());
        assert!(Shape::new(vec![dimension("a", 99), dimension("b", 99)]).is_none());
    }
}
