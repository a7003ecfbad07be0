//! Opening the form and answering it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LOCATION},
    web,
};
use yaninda_shared::{
    ids::RawId,
    users::Locale,
    workshops::{Answered, FeedbackPhase, Question},
};

use super::{
    form::{Form, Sent},
    page::{Asked, Page},
};
use crate::{
    access::{Core, Public, Unattended, Unit},
    http::{Guesses, client, form},
    problem::{ApiError, ApiResult},
    sessions::rate_limit::{Limit, take},
    survivor::browser_language,
    workshops::{answers, link, row::WorkshopRow},
};

/// Answers from one address: a whole training room is often behind one.
const ANSWERS: Limit = Limit { scope: "workshop answers", tries: 300, window: 900 };

/// A request to the form.
struct Visit {
    secret: String,
    address: String,
    language: Locale,
    /// The answer was taken.
    done: bool,
}

impl Visit {
    fn of(request: &HttpRequest, core: &Core) -> Self {
        let browser = browser_language(request.headers()).and_then(|language| Locale::from_code(language.as_str()));
        let mut visit = Self {
            // Phones begin what is typed with a capital letter.
            secret: request.match_info().get("secret").unwrap_or_default().to_ascii_lowercase(),
            address: client::address(request, &core.settings.trusted_proxies),
            language: browser.unwrap_or(Locale::En),
            done: false,
        };
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            match &*name {
                "l" => visit.language = Locale::from_code(&value).unwrap_or(visit.language),
                "done" => visit.done = true,
                _ => {}
            }
        }
        visit
    }

    fn page(&self) -> Page {
        Page { language: self.language }
    }
}

/// A form that is open now.
struct Open {
    row: WorkshopRow,
    phase: FeedbackPhase,
    questions: Vec<Question>,
}

/// `GET /f/{secret}`. Nothing is written, and nothing is remembered of who looked.
pub async fn show(public: Public, guesses: web::Data<Guesses>, request: HttpRequest) -> HttpResponse {
    let visit = Visit::of(&request, public.core());
    match look(&public, &guesses, &visit).await {
        Ok(Some(_)) if visit.done => visit.page().thanks(),
        Ok(Some(open)) => ask(public.core(), &visit, &open, &Sent::default(), None),
        Ok(None) => visit.page().gone(),
        Err(error) => trouble(&visit, &error),
    }
}

/// `POST /f/{secret}`. The answer is a redirect, so that loading the page again sends nothing; sent twice, it counts once.
pub async fn answer(
    public: Public,
    guesses: web::Data<Guesses>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let visit = Visit::of(&request, public.core());
    let sent = Sent::read(&form(&request, body).await.unwrap_or_default());
    let open = match look(&public, &guesses, &visit).await {
        Ok(Some(open)) => open,
        Ok(None) => return visit.page().gone(),
        Err(error) => return trouble(&visit, &error),
    };
    let core = public.core();
    let Some(id) = (Form { row: &open.row, phase: open.phase }).given(&core.keys, &sent.form) else {
        return ask(core, &visit, &open, &sent, Some(StatusCode::CONFLICT));
    };
    let Some(answered) = sent.answered(open.phase, &open.questions) else {
        return ask(core, &visit, &open, &sent, Some(StatusCode::UNPROCESSABLE_ENTITY));
    };
    match keep(&public, &visit, &open, id, answered).await {
        Ok(true) => {
            let place = format!("{}?l={}&done", request.path(), visit.language);
            HttpResponse::SeeOther().insert_header((LOCATION, place)).finish()
        }
        Ok(false) => visit.page().gone(),
        Err(ApiError::TooMany(wait)) => visit.page().busy(wait),
        Err(error) => trouble(&visit, &error),
    }
}

async fn look(public: &Public, guesses: &Guesses, visit: &Visit) -> ApiResult<Option<Open>> {
    let found = guesses.look(public, &visit.address, &visit.secret, |conn, core, secret| {
        let Some(row) = link::find(conn, secret)? else { return Ok(None) };
        let phase = row.asks(core.today());
        if phase == FeedbackPhase::Closed {
            return Ok(None);
        }
        let key = core.keys.office(conn, row.office_id)?;
        let questions = row.draft(&key)?.questions;
        Ok(Some(Open { row, phase, questions }))
    });
    found.await
}

fn ask(core: &Core, visit: &Visit, open: &Open, sent: &Sent, refused: Option<StatusCode>) -> HttpResponse {
    let form = Form { row: &open.row, phase: open.phase };
    // What was begun in a form of ours goes on in it; otherwise a new one is opened.
    let id = match form.given(&core.keys, &sent.form) {
        Some(_) => sent.form.clone(),
        None => form.open(core, core.today()),
    };
    visit.page().ask(&Asked { phase: open.phase, questions: &open.questions, form: &id, sent, refused })
}

/// Counts the try, and stores the answer if the form is still open. False if it is not.
async fn keep(public: &Public, visit: &Visit, open: &Open, form: RawId, answered: Answered) -> ApiResult<bool> {
    let (address, now) = (visit.address.clone(), public.core().clock.now());
    public.write(move |conn, core| take(conn, &core.keys, now, &ANSWERS, address.as_bytes())).await?;
    let (secret, phase) = (visit.secret.clone(), open.phase);
    let work = move |unit: &mut Unattended<'_>| {
        let (office, today) = (unit.office(), unit.today());
        let row = link::find(unit.conn(), &secret)?.filter(|row| row.office_id == office && row.asks(today) == phase);
        let Some(row) = row else { return Ok(false) };
        let key = unit.core().keys.clone().office(unit.conn(), office)?;
        let most = row.draft(&key)?.most_answers();
        // No entry and no place in the feed: both would say when somebody answered.
        answers::keep(unit.conn(), (office, row.id, phase), (form, today), &answered, most)
    };
    public.core().unattended(open.row.office_id, work).await
}

/// What could not be done now. The cause goes to the log.
fn trouble(visit: &Visit, error: &ApiError) -> HttpResponse {
    tracing::error!(%error, "the form of a workshop failed");
    visit.page().trouble()
}
