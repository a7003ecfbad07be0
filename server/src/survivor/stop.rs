//! Stopping all mail to a person. Any link of any mail does, also an old one; sent again, it changes nothing.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use diesel::prelude::*;
use maud::html;
use yaninda_shared::{
    audit::AuditAction, cases::ReadBy, ids::CaseId, mail::MailLanguage, record::RecordKind, tasks::TaskKind,
};

use super::{
    frame::Frame,
    gone,
    guesses::Guesses,
    icons,
    link::{self, Sent},
    said,
    visit::{Part, Visit},
};
use crate::{
    access::{Core, Public, Unattended, Unit},
    audit::AuditDraft,
    cases::CaseRow,
    db::{AnyConnection, schema::cases},
    outbox::{look_again, objection},
    problem::ApiResult,
    seal::Sealer,
    tasks::raise::{Errand, raise},
    words::say,
};

/// How it stands with the mails of whoever has this link.
struct Standing {
    language: Option<MailLanguage>,
    stopped: bool,
    sent: Sent,
}

/// The address of the page that stops all mail, from the page of an appointment.
pub(super) fn path(visit: &Visit) -> String {
    format!("/stop/{}{}", visit.token, visit.query(Part::First))
}

/// `GET /stop/{token}`: asks first, because mail scanners follow links.
pub async fn ask(public: Public, guesses: web::Data<Guesses>, request: HttpRequest) -> HttpResponse {
    let visit = Visit::of(&request, public.core());
    match look(&public, &guesses, &visit).await {
        Ok(Some(standing)) => page(&visit, &standing),
        Ok(None) => gone::page(&request),
        Err(error) => gone::trouble(&visit, &error),
    }
}

/// `POST /stop/{token}`, from the button of the page or from a mail program (RFC 8058). The body says nothing that is needed.
/// Answered without a redirect, which mail programs do not follow; loading the page again changes nothing.
pub async fn stop(
    public: Public,
    guesses: web::Data<Guesses>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let visit = Visit::of(&request, public.core());
    // Read all the same: who is still sending would not hear the answer.
    said::body(&request, body).await;
    match look(&public, &guesses, &visit).await {
        Ok(Some(standing)) if standing.stopped => page(&visit, &standing),
        Ok(Some(standing)) => {
            let token = visit.token.clone();
            let kept = public.core().unattended(standing.sent.office, move |unit| keep(unit, &token)).await;
            match kept {
                Ok(true) => page(&visit, &Standing { stopped: true, ..standing }),
                Ok(false) => gone::page(&request),
                Err(error) => gone::trouble(&visit, &error),
            }
        }
        Ok(None) => gone::page(&request),
        Err(error) => gone::trouble(&visit, &error),
    }
}

async fn look(public: &Public, guesses: &Guesses, visit: &Visit) -> ApiResult<Option<Standing>> {
    guesses.look(public, visit, standing).await
}

fn standing(conn: &mut AnyConnection, core: &Core, token: &str) -> ApiResult<Option<Standing>> {
    let Some(sent) = link::mail(conn, token)? else { return Ok(None) };
    let Some(key) = link::key(conn, core, sent.office, sent.case)? else { return Ok(None) };
    let contact = link::contact(conn, &key, sent.case)?;
    Ok(Some(Standing { language: link::language(&contact), stopped: is_stopped(conn, core, &key, sent.case)?, sent }))
}

/// Whether mail is stopped, and the person has not agreed to it again since. Who only never agreed can still stop it.
fn is_stopped(conn: &mut AnyConnection, core: &Core, key: &Sealer, case: CaseId) -> ApiResult<bool> {
    let case: CaseRow = cases::table.find(case).get_result(conn)?;
    let today = core.day(core.clock.now());
    Ok(case.mail_stopped_at.is_some() && objection(conn, core, key, &case, today)?.is_some())
}

/// Row, feed, audit entry and task, unless mail is stopped already. False if the link leads nowhere in this office any more.
fn keep(unit: &mut Unattended<'_>, token: &str) -> ApiResult<bool> {
    let (now, office) = (unit.now(), unit.office());
    let Some(sent) = link::mail(unit.conn(), token)?.filter(|sent| sent.office == office) else { return Ok(false) };
    let (core, case) = (unit.core().clone(), sent.case);
    let Some(key) = link::key(unit.conn(), &core, office, case)? else { return Ok(false) };
    if is_stopped(unit.conn(), &core, &key, case)? {
        return Ok(true);
    }
    diesel::update(cases::table.find(case)).set(cases::mail_stopped_at.eq(Some(now))).execute(unit.conn())?;
    look_again(unit, case)?;
    unit.touch(RecordKind::Case, case.raw(), Some(case))?;
    unit.audit(AuditDraft::one(AuditAction::MailStopped, RecordKind::Case, Some(case), case.raw()));
    let errand = Errand {
        case,
        kind: TaskKind::MailStopped,
        // Whoever else reads the inbox may have wanted the person cut off.
        urgent: link::contact(unit.conn(), &key, case)?.read_by != ReadBy::NobodyElse,
        on_kind: RecordKind::Case,
        on: case.raw(),
        due_on: unit.today(),
        reason: None,
        because_of: sent.by,
    };
    raise(unit, errand)?;
    Ok(true)
}

fn page(visit: &Visit, standing: &Standing) -> HttpResponse {
    let language = visit.language(standing.language);
    let say = |key| say(language, key, &[]);
    let main = if standing.stopped {
        html! {
            section.n {
                p.d { (icons::DONE.draw()) " " (say("page-stopped")) }
                p { (say("page-stopped-what")) }
            }
        }
    } else {
        html! {
            h2 { (say("page-stop-ask")) }
            p.m { (say("page-stop-what")) }
            form.a method="post" { button.b type="submit" { (say("page-stop")) } }
            p { a.b href=(format_args!("/{}{}", visit.token, visit.query(Part::First))) { (say("page-back")) } }
        }
    };
    Frame { language, part: Part::First, heading: "page-messages" }.answer(StatusCode::OK, &main)
}
