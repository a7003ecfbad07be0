//! Someone who speaks HTTP to the server.

use reqwest::{Client, Method, StatusCode, header::HeaderMap};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;
use yaninda_shared::ids::{DeviceId, UserId};

use crate::documented;

/// A person with (or without) an access token.
#[derive(Clone)]
pub struct Persona {
    pub name: String,
    pub email: String,
    pub user: Option<UserId>,
    pub device: Option<DeviceId>,
    pub token: Option<String>,
    url: String,
    client: Client,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answered {
    /// The body as JSON, or null.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The body as a type.
    pub fn body<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{error} in {}", String::from_utf8_lossy(&self.bytes)))
    }

    /// Asserts the status, showing the body otherwise.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    /// Asserts status and problem code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Self {
        let answered = self.expect(status);
        assert_eq!(answered.json()["code"], code, "{}", answered.json());
        answered
    }

    /// Asserts a 422 that names this field with this code.
    #[track_caller]
    pub fn expect_field(self, field: &str, code: &str) -> Self {
        let answered = self.expect(422);
        let errors = answered.json()["errors"].clone();
        let found = errors.as_array().is_some_and(|all| all.iter().any(|e| e["field"] == field && e["code"] == code));
        assert!(found, "{field}: {code} is not in {errors}");
        answered
    }

    /// The version in the ETag.
    pub fn version(&self) -> i64 {
        let tag = self.headers.get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default();
        tag.trim_matches('"').parse().unwrap_or_else(|_| panic!("no version in {tag:?}"))
    }
}

impl Persona {
    pub(crate) fn new(url: &str, name: &str, email: &str, user: UserId, device: DeviceId, token: String) -> Self {
        let nobody = Self::nobody(url);
        Self {
            name: name.to_owned(),
            email: email.to_owned(),
            user: Some(user),
            device: Some(device),
            token: Some(token),
            ..nobody
        }
    }

    /// Nobody: a client without a token.
    pub fn nobody(url: &str) -> Self {
        Self {
            name: "nobody".to_owned(),
            email: String::new(),
            user: None,
            device: None,
            token: None,
            url: url.to_owned(),
            client: Client::builder().build().expect("a client"),
        }
    }

    /// The user's id.
    pub fn id(&self) -> UserId {
        self.user.expect("a persona with an account")
    }

    /// Sends a request with extra headers; the path begins after `/api/v1` unless it begins with `http`-less `//`.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Answered {
        let url = match path.strip_prefix("//") {
            Some(bare) => format!("{}/{bare}", self.url),
            None => format!("{}/api/v1{path}", self.url),
        };
        let mut request = self.client.request(method.clone(), &url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        documented::check(&method, url.strip_prefix(&self.url).unwrap_or_default(), status);
        let bytes = response.bytes().await.expect("a whole answer").to_vec();
        Answered { status, headers, bytes }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answered {
        self.send(Method::GET, path, &[], None).await
    }

    /// POST of JSON without write headers (search, reveal, sign-in).
    pub async fn ask(&self, path: &str, body: &impl Serialize) -> Answered {
        let body = serde_json::to_vec(body).expect("JSON");
        self.send(Method::POST, path, &[("content-type", "application/json")], Some(body)).await
    }

    /// PUT that creates.
    pub async fn create(&self, path: &str, body: &impl Serialize) -> Answered {
        self.write(Method::PUT, path, &[("if-none-match", "*")], Uuid::now_v7(), body).await
    }

    /// PUT that changes this version.
    pub async fn change(&self, path: &str, version: i64, body: &impl Serialize) -> Answered {
        self.write(Method::PUT, path, &[("if-match", &format!("\"{version}\""))], Uuid::now_v7(), body).await
    }

    /// POST of an action on this version.
    pub async fn act(&self, path: &str, version: i64, body: &impl Serialize) -> Answered {
        self.write(Method::POST, path, &[("if-match", &format!("\"{version}\""))], Uuid::now_v7(), body).await
    }

    /// A write with its own headers and key.
    pub async fn write(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        key: Uuid,
        body: &impl Serialize,
    ) -> Answered {
        let key = key.to_string();
        let mut all = vec![("content-type", "application/json"), ("idempotency-key", key.as_str())];
        all.extend_from_slice(headers);
        self.send(method, path, &all, Some(serde_json::to_vec(body).expect("JSON"))).await
    }
}

impl Persona {
    /// The same person with another access token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same person, speaking to the server at this address.
    #[must_use]
    pub fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// The same person, speaking to the server that this one speaks to.
    #[must_use]
    pub fn at_server_of(&self, other: &Self) -> Self {
        Self { url: other.url.clone(), ..self.clone() }
    }
}
