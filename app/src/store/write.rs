//! Sending mutations, and what the sync pill says about it.

use std::sync::LazyLock;

use gloo_net::http::Method;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use yaninda_shared::problem::Code;

use super::reading;
use crate::api::{self, Failure, Precondition};

/// What the sync pill says of the writes and of the way to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    UpToDate,
    Sending,
    Offline,
}

static SENDING: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Their state; the caller runs again when it changes.
#[must_use]
pub fn sending() -> Sending {
    match (SENDING.get(), api::is_reached()) {
        (true, _) => Sending::Sending,
        (false, true) => Sending::UpToDate,
        (false, false) => Sending::Offline,
    }
}

async fn sent(method: Method, path: &str, body: String, precondition: Precondition) -> Result<String, Failure> {
    saying(api::write_text(method, path, body, precondition)).await
}

/// Sends while the pill says so; then every open reading reads again, also if the record had changed meanwhile.
async fn saying(write: impl Future<Output = Result<String, Failure>>) -> Result<String, Failure> {
    SENDING.set(true);
    let answer = write.await;
    SENDING.set(false);
    if answer.as_ref().map_or_else(|failure| failure.is(Code::Stale), |_| true) {
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

/// An action on a record of this version whose answer is not needed.
pub(super) async fn act_empty(path: &str, version: i64, body: &impl Serialize) -> Result<(), Failure> {
    sent(Method::POST, path, api::json(body)?, Precondition::Version(version)).await.map(|_| ())
}

/// The same without an answer.
pub(super) async fn put_empty(path: &str, body: &impl Serialize) -> Result<(), Failure> {
    sent(Method::PUT, path, api::json(body)?, Precondition::None).await.map(|_| ())
}

/// A post whose answer is shown, after which readings are read again.
pub(super) async fn tell<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    api::parse(&sent(Method::POST, path, api::json(body)?, Precondition::None).await?)
}

/// Sends a new file; `progress` hears the percents.
pub(super) async fn put_file(
    path: &str,
    media_type: &str,
    file: &web_sys::Blob,
    progress: fn(u32),
) -> Result<(), Failure> {
    saying(api::put_blob(path, media_type, file, progress)).await.map(|_| ())
}

/// Sends a new file whose answer is shown; `progress` hears the percents.
pub(super) async fn put_file_shown<T: DeserializeOwned>(
    path: &str,
    media_type: &str,
    file: &web_sys::Blob,
    progress: fn(u32),
) -> Result<T, Failure> {
    api::parse(&saying(api::put_blob(path, media_type, file, progress)).await?)
}

/// A post that changes nothing others see (search, reveal, duplicates) or makes something new.
pub(super) async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    api::write(Method::POST, path, body, Precondition::None).await
}

/// A post without an answer, after which readings are read again.
pub(super) async fn post_empty(path: &str, body: &impl Serialize) -> Result<(), Failure> {
    sent(Method::POST, path, api::json(body)?, Precondition::None).await.map(|_| ())
}

/// A post whose answer may be empty.
pub(super) async fn post_if_any<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<Option<T>, Failure> {
    let answer = sent(Method::POST, path, api::json(body)?, Precondition::None).await?;
    if answer.is_empty() { Ok(None) } else { api::parse(&answer).map(Some) }
}

/// Removes something of one's own.
pub(super) async fn delete(path: &str) -> Result<(), Failure> {
    sent(Method::DELETE, path, api::json(&())?, Precondition::None).await.map(|_| ())
}
