//! Where sealed values of imports stand.

use yaninda_shared::ids::ImportId;

use crate::seal::Place;

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Rows as they were read.
    Rows,
    /// What is wrong with them.
    Problems,
    /// Rows that are ready to go in.
    Ready,
    /// Ids of what was made, for undoing it.
    Made,
}

impl Part {
    /// Text of the column.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Problems => "problems",
            Self::Ready => "ready",
            Self::Made => "made",
        }
    }

    /// Sealed column: a part.
    pub(super) const fn place(self, import: ImportId, seq: i32) -> Place {
        let kind = match self {
            Self::Rows => 0,
            Self::Problems => 1,
            Self::Ready => 2,
            Self::Made => 3,
        };
        Place { column: "import_parts.sealed", record: import.raw(), part: kind << 28 | seq.unsigned_abs() }
    }
}

/// Sealed column: what is known of an import.
pub(super) fn import(id: ImportId) -> Place {
    Place::new("imports.sealed", id.raw())
}

/// Sealed column: a mapping for files with the same headers, kept by the import that last used it.
pub(super) fn mapping(by: ImportId) -> Place {
    Place::new("import_mappings.sealed", by.raw())
}
