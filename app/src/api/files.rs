//! Files: sent with progress, which fetch cannot tell, and read as a blob. They live in memory only.

use gloo_net::http::{Method, Response};
use js_sys::Promise;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};
use yaninda_shared::ids::MutationId;

use super::{Failure, Precondition, ROOT, TOKEN, Why, parse, parse_problem, reached, renew_after, send};
use crate::{browser, ids};

/// Reads a file.
pub async fn get_blob(path: &str) -> Result<Blob, Failure> {
    blob_of(send(Method::GET, path, None, Precondition::None, None).await?).await
}

/// Asks for a file that is made for this request. It is sent once: what was made may not be made again.
pub async fn post_blob(path: &str, body: Option<&str>) -> Result<Blob, Failure> {
    blob_of(send(Method::POST, path, body, Precondition::None, None).await?).await
}

async fn blob_of(response: Response) -> Result<Blob, Failure> {
    let unreadable = |_| Failure::new(Why::Unreadable);
    let response: web_sys::Response = response.into();
    let blob = response.blob().map_err(unreadable)?;
    JsFuture::from(blob).await.map_err(unreadable)?.dyn_into::<Blob>().map_err(unreadable)
}

/// Sends a new file; `progress` hears how much of it has left, in percent. The same idempotency key is sent again
/// while the network fails.
pub async fn put_blob(path: &str, media_type: &str, file: &Blob, progress: fn(u32)) -> Result<String, Failure> {
    let key = ids::new(MutationId::from_parts).to_string();
    let mut wait = 500;
    let mut renewed = false;
    loop {
        let stale = TOKEN.with_borrow(Clone::clone);
        match put_once(path, media_type, file, &key, progress).await {
            Err(failure) if failure.why == Why::Offline && wait <= 2000 => {
                browser::sleep(wait).await;
                wait *= 2;
            }
            Err(failure) if !renewed && failure.is_session_over() => {
                renewed = true;
                renew_after(stale).await?;
            }
            answer => return answer,
        }
    }
}

async fn put_once(path: &str, media_type: &str, file: &Blob, key: &str, progress: fn(u32)) -> Result<String, Failure> {
    let unreadable = |_| Failure::new(Why::Unreadable);
    let request = XmlHttpRequest::new().map_err(unreadable)?;
    request.open("PUT", &[ROOT, path].concat()).map_err(unreadable)?;
    let token = TOKEN.with_borrow(Clone::clone).unwrap_or_default();
    for (name, value) in [
        ("authorization", ["Bearer ", &token].concat().as_str()),
        ("idempotency-key", key),
        ("if-none-match", "*"),
        ("content-type", media_type),
    ] {
        request.set_request_header(name, value).map_err(unreadable)?;
    }
    let heard = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.total() > 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
            progress((event.loaded() * 100.0 / event.total()) as u32);
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(heard.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(Some(file)).map_err(unreadable)?;
    JsFuture::from(ended).await.map_err(unreadable)?;
    let text = request.response_text().ok().flatten().unwrap_or_default();
    let status = request.status();
    reached::heard(!matches!(status, Ok(0) | Err(_)));
    match status {
        Ok(200..=299) => Ok(text),
        Ok(0) | Err(_) => Err(Failure::new(Why::Offline)),
        Ok(_) => Err(parse(&text).map_or_else(|failure| failure, parse_problem)),
    }
}
