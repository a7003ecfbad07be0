//! What typst sees of the world: the template, the data, the fonts, and a day. No files, no network, no packages, no clock.

use std::sync::LazyLock;

use chrono::Datelike;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use yaninda_shared::values::NaiveDate;

use super::fonts::FONTS;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static TEMPLATE: LazyLock<Option<Source>> =
    LazyLock::new(|| Some(Source::new(id("paper.typ")?, include_str!("paper.typ").to_owned())));

fn id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// A paper's data beside the template.
pub(super) struct Desk {
    main: FileId,
    template: Source,
    data_at: FileId,
    data: Bytes,
    today: Option<Datetime>,
}

impl Desk {
    /// With this, as JSON, to read; nothing if the template cannot be had, which a test rules out.
    pub fn with(data: Vec<u8>, today: NaiveDate) -> Option<Self> {
        let template = TEMPLATE.clone()?;
        Some(Self {
            main: template.id(),
            template,
            data_at: id("paper.json")?,
            data: Bytes::new(data),
            today: day(today),
        })
    }
}

/// A day as typst has it.
pub(super) fn day(day: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd(day.year(), day.month().try_into().ok()?, day.day().try_into().ok()?)
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_at { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
