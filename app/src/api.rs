//! The only caller of fetch. Holds the access token in memory, renews it once when it has ended, and turns problem
//! documents into a typed [`Failure`]. Only `store` calls this module.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_net::http::{Headers, Method, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use yaninda_shared::{
    ids::{DeviceId, MutationId},
    problem::{Code, FieldError, Problem},
    sessions::{Refresh, Session},
};

use crate::{
    browser,
    i18n::{Label, find, k, t},
    ids,
};

mod files;
mod reached;
mod unanswered;

pub use files::{get_blob, post_blob, put_blob};
pub use reached::{heard, is_reached};

const ROOT: &str = "/api/v1";

thread_local! {
    /// Counts the times the token was dropped: a renewal that was under way then brings none back.
    static DROPPED: Cell<u32> = const { Cell::new(0) };
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    /// What is told when the server has ended the session.
    static ENDED: Cell<Option<fn()>> = const { Cell::new(None) };
    static DEVICE: RefCell<Option<DeviceId>> = const { RefCell::new(None) };
}

/// Why a request did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing came back: no network, or the server is away.
    Offline,
    /// An answer came that this version cannot read.
    Unreadable,
    /// The server said no.
    Problem(Code),
}

/// A request that did not work, in a form that screens can show.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub why: Why,
    pub fields: Vec<FieldError>,
    pub request_id: Option<String>,
    /// Seconds.
    pub retry_after: Option<u32>,
    /// The current record, if `why` is `Stale`.
    pub current: Option<serde_json::Value>,
}

impl Failure {
    pub(crate) const fn new(why: Why) -> Self {
        Self { why, fields: Vec::new(), request_id: None, retry_after: None, current: None }
    }

    /// A refusal found before sending: fields that the draft's own check named.
    #[must_use]
    pub const fn invalid(fields: Vec<FieldError>) -> Self {
        Self { why: Why::Problem(Code::Invalid), fields, request_id: None, retry_after: None, current: None }
    }

    /// Whether the server answered with this code.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        self.why == Why::Problem(code)
    }

    /// Whether the server no longer knows the session; a fresh token may help, or signing in again.
    #[must_use]
    pub fn is_session_over(&self) -> bool {
        self.is(Code::SessionEnded) || self.is(Code::NotSignedIn)
    }

    /// Whether our server said so: a proxy's page, or nothing at all, does not tell what became of a write.
    const fn is_answer(&self) -> bool {
        matches!(self.why, Why::Problem(_))
    }

    /// One sentence for a person.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self.why {
            Why::Offline => t(k::PROBLEM_OFFLINE),
            Why::Unreadable => t(k::PROBLEM_UNREADABLE),
            Why::Problem(code) => code.label(),
        }
    }

    /// The record as it is now, if somebody else changed it meanwhile.
    #[must_use]
    pub fn theirs<T: DeserializeOwned>(&self) -> Option<T> {
        parse(&self.current.as_ref()?.to_string()).ok()
    }

    /// What is wrong with one field, by its path in the draft (`profile.birth_year`).
    #[must_use]
    pub fn field(&self, path: &str) -> Option<&'static str> {
        let error = self.fields.iter().find(|error| error.field == path)?;
        Some(find(&format!("value_error.{}", error.code)).map_or_else(|| t(k::PROBLEM_INVALID), t))
    }
}

/// Preconditions of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precondition {
    /// `If-None-Match: *`
    Create,
    /// `If-Match: "<version>"`
    Version(i64),
    None,
}

/// Takes a session's token into memory.
pub fn hold(session: &Session) {
    TOKEN.set(Some(session.access_token.expose().clone()));
    DEVICE.set(Some(session.device));
}

/// Forgets the token.
pub fn drop_token() {
    DROPPED.set(DROPPED.get().wrapping_add(1));
    TOKEN.set(None);
    unanswered::forget();
}

/// Reads a resource. `path` begins after `/api/v1`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    parse(&get_text(path).await?)
}

/// Reads a resource as the text that came. Everything that waits works on text and is compiled once; only
/// [`parse`] knows types. That keeps the wasm small.
pub async fn get_text(path: &str) -> Result<String, Failure> {
    read_text(send(Method::GET, path, None, Precondition::None, None).await?).await
}

/// Sends a write and reads its answer. The same idempotency key is sent again while the network fails, and with the next
/// identical write until there is an answer.
pub async fn write<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &impl Serialize,
    precondition: Precondition,
) -> Result<T, Failure> {
    parse(&write_text(method, path, json(body)?, precondition).await?)
}

/// Sends a write whose body is JSON already, or none if it is `null`; the answer is the text that came, empty if there
/// is none.
pub async fn write_text(
    method: Method,
    path: &str,
    body: String,
    precondition: Precondition,
) -> Result<String, Failure> {
    let write = unanswered::print(&method, path, &body, precondition);
    let key = unanswered::key(write);
    let body = (body != "null").then_some(body.as_str());
    let mut wait = 500;
    loop {
        let answer = match send(method.clone(), path, body, precondition, Some(key)).await {
            Ok(response) => read_text(response).await,
            Err(failure) => Err(failure),
        };
        match answer {
            Err(failure) if failure.why == Why::Offline && wait <= 2000 => {
                browser::sleep(wait).await;
                wait *= 2;
            }
            answer => {
                if answer.as_ref().map_or_else(Failure::is_answer, |_| true) {
                    unanswered::answered(write);
                }
                return answer;
            }
        }
    }
}

/// Names what is told when the server has ended the session.
pub fn when_session_ends(told: fn()) {
    ENDED.set(Some(told));
}

/// Asks whether the server is there.
pub async fn ask() -> bool {
    let there = match RequestBuilder::new("/healthz").send().await {
        // Read to its end, or the browser keeps the request open.
        Ok(answer) => answer.text().await.is_ok() && answer.ok(),
        Err(_) => false,
    };
    heard(there);
    there
}

/// A body as JSON.
pub fn json(body: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(body).map_err(|_| Failure::new(Why::Unreadable))
}

/// An answer as its type.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::new(Why::Unreadable))
}

async fn send(
    method: Method,
    path: &str,
    body: Option<&str>,
    precondition: Precondition,
    key: Option<MutationId>,
) -> Result<Response, Failure> {
    let stale = TOKEN.with_borrow(Clone::clone);
    match send_once(method.clone(), path, body, precondition, key).await {
        Err(failure) if stale.is_some() && !path.starts_with("/sessions") && failure.is_session_over() => {
            renew_after(stale).await?;
            send_once(method, path, body, precondition, key).await
        }
        answer => answer,
    }
}

async fn send_once(
    method: Method,
    path: &str,
    body: Option<&str>,
    precondition: Precondition,
    key: Option<MutationId>,
) -> Result<Response, Failure> {
    let headers = Headers::new();
    if let Some(token) = TOKEN.with_borrow(Clone::clone) {
        headers.set("authorization", &format!("Bearer {token}"));
    }
    if let Some(key) = key {
        headers.set("idempotency-key", &key.to_string());
    }
    match precondition {
        Precondition::Create => headers.set("if-none-match", "*"),
        Precondition::Version(version) => headers.set("if-match", &format!("\"{version}\"")),
        Precondition::None => {}
    }
    let request = RequestBuilder::new(&format!("{ROOT}{path}")).method(method);
    let request = match body {
        Some(body) => {
            headers.set("content-type", "application/json");
            request.headers(headers).body(body)
        }
        None => request.headers(headers).build(),
    };
    let request = request.map_err(|_| Failure::new(Why::Unreadable))?;
    let response = request.send().await.map_err(|_| Failure::new(Why::Offline));
    heard(response.is_ok());
    let response = response?;
    if response.ok() { Ok(response) } else { Err(problem(response).await) }
}

/// Errors: `Offline`, if the network fails before the end of the answer.
async fn read_text(response: Response) -> Result<String, Failure> {
    response.text().await.map_err(|_| Failure::new(Why::Offline))
}

async fn problem(response: Response) -> Failure {
    match read_text(response).await.and_then(|text| parse(&text)) {
        Ok(body) => parse_problem(body),
        Err(failure) => failure,
    }
}

fn parse_problem(mut body: serde_json::Value) -> Failure {
    let current = body.get_mut("current").map(serde_json::Value::take);
    match serde_json::from_value::<Problem>(body) {
        Ok(problem) => Failure {
            why: Why::Problem(problem.code),
            fields: problem.errors,
            request_id: Some(problem.request_id),
            retry_after: problem.retry_after,
            current,
        },
        Err(_) => Failure::new(Why::Unreadable),
    }
}

/// Renews the session with the cookie of this device. One tab at a time: the lock is shared by all tabs, so two of
/// them never present the same refresh token at once.
pub async fn refresh(device: DeviceId) -> Result<Session, Failure> {
    let slot = Rc::new(RefCell::new(Err(Failure::new(Why::Offline))));
    let result = Rc::clone(&slot);
    let dropped = DROPPED.get();
    browser::with_lock("yaninda-session", async move {
        let answer = match renew(device).await {
            Ok(_) if dropped != DROPPED.get() => Err(Failure::new(Why::Problem(Code::SessionEnded))),
            answer => answer,
        };
        if let Ok(session) = &answer {
            hold(session);
        }
        let _ = result.replace(answer);
    })
    .await;
    slot.replace(Err(Failure::new(Why::Offline)))
}

async fn renew(device: DeviceId) -> Result<Session, Failure> {
    let body = json(&Refresh { device })?;
    let key = ids::new(MutationId::from_parts);
    let answer = send_once(Method::POST, "/sessions/refresh", Some(&body), Precondition::None, Some(key)).await?;
    parse(&read_text(answer).await?)
}

async fn renew_after(stale: Option<String>) -> Result<(), Failure> {
    let over = Failure::new(Why::Problem(Code::SessionEnded));
    match TOKEN.with_borrow(Clone::clone) {
        // The app was locked meanwhile.
        None => return Err(over),
        // Another request of this tab has renewed it meanwhile.
        token if token != stale => return Ok(()),
        Some(_) => {}
    }
    let dropped = DROPPED.get();
    let Some(device) = DEVICE.with_borrow(|device| *device) else {
        return Err(over);
    };
    match refresh(device).await {
        Ok(_) => Ok(()),
        Err(failure) => {
            if failure.is_session_over()
                && dropped == DROPPED.get()
                && let Some(told) = ENDED.get()
            {
                told();
            }
            Err(failure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_fields_and_the_current_record() {
        let failure = parse_problem(serde_json::json!({
            "type": "/problems/stale", "title": "", "status": 412, "code": "stale", "request_id": "r",
            "errors": [{"field": "profile.birth_year", "code": "in_the_future"}], "current": {"version": 2}
        }));
        assert!(failure.is(Code::Stale));
        assert_eq!(failure.field("profile.birth_year"), Some("This date is in the future"));
        assert_eq!(failure.field("code_name"), None);
        assert_eq!(failure.current, Some(serde_json::json!({"version": 2})));
    }

    #[test]
    fn an_unknown_answer_is_unreadable() {
        assert_eq!(parse_problem(serde_json::json!({"oops": true})).why, Why::Unreadable);
    }
}
