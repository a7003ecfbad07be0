//! Nothing to show: the same bytes for a link that is over, was replaced, is unknown, or is tried too often.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use maud::html;
use yaninda_shared::mail::MailLanguage;

use super::{
    frame::Frame,
    visit::{Part, Visit},
};
use crate::{access::Core, problem::ApiError, words::say};

/// What no route takes.
pub async fn anything(request: HttpRequest) -> HttpResponse {
    page(&request)
}

/// `robots.txt`: nothing here is for machines.
pub async fn robots() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("User-agent: *\nDisallow: /\n")
}

/// The page of a request that leads nowhere.
pub(super) fn page(request: &HttpRequest) -> HttpResponse {
    let visit = request.app_data::<web::Data<Core>>().map(|core| Visit::of(request, core));
    plain(
        visit.map_or(MailLanguage::En, |visit| visit.language(None)),
        StatusCode::NOT_FOUND,
        "page-gone",
        "page-gone-what",
    )
}

/// What could not be done now. The cause goes to the log.
pub(super) fn trouble(visit: &Visit, error: &ApiError) -> HttpResponse {
    tracing::error!(%error, "a survivor's page failed");
    plain(visit.language(None), StatusCode::SERVICE_UNAVAILABLE, "page-trouble", "page-trouble-what")
}

fn plain(language: MailLanguage, status: StatusCode, heading: &str, what: &str) -> HttpResponse {
    let main = html! {
        h2 { (say(language, heading, &[])) }
        p.m { (say(language, what, &[])) }
    };
    Frame { language, part: Part::First, heading: "page-title" }.answer(status, &main)
}
