//! A resource as a screen sees it: known at once from memory if it was read before, renewed from the server behind.
//!
//! Each reading is read again when its path changes and after every mutation. A record of one path is never shown
//! for another.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::HashMap,
    marker::PhantomData,
    rc::Rc,
    sync::LazyLock,
};

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::api::{self, Failure};

thread_local! {
    /// Counts the times everything was forgotten: what was asked for before one of them is not kept after it.
    static FORGOTTEN: Cell<u32> = const { Cell::new(0) };
    static CACHE: RefCell<HashMap<String, Value>> = RefCell::new(HashMap::new());
}

static REVISION: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| ArcRwSignal::new(0));

/// State of a reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    Loading,
    Ready(T),
    Failed(Failure),
}

impl<T> Load<T> {
    /// The value, if it is there.
    pub fn ready(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Changes the value inside.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Load<U> {
        match self {
            Self::Loading => Load::Loading,
            Self::Ready(value) => Load::Ready(change(value)),
            Self::Failed(failure) => Load::Failed(failure),
        }
    }
}

pub(super) type Value = Rc<dyn Any>;

/// What came for a path.
#[derive(Clone)]
struct Answer {
    path: String,
    /// When it was asked, counted in mutations.
    revision: u32,
    came: Result<Value, Failure>,
}

/// A resource a screen holds. `Copy`; read it inside the view: `reading.load()`.
pub struct Reading<T> {
    untyped: Untyped,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Reading<T> {}

impl<T: Clone + DeserializeOwned + 'static> Reading<T> {
    /// Reads `path` (after `/api/v1`); nothing while it is `None`.
    pub(super) fn new(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self { untyped: Untyped::new(Box::new(path), value_of::<T>), of: PhantomData }
    }

    /// The present state; the caller runs again when it changes.
    #[must_use]
    pub fn load(&self) -> Load<T> {
        match self.untyped.load() {
            Load::Loading => Load::Loading,
            Load::Failed(failure) => Load::Failed(failure),
            Load::Ready(value) => value.downcast_ref::<T>().map_or(Load::Loading, |value| Load::Ready(value.clone())),
        }
    }

    /// The value, if it is there.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        self.load().ready()
    }

    /// What the server said after the last mutation; nothing while that is being asked.
    #[must_use]
    pub fn since_change(&self) -> Option<T> {
        self.untyped.since_change()?.downcast_ref::<T>().cloned()
    }

    /// Reads again, for a retry button.
    pub fn again(&self) {
        self.untyped.resource.refetch();
    }

    pub(super) fn path(&self) -> Option<String> {
        self.untyped.path.get()
    }
}

fn value_of<T: DeserializeOwned + 'static>(text: &str) -> Result<Value, Failure> {
    api::parse::<T>(text).map(|value| Rc::new(value) as Value)
}

/// A reading without its type: the signals and the waiting are compiled once, not for each record.
#[derive(Clone, Copy)]
struct Untyped {
    path: Signal<Option<String>>,
    resource: LocalResource<Option<Answer>>,
}

impl Untyped {
    fn new(path: Box<dyn Fn() -> Option<String> + Send + Sync>, parse: fn(&str) -> Result<Value, Failure>) -> Self {
        let path = Signal::derive(path);
        let resource = LocalResource::new(move || {
            let (revision, path) = (REVISION.get(), path.get());
            let era = FORGOTTEN.get();
            async move {
                let path = path?;
                let came = api::get_text(&path).await.and_then(|text| parse(&text));
                if let Ok(value) = &came
                    && era == FORGOTTEN.get()
                {
                    CACHE.with_borrow_mut(|cache| cache.insert(path.clone(), Rc::clone(value)));
                }
                Some(Answer { path, revision, came })
            }
        });
        Self { path, resource }
    }

    fn load(&self) -> Load<Value> {
        let answer = self.resource.get().flatten();
        let Some(path) = self.path.get() else { return Load::Loading };
        match answer.filter(|answer| answer.path == path).map(|answer| answer.came) {
            Some(Ok(value)) => Load::Ready(value),
            Some(Err(failure)) => known(&path).map_or(Load::Failed(failure), Load::Ready),
            None => known(&path).map_or(Load::Loading, Load::Ready),
        }
    }

    fn since_change(&self) -> Option<Value> {
        let answer = self.resource.get().flatten()?;
        let fresh = self.path.get() == Some(answer.path) && answer.revision == REVISION.get_untracked();
        answer.came.ok().filter(|_| fresh)
    }
}

fn known(path: &str) -> Option<Value> {
    CACHE.with_borrow(|cache| cache.get(path).map(Rc::clone))
}

/// Something changed: every open reading reads again.
pub(super) fn changed() {
    REVISION.update(|revision| *revision = revision.wrapping_add(1));
}

pub(super) fn revision() -> u32 {
    REVISION.get()
}

/// Forgets everything that was read.
pub(super) fn forget() {
    FORGOTTEN.set(FORGOTTEN.get().wrapping_add(1));
    CACHE.with_borrow_mut(HashMap::clear);
}
