//! A browser as far as sign-in goes: it keeps the refresh cookies it is given.

use reqwest::Method;
use serde_json::{Value, json};

use crate::persona::{Answered, Persona};

/// Cookies by name, and the person at the keyboard.
#[derive(Clone)]
pub struct Browser {
    pub person: Persona,
    pub cookies: Vec<(String, String)>,
}

impl Browser {
    /// A browser without cookies.
    pub fn new(anonymous: &Persona) -> Self {
        Self { person: anonymous.clone(), cookies: Vec::new() }
    }

    /// POST of JSON with the cookies; keeps those that come back.
    pub async fn post(&mut self, path: &str, body: &Value) -> Answered {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let headers = [
            ("content-type", "application/json"),
            ("cookie", cookies.as_str()),
            ("user-agent", "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile Safari/537.36"),
        ];
        let answered = self.person.send(Method::POST, path, &headers, Some(body.to_string().into_bytes())).await;
        for header in answered.headers.get_all("set-cookie") {
            let pair = header.to_str().expect("a text").split(';').next().unwrap_or_default().to_owned();
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answered
    }

    /// Signs in with [`crate::PASSWORD`].
    pub async fn sign_in(&mut self, persona: &Persona, code: Option<&str>) -> Answered {
        let mut body = json!({ "email": persona.email, "password": crate::PASSWORD });
        if let Some(code) = code {
            body["code"] = code.into();
        }
        self.post("/sessions", &body).await
    }

    /// Refreshes a device.
    pub async fn refresh(&mut self, device: &Value) -> Answered {
        self.post("/sessions/refresh", &json!({ "device": device })).await
    }
}
