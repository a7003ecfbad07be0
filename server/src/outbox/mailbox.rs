//! `/dev/mailbox`: what a demo would have sent, for whoever sits at this computer. A demo answers to nobody else
//! ([`hosts`](crate::http::hosts)), and no other database has such a page.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use actix_web::{HttpResponse, Responder, get, http::header::CONTENT_SECURITY_POLICY, web};
use mail_parser::{Message, MessageParser};
use maud::{DOCTYPE, Markup, html};

use super::{folder, transport::Carrier};
use crate::{
    access::{Core, Public},
    problem::{ApiError, ApiResult},
};

/// Nothing but text and links.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Most mails that are listed.
const MOST: usize = 200;
/// No mail of ours is longer.
const LONGEST: u64 = 1 << 20;

/// The mails, newest first. Errors: 404 unless this is a demo that fills a folder.
#[get("/dev/mailbox")]
pub async fn list(public: Public) -> ApiResult<impl Responder> {
    let folder = folder_of(public.core())?;
    let found = blocking(move || newest(&folder)).await?;
    let lines = html! {
        @if found.is_empty() { p { "No mail yet." } }
        ul {
            @for (name, mail) in &found {
                li { a href={ "/dev/mailbox/" (name) } { (head(mail, "Date")) " " bdi { (head(mail, "Subject")) } } }
            }
        }
    };
    Ok(answer("Mailbox of the demo", &lines))
}

/// One mail: its headers, its text, and the links in it. Errors: 404.
#[get("/dev/mailbox/{name}")]
pub async fn show(public: Public, path: web::Path<String>) -> ApiResult<impl Responder> {
    let (folder, name) = (folder_of(public.core())?, path.into_inner());
    // A name of ours, and so no path.
    if name.is_empty() || !name.bytes().all(|c| c.is_ascii_alphanumeric()) {
        return Err(ApiError::not_found());
    }
    let raw = blocking(move || read(&folder.join(format!("{name}.{}", folder::ENDING)))).await?;
    let raw = raw.ok_or_else(ApiError::not_found)?;
    let mail = MessageParser::default().parse(&raw).ok_or_else(ApiError::not_found)?;
    let text = mail.body_text(0).unwrap_or_default();
    let files = mail
        .attachments()
        .filter_map(|part| Some((part.text_contents()?, mail_parser::MimeHeaders::attachment_name(part)?)));
    let page = html! {
        p { a href="/dev/mailbox" { "All mails" } }
        dl {
            @for name in ["From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe"] {
                @if let Some(value) = mail.header_raw(name) { dt { (name) } dd { bdi { (shown(&mail, name, value)) } } }
            }
        }
        pre dir="auto" data-test="text" { (linked(&text)) }
        @for (content, name) in files { h2 { (name) } pre { (content) } }
    };
    Ok(answer("Mail", &page))
}

fn folder_of(core: &Core) -> ApiResult<PathBuf> {
    match core.mail.carrier().as_ref() {
        Carrier::Folder(folder) if core.settings.demo => Ok(folder.clone()),
        Carrier::Folder(_) | Carrier::Smtp(..) | Carrier::Nothing => Err(ApiError::not_found()),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> ApiResult<T> {
    web::block(work).await.map_err(ApiError::internal)
}

/// Names and contents, newest first.
fn newest(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let is_mail = path.extension().is_some_and(|ending| ending == folder::ENDING);
            let changed = fs::metadata(&path).and_then(|about| about.modified()).ok()?;
            is_mail.then_some((changed, path))
        })
        .collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.truncate(MOST);
    found.iter().filter_map(|(_, path)| Some((path.file_stem()?.to_str()?.to_owned(), read(path)?))).collect()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let about = fs::metadata(path).ok()?;
    (about.is_file() && about.len() <= LONGEST).then(|| fs::read(path).ok()).flatten()
}

/// A header of a mail as it is read.
fn head(raw: &[u8], name: &str) -> String {
    let mail = MessageParser::default().parse_headers(raw);
    let found = mail.as_ref().and_then(|mail| Some(shown(mail, name, mail.header_raw(name)?)));
    found.unwrap_or_default()
}

fn shown(mail: &Message<'_>, name: &str, raw: &str) -> String {
    match name {
        "Subject" => mail.subject().unwrap_or_default().to_owned(),
        _ => raw.trim().to_owned(),
    }
}

/// A text in which links can be followed.
fn linked(text: &str) -> Markup {
    html! {
        @for piece in text.split_inclusive(char::is_whitespace) {
            @let word = piece.trim_end();
            @if word.starts_with("http://") || word.starts_with("https://") {
                a href=(word) rel="noreferrer" { (word) } (piece.strip_prefix(word).unwrap_or_default())
            } @else { (piece) }
        }
    }
}

fn answer(title: &str, main: &Markup) -> HttpResponse {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
            }
            body { main { h1 { (title) } (main) } }
        }
    };
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(page.into_string())
}
