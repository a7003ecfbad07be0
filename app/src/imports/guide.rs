//! What all steps share: the import that is open, the file it came from, and which step it is at.

use leptos::{prelude::*, task::spawn_local};
use web_sys::File;
use yaninda_shared::imports::{ImportColumn, ImportRecord, ImportState, letter};

use crate::{
    browser,
    i18n::{k, t, tf},
    store::{self, Failure},
};

/// Milliseconds between two looks at how far it is.
const PAUSE: i32 = 700;

/// The four steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    File,
    Columns,
    /// It is gone through.
    Busy,
    Checked,
    Done,
}

/// The import that is open.
#[derive(Clone, Copy)]
pub(super) struct Guide {
    pub import: RwSignal<Option<ImportRecord>, LocalStorage>,
    /// Chosen on this device, so that it can be read another way.
    pub file: RwSignal<Option<File>, LocalStorage>,
    /// The columns are looked at again.
    pub back: RwSignal<bool>,
    pub failure: RwSignal<Option<Failure>>,
    pub busy: RwSignal<bool>,
}

impl Guide {
    pub(super) fn new() -> Self {
        Self {
            import: RwSignal::new_local(None),
            file: RwSignal::new_local(None),
            back: RwSignal::new(false),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    pub(super) fn step(self) -> Step {
        self.import.with(|import| {
            let Some(import) = import else { return Step::File };
            match import.state {
                ImportState::Read => Step::Columns,
                ImportState::Checking | ImportState::Running if import.stopped => Step::Columns,
                ImportState::Checking | ImportState::Running => Step::Busy,
                ImportState::Checked if self.back.get() => Step::Columns,
                ImportState::Checked => Step::Checked,
                ImportState::Done | ImportState::Undone => Step::Done,
            }
        })
    }

    /// Begins with another file.
    pub(super) fn begin_again(self) {
        self.failure.set(None);
        self.back.set(false);
        self.file.set(None);
        self.import.set(None);
    }

    /// Shows this import, and follows it while it is gone through.
    pub(super) fn open(self, import: ImportRecord) {
        self.back.set(false);
        self.failure.set(None);
        self.import.set(Some(import));
        if self.step() == Step::Busy {
            spawn_local(self.follow());
        }
    }

    async fn follow(self) {
        loop {
            browser::sleep(PAUSE).await;
            // The screen may be gone by now, or show another one.
            let Some(Some(known)) = self.import.try_get_untracked() else { return };
            match store::imports::read(known.id).await {
                Ok(now) => {
                    self.import.try_set(Some(now));
                }
                Err(failure) => {
                    self.failure.try_set(Some(failure));
                }
            }
            let going_on = self.import.try_with_untracked(|import| {
                import.as_ref().is_some_and(|import| {
                    import.id == known.id
                        && !import.stopped
                        && matches!(import.state, ImportState::Checking | ImportState::Running)
                })
            });
            if going_on != Some(true) {
                return;
            }
        }
    }

    /// Waits for an answer that is the import as it is then.
    pub(super) fn take(self, answer: impl Future<Output = Result<ImportRecord, Failure>> + 'static) {
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let answer = answer.await;
            self.busy.try_set(false);
            match answer {
                Ok(import) => self.open(import),
                Err(failure) => {
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }
}

/// A column as a person finds it in the spreadsheet.
pub(super) fn column_name(columns: &[ImportColumn], at: u16) -> String {
    let letter = letter(at);
    match columns.get(usize::from(at)).map(|column| column.name.as_str()).filter(|name| !name.is_empty()) {
        Some(name) => tf(k::IMPORT_COLUMN_NAMED, &[("name", name), ("letter", &letter)]),
        None => tf(k::IMPORT_COLUMN, &[("letter", &letter)]),
    }
}

/// The words of a step.
pub(super) fn step_name(step: Step) -> &'static str {
    t(match step {
        Step::File => k::IMPORT_STEP_FILE,
        Step::Columns => k::IMPORT_STEP_COLUMNS,
        Step::Busy | Step::Checked => k::IMPORT_STEP_CHECK,
        Step::Done => k::IMPORT_STEP_DONE,
    })
}
