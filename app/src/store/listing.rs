//! A list that comes in pages: the first is a [`Reading`], more are added on request.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;
use yaninda_shared::page::Page;

use super::reading::{Load, Reading, Value, revision};
use crate::api::{self, Failure};

/// Pages after the first, and which first page they belong to.
#[derive(Clone)]
struct More {
    of: (String, u32),
    pages: Vec<Value>,
    next: Option<String>,
}

/// What a listing adds to its first page; the same for every type of item.
#[derive(Clone, Copy)]
struct Rest {
    more: RwSignal<Option<More>, LocalStorage>,
    busy: RwSignal<bool>,
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
    pub(super) fn new(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        let rest = Rest { more: RwSignal::new_local(None), busy: RwSignal::new(false) };
        Self { first: Reading::new(path), rest }
    }

    /// All items read so far.
    #[must_use]
    pub fn load(&self) -> Load<Vec<T>> {
        self.first.load().map(|page| {
            let mut items = page.items;
            for later in self.rest.later(self.first.path()).into_iter().flat_map(|more| more.pages) {
                items.extend(later.downcast_ref::<Page<T>>().into_iter().flat_map(|page| page.items.iter().cloned()));
            }
            items
        })
    }

    /// Cursor of the next page, if there is one.
    fn next(&self) -> Option<String> {
        match self.rest.later(self.first.path()) {
            Some(more) => more.next,
            None => self.first.get()?.next,
        }
    }

    /// Whether there are more items on the server.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.next().is_some()
    }

    /// Whether more items are on their way.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.rest.busy.get()
    }

    /// Reads the next page.
    pub fn more(self) {
        if let (Some(next), Some(path)) = (untrack(|| self.next()), untrack(|| self.first.path())) {
            self.rest.read(path, &next, page_of::<T>);
        }
    }

    /// Reads the first page again, for a retry button.
    pub fn again(&self) {
        self.first.again();
    }
}

type Parse = fn(&str) -> Result<(Value, Option<String>), Failure>;

fn page_of<T: DeserializeOwned + 'static>(text: &str) -> Result<(Value, Option<String>), Failure> {
    let page = api::parse::<Page<T>>(text)?;
    let next = page.next.clone();
    Ok((Rc::new(page), next))
}

impl Rest {
    fn later(&self, path: Option<String>) -> Option<More> {
        let of = (path?, revision());
        self.more.get().filter(|more| more.of == of)
    }

    fn read(self, path: String, next: &str, parse: Parse) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let joint = if path.contains('?') { '&' } else { '?' };
        let address = format!("{path}{joint}after={}", super::encode(next));
        let of = (path.clone(), untrack(revision));
        spawn_local(async move {
            let answer = api::get_text(&address).await.and_then(|text| parse(&text));
            // The screen may be gone by now.
            if let Ok((page, next)) = answer
                && self.busy.try_get_untracked().is_some()
            {
                let mut pages = untrack(|| self.later(Some(path))).map_or_else(Vec::new, |more| more.pages);
                pages.push(page);
                self.more.set(Some(More { of, pages, next }));
            }
            let _ = self.busy.try_set(false);
        });
    }
}
