//! A list that comes in pages: the first is a [`Reading`], later ones are read on request, and read again with the first.

use std::rc::Rc;

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use yaninda_shared::page::Page;

use super::reading::{Load, Reading, Value, revision};
use crate::api::{self, Failure};

/// A page without its type, and the cursor of the one after it.
type Parsed = (Value, Option<String>);

/// Later pages as they came, and what they belong to: the path, the cursor of the first page, and the revision.
#[derive(Clone)]
struct Later {
    of: (String, String, u32),
    pages: Vec<Value>,
    next: Option<String>,
    failure: Option<Failure>,
}

/// What a listing adds to its first page; the same for every type of item.
#[derive(Clone, Copy)]
struct Rest {
    /// How many later pages are wanted, and for which path.
    wanted: RwSignal<(Option<String>, usize)>,
    at_once: usize,
    later: LocalResource<Option<Later>>,
}

/// A paged list a screen holds. `Copy`.
pub struct Listing<T> {
    first: Reading<Page<T>>,
    rest: Rest,
}

impl<T> Clone for Listing<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Listing<T> {}

impl<T: Clone + DeserializeOwned + 'static> Listing<T> {
    /// A page at a time.
    pub(super) fn new(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self::reading(path, 0)
    }

    /// All pages, one after the other.
    pub(super) fn whole(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self::reading(path, usize::MAX)
    }

    fn reading(path: impl Fn() -> Option<String> + Send + Sync + 'static, at_once: usize) -> Self {
        let first = Reading::<Page<T>>::new(path);
        let start = Signal::derive(move || first.path().zip(first.get().and_then(|page| page.next)));
        Self { first, rest: Rest::new(start, at_once, page_of::<T>) }
    }

    /// All items read so far.
    #[must_use]
    pub fn load(&self) -> Load<Vec<T>> {
        self.first.load().map(|page| {
            let mut items = page.items;
            for later in self.later().into_iter().flat_map(|later| later.pages) {
                items.extend(later.downcast_ref::<Page<T>>().into_iter().flat_map(|page| page.items.iter().cloned()));
            }
            items
        })
    }

    fn later(&self) -> Option<Later> {
        let path = self.first.path()?;
        self.rest.later.get().flatten().filter(|later| later.of.0 == path)
    }

    /// Whether there are more items on the server.
    #[must_use]
    pub fn has_more(&self) -> bool {
        match self.later() {
            Some(later) => later.next.is_some(),
            None => self.first.get().is_some_and(|page| page.next.is_some()),
        }
    }

    /// Why later pages are missing.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        self.later()?.failure
    }

    /// Whether more items are on their way.
    #[must_use]
    pub fn busy(&self) -> bool {
        let here = self.later().map_or(0, |later| later.pages.len());
        self.has_more() && self.failure().is_none() && here < self.rest.count(self.first.path().as_ref())
    }

    /// Reads the next page, or tries the one again that did not come.
    pub fn more(self) {
        if untrack(|| self.failure()).is_some() {
            self.rest.later.refetch();
        } else if !untrack(|| self.busy()) {
            self.rest.one_more(untrack(|| self.first.path()));
        }
    }

    /// Reads the first page again, for a retry button.
    pub fn again(&self) {
        self.first.again();
    }
}

type Parse = fn(&str) -> Result<Parsed, Failure>;

fn page_of<T: DeserializeOwned + 'static>(text: &str) -> Result<Parsed, Failure> {
    let page = api::parse::<Page<T>>(text)?;
    let next = page.next.clone();
    Ok((Rc::new(page), next))
}

impl Rest {
    fn new(start: Signal<Option<(String, String)>>, at_once: usize, parse: Parse) -> Self {
        let wanted = RwSignal::new((None, at_once));
        let known = StoredValue::new_local(None::<Later>);
        // A first page that was read again begins the later ones anew: as many as there were.
        let later = LocalResource::new(move || {
            let start = start.get();
            let count = wanted.with(|wanted| count(wanted, start.as_ref().map(|(path, _)| path), at_once));
            let revision = untrack(revision);
            async move {
                let (path, cursor) = start.filter(|_| count > 0)?;
                let of = (path, cursor, revision);
                let begun = known.try_get_value().flatten().filter(|known| known.of == of);
                let later = read(begun.unwrap_or_else(|| Later::none(of)), count, parse).await;
                known.try_set_value(Some(later.clone()));
                Some(later)
            }
        });
        Self { wanted, at_once, later }
    }

    fn count(self, path: Option<&String>) -> usize {
        self.wanted.with(|wanted| count(wanted, path, self.at_once))
    }

    fn one_more(self, path: Option<String>) {
        let count = untrack(|| self.count(path.as_ref()));
        self.wanted.set((path, count.saturating_add(1)));
    }
}

/// What was asked for counts for its own path only.
fn count((of, count): &(Option<String>, usize), path: Option<&String>, at_once: usize) -> usize {
    if of.as_ref() == path { *count } else { at_once }
}

impl Later {
    const fn none(of: (String, String, u32)) -> Self {
        Self { of, pages: Vec::new(), next: None, failure: None }
    }
}

/// Reads on until there are `count` pages; stops where one does not come.
async fn read(mut later: Later, count: usize, parse: Parse) -> Later {
    let (path, cursor, _) = &later.of;
    let joint = if path.contains('?') { '&' } else { '?' };
    if later.pages.is_empty() {
        later.next = Some(cursor.clone());
    }
    later.failure = None;
    while later.pages.len() < count
        && let Some(next) = &later.next
    {
        let address = format!("{path}{joint}after={}", super::encode(next));
        match api::get_text(&address).await.and_then(|text| parse(&text)) {
            Ok((page, next)) => {
                later.pages.push(page);
                later.next = next;
            }
            Err(failure) => {
                later.failure = Some(failure);
                break;
            }
        }
    }
    later
}
