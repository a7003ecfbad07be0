//! Putting the rows of a part into the tables of an empty database.

use super::{
    BackupError,
    format::{Head, Part, TableHead},
    read::Take,
    tables::{Table, tables},
};
use crate::db::{self, AnyConnection};

/// Rows are stored so many at a time, or fewer if they are long.
const ROWS: usize = 500;
const BYTES: usize = 4 << 20;

/// Takes the rows of one part.
pub(super) struct Loader<'a> {
    conn: &'a mut AnyConnection,
    part: Part,
    /// The first line of the keys, once they are loaded.
    keys: Option<&'a Head>,
    tables: Vec<Table>,
    table: Option<Table>,
    /// The rows that wait, with commas between them, and how many they are.
    waiting: (String, usize),
}

impl<'a> Loader<'a> {
    /// For the keys, or for the data that they are to fit.
    pub(super) fn begin(conn: &'a mut AnyConnection, part: Part, keys: Option<&'a Head>) -> Self {
        Self { conn, part, keys, tables: Vec::new(), table: None, waiting: (String::new(), 0) }
    }

    /// Stores the last rows.
    pub(super) fn end(mut self) -> Result<(), BackupError> {
        self.store()
    }

    fn store(&mut self) -> Result<(), BackupError> {
        let (rows, count) = std::mem::take(&mut self.waiting);
        let Some(table) = self.table.as_ref().filter(|_| count > 0) else { return Ok(()) };
        let stored = table.store(self.conn, &format!("[{rows}]"))?;
        if stored == count {
            return Ok(());
        }
        Err(BackupError::told(format!("{stored} of {count} rows of {} were stored", table.name)))
    }
}

impl Take for Loader<'_> {
    /// Makes the tables as they were when the backup was made.
    fn head(&mut self, head: &Head) -> Result<(), BackupError> {
        match self.keys {
            None => db::migrate_to(self.conn, &head.migrations).map_err(|error| {
                BackupError::told(format!("{error}; a backup can be restored by its own version or a newer one"))
            })?,
            Some(keys) if keys.migrations != head.migrations => {
                return Err(BackupError::told(
                    "the data and the keys were made by different versions; take the keys of the same backup",
                ));
            }
            Some(keys) if keys.made_at < head.made_at => {
                return Err(BackupError::told(
                    "the keys are older than the data; take those of the same backup, or newer ones",
                ));
            }
            Some(_) => {}
        }
        self.tables = tables(self.conn)?;
        Ok(())
    }

    fn table(&mut self, head: &TableHead) -> Result<(), BackupError> {
        self.store()?;
        let fits = |table: &&Table| table.name == head.name && table.columns == head.columns;
        self.table = self.tables.iter().find(fits).filter(|table| self.part.holds(&table.name)).cloned();
        let why = || format!("the backup has a table {} that this version does not make like that", head.name);
        self.table.as_ref().map(|_| ()).ok_or_else(|| BackupError::told(why()))
    }

    fn row(&mut self, line: &str) -> Result<(), BackupError> {
        if self.waiting.1 == ROWS || self.waiting.0.len() + line.len() > BYTES {
            self.store()?;
        }
        if self.waiting.1 > 0 {
            self.waiting.0.push(',');
        }
        self.waiting.0.push_str(line);
        self.waiting.1 += 1;
        Ok(())
    }
}
