//! Showing the page of an appointment. Nothing is written: whoever scans mails follows links.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use maud::Markup;

use super::{
    ask::Shown,
    frame::Frame,
    gone,
    link::{self, Behind},
    visit::Visit,
};
use crate::{access::Public, http::Guesses, problem::ApiResult};

/// `GET /{token}`.
pub async fn show(public: Public, guesses: web::Data<Guesses>, request: HttpRequest) -> HttpResponse {
    let visit = Visit::of(&request, public.core());
    let page = match look(&public, &guesses, &visit).await {
        Ok(Some(behind)) => page(&public, &visit, &behind, StatusCode::OK, |shown| shown.part()),
        Ok(None) => return gone::page(&request),
        Err(error) => Err(error),
    };
    page.unwrap_or_else(|error| gone::trouble(&visit, &error))
}

/// The appointment behind the link.
pub(super) async fn look(public: &Public, guesses: &Guesses, visit: &Visit) -> ApiResult<Option<Behind>> {
    let now = public.core().clock.now();
    guesses
        .look(public, &visit.address, &visit.token, move |conn, core, token| link::appointment(conn, core, token, now))
        .await
}

/// The page with one part of it.
pub(super) fn page(
    public: &Public,
    visit: &Visit,
    behind: &Behind,
    status: StatusCode,
    part: impl FnOnce(&Shown<'_>) -> Markup,
) -> ApiResult<HttpResponse> {
    let shown = Shown::of(visit, behind, public.core().clock.now())?;
    let frame = Frame { language: shown.language, part: visit.part, heading: "page-heading" };
    Ok(frame.answer(status, &part(&shown)))
}
