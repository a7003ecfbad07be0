//! The app, embedded and precompressed.

use std::path::{Component, Path, PathBuf};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY},
    web,
};
use rust_embed::{EmbeddedFile, RustEmbed};
use yaninda_shared::problem::Code;

use crate::{
    access::Core,
    problem::{ApiError, ApiResult},
    seal::sha256,
};

#[derive(RustEmbed)]
#[folder = "$YANINDA_APP_DIST"]
struct App;

/// First segments of the app's own pages; anything else that is no file is a 404, never index.html.
const PAGES: &[&str] = &[
    "",
    "today",
    "cases",
    "log",
    "calendar",
    "book",
    "settings",
    "users",
    "import",
    "mail",
    "reports",
    "clocks",
    "audit",
    "referrals",
    "workshops",
    "identification",
    "overview",
    "approvals",
    "exports",
    "funds",
    "milestone-types",
    "signin",
    "reset",
];

/// Whether an app was built into this binary.
#[must_use]
pub fn is_built() -> bool {
    App::get("index.html").is_some()
}

/// Serves a file of the app, or its page.
pub async fn serve(request: HttpRequest, path: web::Path<String>) -> ApiResult<HttpResponse> {
    let path = path.into_inner();
    let first = path.split('/').next().unwrap_or_default();
    let name = if PAGES.contains(&first) && !path.contains('.') { "index.html" } else { path.as_str() };
    if name.ends_with(".br") || name.ends_with(".gz") {
        return Err(ApiError::Refused(Code::NotFound));
    }
    let Some(plain) = App::get(name) else { return former(&request, name) };
    let accepts = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |coding: &str| accepts.split(',').any(|one| is_accepted(one, coding));
    let packed = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, suffix)| Some((coding, App::get(&format!("{name}.{suffix}"))?)));
    Ok(answer(&request, name, plain, packed))
}

/// Whether one part of `Accept-Encoding` takes this coding; `br;q=0` refuses it (RFC 9110, 12.5.3).
fn is_accepted(one: &str, coding: &str) -> bool {
    let mut parts = one.split(';').map(str::trim);
    let refused = |part: &str| part.strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0));
    parts.next() == Some(coding) && !parts.any(refused)
}

/// Trunk puts a hash into the names of what never changes.
fn is_hashed(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, _)| {
        stem.trim_end_matches("_bg")
            .rsplit('-')
            .next()
            .is_some_and(|hash| hash.len() >= 8 && hash.chars().all(|c| c.is_ascii_hexdigit()))
    })
}

/// A hashed file of the release before, for pages that were loaded from it.
fn former(request: &HttpRequest, name: &str) -> ApiResult<HttpResponse> {
    let folder = request.app_data::<web::Data<Core>>().and_then(|core| core.settings.previous_assets.clone());
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let folder = folder.filter(|_| plain && is_hashed(name)).ok_or_else(ApiError::not_found)?;
    let body = std::fs::read(folder.join(name)).map_err(|_| ApiError::not_found())?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .content_type(content_type(name))
        .body(body))
}

/// Puts this release's hashed files into `data/assets`, and answers where those of the release before are. Failing to
/// is no reason not to serve.
#[must_use]
pub fn keep(data: &Path) -> Option<PathBuf> {
    let folder = data.join("assets");
    match keep_in(&folder) {
        Ok(previous) => previous,
        Err(error) => {
            tracing::warn!(%error, "this release's assets could not be kept for the next one");
            None
        }
    }
}

fn keep_in(folder: &Path) -> std::io::Result<Option<PathBuf>> {
    let files: Vec<_> = App::iter().filter(|name| is_hashed(name)).collect();
    if files.is_empty() {
        return Ok(None);
    }
    let names: Vec<&[u8]> = files.iter().map(|name| name.as_bytes()).collect();
    let release: String = sha256(&names).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let note = folder.join("releases");
    // The newest first; two are kept.
    let known = std::fs::read_to_string(&note).unwrap_or_default();
    let mut known: Vec<&str> = known.lines().filter(|line| line.chars().all(|c| c.is_ascii_hexdigit())).collect();
    if known.first() != Some(&release.as_str()) {
        let place = folder.join(&release);
        for name in &files {
            let path = place.join(name.as_ref());
            if let (Some(parent), Some(file)) = (path.parent(), App::get(name)) {
                std::fs::create_dir_all(parent)?;
                std::fs::write(path, file.data)?;
            }
        }
        known.retain(|one| *one != release);
        known.insert(0, &release);
        for old in known.drain(known.len().min(2)..) {
            let _ = std::fs::remove_dir_all(folder.join(old));
        }
        std::fs::write(note, known.join("\n"))?;
    }
    Ok(known.get(1).map(|previous| folder.join(previous)).filter(|place| place.is_dir()))
}

fn answer(
    request: &HttpRequest,
    name: &str,
    plain: EmbeddedFile,
    packed: Option<(&'static str, EmbeddedFile)>,
) -> HttpResponse {
    let tag: String = plain.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let mut answer = HttpResponse::Ok();
    answer.insert_header((ETAG, tag.clone())).insert_header((VARY, "Accept-Encoding"));
    let caching = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    answer.insert_header((CACHE_CONTROL, caching));
    let same = request.headers().get(IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes());
    if same {
        return HttpResponse::NotModified().insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, caching)).finish();
    }
    answer.content_type(content_type(name));
    match packed {
        Some((coding, file)) => answer.insert_header((CONTENT_ENCODING, coding)).body(file.data.into_owned()),
        None => answer.body(plain.data.into_owned()),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
