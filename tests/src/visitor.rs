//! Somebody who follows a link: no account, no cookies, nothing but an address.

use diesel::prelude::*;
use reqwest::{Client, Method, StatusCode, header::HeaderMap, redirect::Policy};
use uuid::Uuid;
use yaninda::{
    contacts::row::ContactRow,
    db::schema::{contacts, mails},
    outbox::{link_hash, sent_to},
    time::Clock,
};
use yaninda_shared::{
    contacts::Channel,
    ids::{CaseId, MailId, RawId},
    mail::{MailKind, MailState},
    values::EmailAddress,
};

use crate::World;

/// A page, read whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub status: StatusCode,
    /// All but the time of the answer.
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    /// Asserts the status, showing the page otherwise.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Asserts that the page says this.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "{words:?} is not in {}", self.text);
        self
    }

    /// Asserts that the page does not say this.
    #[track_caller]
    pub fn says_not(self, words: &str) -> Self {
        assert!(!self.text.contains(words), "{words:?} is in {}", self.text);
        self
    }
}

/// Somebody at an address.
#[derive(Clone)]
pub struct Visitor {
    pub url: String,
    client: Client,
    headers: Vec<(&'static str, String)>,
}

impl Visitor {
    pub(crate) fn at(url: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        Self { url: url.to_owned(), client, headers: Vec::new() }
    }

    /// The same, with one more header.
    #[must_use]
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name, value.to_owned()));
        with
    }

    /// The same, at another origin.
    #[must_use]
    pub fn on(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// Opens an address.
    pub async fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, None).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, form: &str) -> Page {
        self.send(Method::POST, path, Some(form)).await
    }

    /// Sends a form and goes where the answer says.
    pub async fn answer(&self, path: &str, form: &str) -> Page {
        let sent = self.post(path, form).await.expect(303);
        let place = sent.headers.get("location").and_then(|place| place.to_str().ok()).expect("a place").to_owned();
        self.get(&place).await.expect(200)
    }

    /// Any request.
    pub async fn send(&self, method: Method, path: &str, form: Option<&str>) -> Page {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(form) = form {
            request = request.header("content-type", "application/x-www-form-urlencoded").body(form.to_owned());
        }
        let response = request.send().await.expect("the server answers");
        let (status, mut headers) = (response.status(), response.headers().clone());
        headers.remove("date");
        let text = response.text().await.expect("a whole page");
        Page { status, headers, text }
    }
}

impl World {
    /// Puts a mail of this kind about this record into the outbox, as sent to the first address of the case; answers the secret of
    /// its link.
    pub fn link(&self, case: CaseId, subject: Uuid, kind: MailKind, sequence: i32) -> String {
        let (id, now) = (MailId::try_from(Uuid::now_v7()).expect("an id"), self.clock.now());
        let token = Uuid::now_v7().simple().to_string();
        diesel::insert_into(mails::table)
            .values((
                mails::id.eq(id),
                mails::office_id.eq(self.istanbul),
                mails::case_id.eq(case),
                mails::version.eq(1),
                mails::created_at.eq(now),
                mails::created_by.eq(self.worker.id()),
                mails::updated_at.eq(now),
                mails::subject_id.eq(RawId(subject)),
                mails::kind.eq(kind),
                mails::occasion.eq(&token),
                mails::sequence.eq(sequence),
                mails::state.eq(MailState::Sent),
                mails::due_at.eq(now),
                mails::useful_until.eq(now),
                mails::attempts.eq(1),
                mails::link_hash.eq(link_hash(&token).to_vec()),
                mails::sent_to.eq(self.sent_to(case, id)),
            ))
            .execute(&mut self.connect())
            .expect("a mail");
        token
    }

    fn sent_to(&self, case: CaseId, mail: MailId) -> Option<Vec<u8>> {
        let mut conn = self.connect();
        let key = self.core.keys.case(&mut conn, self.istanbul, case).expect("a key");
        let contacts = contacts::table.filter(contacts::case_id.eq(case)).filter(contacts::channel.eq(Channel::Email));
        let first: Option<ContactRow> = contacts.order(contacts::id).first(&mut conn).optional().expect("a contact");
        let value = first?.open(&key).expect("opens").draft.value;
        let address = EmailAddress::parse(value.as_str()).expect("an address");
        Some(sent_to(&self.core.keys, mail, &address).to_vec())
    }
}
