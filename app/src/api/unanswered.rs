//! The idempotency keys of writes that got no answer. The server may have done what was asked: whoever saves the same
//! again sends the same key, and gets the answer that was lost. Only a hash of a write is remembered, never its body.

use std::{
    cell::RefCell,
    hash::{DefaultHasher, Hash, Hasher},
};

use gloo_net::http::Method;
use yaninda_shared::ids::MutationId;

use super::Precondition;
use crate::ids;

thread_local! {
    static KEYS: RefCell<Vec<(u64, MutationId)>> = const { RefCell::new(Vec::new()) };
}

/// What tells a write from any other.
pub(super) fn print(method: &Method, path: &str, body: &str, precondition: Precondition) -> u64 {
    let mut hasher = DefaultHasher::new();
    (method.as_ref(), path, body, precondition).hash(&mut hasher);
    hasher.finish()
}

/// The key of this write: the one it was sent with before, or a new one that is kept until [`answered`].
pub(super) fn key(write: u64) -> MutationId {
    KEYS.with_borrow_mut(|keys| {
        if let Some((_, key)) = keys.iter().find(|(known, _)| *known == write) {
            return *key;
        }
        let key = ids::new(MutationId::from_parts);
        keys.push((write, key));
        key
    })
}

/// The server answered: the same write is a new one from now on.
pub(super) fn answered(write: u64) {
    KEYS.with_borrow_mut(|keys| keys.retain(|(known, _)| *known != write));
}

/// Forgets all of them.
pub(super) fn forget() {
    KEYS.take();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_differ_by_everything_that_is_sent() {
        let writes = [
            print(&Method::PUT, "/a", "1", Precondition::Create),
            print(&Method::POST, "/a", "1", Precondition::Create),
            print(&Method::PUT, "/b", "1", Precondition::Create),
            print(&Method::PUT, "/a", "2", Precondition::Create),
            print(&Method::PUT, "/a", "1", Precondition::Version(1)),
        ];
        for (at, write) in writes.iter().enumerate() {
            assert_eq!(writes.iter().position(|other| other == write), Some(at));
        }
        assert_eq!(writes.first(), Some(&print(&Method::PUT, "/a", "1", Precondition::Create)));
    }
}
