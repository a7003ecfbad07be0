//! Taking the person's answer: once, however often it is sent.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LOCATION},
    web,
};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{Answer, AnswerKind},
    audit::AuditAction,
    cases::ReadBy,
    ids::OfficeId,
    record::RecordKind,
    tasks::TaskKind,
    values::Stamp,
};

use super::{
    ask::Returned,
    gone,
    link::{self, Behind},
    said::{self, Said, Unclear, one_line},
    show::{look, page},
    visit::{Part, Visit},
};
use crate::{
    access::{Public, Unattended, Unit},
    appointments::row::{Answered, answer_place},
    audit::AuditDraft,
    db::schema::appointments,
    http::{Guesses, form},
    problem::ApiResult,
    tasks::raise::{Errand, raise, settle},
};

/// An appointment within so many seconds makes the task urgent.
const SOON: i64 = 86_400;
/// Answers to one appointment as it stands. Nobody changes their mind more often; somebody may try to hide what was written.
const MOST: usize = 20;

/// What came of an answer.
enum Outcome {
    Taken,
    /// Nothing is behind the link any more, or enough was answered.
    Gone,
    Unclear(Unclear),
}

/// `POST /{token}`. The answer is a redirect to the page, so that loading it again sends nothing.
pub async fn answer(
    public: Public,
    guesses: web::Data<Guesses>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let visit = Visit::of(&request, public.core());
    let body = form(&request, body).await.unwrap_or_default();
    let behind = match look(&public, &guesses, &visit).await {
        Ok(Some(behind)) => behind,
        Ok(None) => return gone::page(&request),
        Err(error) => return gone::trouble(&visit, &error),
    };
    let outcome = match said::read(&body) {
        Ok(said) => take(&public, &visit, behind.row.office_id, said).await,
        Err(why) => Ok(Outcome::Unclear(why)),
    };
    let answered = match outcome {
        Ok(Outcome::Taken) => {
            let place = format!("{}{}", request.path(), visit.query(Part::First));
            Ok(HttpResponse::SeeOther().insert_header((LOCATION, place)).finish())
        }
        Ok(Outcome::Gone) => Ok(gone::page(&request)),
        Ok(Outcome::Unclear(Unclear::Nothing)) => {
            page(&public, &visit, &behind, StatusCode::BAD_REQUEST, |shown| shown.part())
        }
        Ok(Outcome::Unclear(why)) => {
            let words = words(&body);
            let visit = Visit { part: Part::Another, ..visit.clone() };
            page(&public, &visit, &behind, StatusCode::UNPROCESSABLE_ENTITY, |shown| {
                shown.another(Some(&Returned { why, words: &words }))
            })
        }
        Err(error) => Err(error),
    };
    answered.unwrap_or_else(|error| gone::trouble(&visit, &error))
}

/// What was typed, to be mended rather than typed again.
fn words(body: &[u8]) -> String {
    let found = form_urlencoded::parse(body).find(|(name, _)| name == "message");
    found.map(|(_, value)| one_line(&value)).unwrap_or_default()
}

async fn take(public: &Public, visit: &Visit, office: OfficeId, said: Said) -> ApiResult<Outcome> {
    let token = visit.token.clone();
    public.core().unattended(office, move |unit| keep(unit, &token, &said)).await
}

/// Row, feed, audit entry and task, if it is another answer than before.
fn keep(unit: &mut Unattended<'_>, token: &str, said: &Said) -> ApiResult<Outcome> {
    let (core, now) = (unit.core().clone(), unit.now());
    // Looked for again, now that nobody else can change it.
    let Some(behind) = link::appointment(unit.conn(), &core, token, now)? else { return Ok(Outcome::Gone) };
    if behind.row.office_id != unit.office() {
        return Ok(Outcome::Gone);
    }
    if behind.is_off() && said.kind != AnswerKind::AnotherTime {
        return Ok(Outcome::Unclear(Unclear::Nothing));
    }
    let offered = behind.offered(now)?;
    if said.slot.is_some_and(|slot| !offered.contains(&slot)) {
        return Ok(Outcome::Unclear(Unclear::NoTime));
    }
    let earlier = behind.row.answers(&behind.key)?;
    let is_same = |was: &Answer| was.kind == said.kind && was.slot == said.slot && was.message == said.message;
    if earlier.last().is_some_and(is_same) {
        return Ok(Outcome::Taken);
    }
    if earlier.len() >= MOST {
        return Ok(Outcome::Gone);
    }
    write(unit, &behind, said, earlier, now)?;
    Ok(Outcome::Taken)
}

fn write(unit: &mut Unattended<'_>, behind: &Behind, said: &Said, earlier: Vec<Answer>, now: Stamp) -> ApiResult<()> {
    let (id, case) = (behind.row.id, behind.row.case_id);
    let unverified = behind.contact.read_by != ReadBy::NobodyElse;
    // Words that nobody may have read yet, an answer that may be somebody else's, and the last one that is taken.
    let is_open = earlier.iter().any(|answer| answer.message.is_some()) || unverified;
    let last = earlier.len() + 1 >= MOST;
    let answered = Answered { slot: said.slot, message: said.message.clone(), unverified, earlier };
    let sealed = behind.key.seal(unit.core().keys.random(), answer_place(id), &answered)?;
    diesel::update(appointments::table.find(id))
        .set((
            appointments::version.eq(behind.row.version + 1),
            appointments::updated_at.eq(now),
            appointments::answer.eq(Some(said.kind)),
            appointments::answered_at.eq(Some(now)),
            appointments::answer_sealed.eq(Some(sealed)),
        ))
        .execute(unit.conn())?;
    unit.touch(RecordKind::Appointment, id.raw(), Some(case))?;
    let entry = AuditDraft::one(AuditAction::Answered, RecordKind::Appointment, Some(case), id.raw());
    unit.audit(entry.fields(["answer"]));
    if said.kind == AnswerKind::Coming && !last {
        return if is_open { Ok(()) } else { settle(unit, id.raw(), &[TaskKind::Answered]) };
    }
    let errand = Errand {
        case,
        kind: TaskKind::Answered,
        urgent: !behind.is_off() && behind.row.starts_at < now.plus_seconds(SOON),
        on_kind: RecordKind::Appointment,
        on: id.raw(),
        due_on: unit.today(),
        reason: None,
        because_of: behind.by,
    };
    raise(unit, errand)
}
