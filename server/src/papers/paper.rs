//! What a paper says, as the template reads it. Every text is shown as it is: no character of it is markup.

use serde::Serialize;
use yaninda_shared::{mail::MailLanguage, values::NaiveDate};

/// A line of a name and what it is.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

impl Fact {
    /// What this is called, and what it is.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// A line of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub cells: Vec<String>,
    /// Length of the bar below the first cell, from nothing to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar: Option<f64>,
    /// A sum of others.
    pub sum: bool,
}

/// A table; its first line stands again on every page that it goes on to.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Row>,
    /// Whether all columns but the first hold numbers.
    pub numbers: bool,
}

/// One piece of a paper.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Begins a section.
    Heading {
        text: String,
    },
    /// Begins a part of a section.
    Under {
        text: String,
    },
    Text {
        text: String,
    },
    /// What must not be overlooked.
    Notice {
        text: String,
    },
    List {
        items: Vec<String>,
    },
    Facts {
        facts: Vec<Fact>,
    },
    Table {
        table: Table,
    },
}

/// A whole paper.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Stands at its top, and in the viewer's title bar.
    pub title: String,
    pub language: MailLanguage,
    /// The day it is made; also the only date in the file.
    pub made_on: NaiveDate,
    /// Stands on top of every page.
    pub mark: Option<String>,
    pub blocks: Vec<Block>,
}
