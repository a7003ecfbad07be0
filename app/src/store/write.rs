//! Sending mutations, and what the sync pill says about it.

use std::sync::LazyLock;

use gloo_net::http::Method;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::reading;
use crate::api::{self, Failure, Precondition, Why};

/// What the sync pill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    UpToDate,
    Sending,
    Offline,
}

static SENDING: LazyLock<ArcRwSignal<Sending>> = LazyLock::new(|| ArcRwSignal::new(Sending::UpToDate));

/// State of the mutations; the caller runs again when it changes.
#[must_use]
pub fn sending() -> Sending {
    SENDING.get()
}

async fn sent(method: Method, path: &str, body: String, precondition: Precondition) -> Result<String, Failure> {
    SENDING.set(Sending::Sending);
    let answer = api::write_text(method, path, body, precondition).await;
    let offline = matches!(&answer, Err(failure) if failure.why == Why::Offline);
    SENDING.set(if offline { Sending::Offline } else { Sending::UpToDate });
    if answer.is_ok() {
        reading::changed();
    }
    answer
}

/// Creates (`version` is `None`) or updates a record.
pub(super) async fn put<T: DeserializeOwned>(
    path: &str,
    version: Option<i64>,
    body: &impl Serialize,
) -> Result<T, Failure> {
    let precondition = version.map_or(Precondition::Create, Precondition::Version);
    api::parse(&sent(Method::PUT, path, api::json(body)?, precondition).await?)
}

/// Puts something that has no version (one's own settings).
pub(super) async fn put_plain<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    api::parse(&sent(Method::PUT, path, api::json(body)?, Precondition::None).await?)
}

/// An action on a record of this version.
pub(super) async fn act<T: DeserializeOwned>(path: &str, version: i64, body: &impl Serialize) -> Result<T, Failure> {
    api::parse(&sent(Method::POST, path, api::json(body)?, Precondition::Version(version)).await?)
}

/// A post that changes nothing others see (search, reveal, duplicates) or makes something new.
pub(super) async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    api::write(Method::POST, path, body, Precondition::None).await
}

/// A post without an answer, after which readings are read again.
pub(super) async fn post_empty(path: &str, body: &impl Serialize) -> Result<(), Failure> {
    sent(Method::POST, path, api::json(body)?, Precondition::None).await.map(|_| ())
}

/// Removes something of one's own.
pub(super) async fn delete(path: &str) -> Result<(), Failure> {
    sent(Method::DELETE, path, api::json(&())?, Precondition::None).await.map(|_| ())
}
