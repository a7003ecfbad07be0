//! Stopping all mail to a person. Any link of any mail does, also an old one; sent again, it changes nothing.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use diesel::prelude::*;
use maud::{Markup, html};
use yaninda_shared::{
    audit::AuditAction, cases::ReadBy, ids::CaseId, mail::MailLanguage, record::RecordKind, tasks::TaskKind,
};

use super::{
    frame::Frame,
    gone, icons,
    link::{self, Sent},
    visit::{Part, Visit},
};
use crate::{
    access::{Core, Public, Unattended, Unit},
    audit::AuditDraft,
    cases::CaseRow,
    db::{AnyConnection, schema::cases},
    http::{Guesses, form},
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
    match guesses.look(&public, &visit.address, &visit.token, asked).await {
        Ok(Some((standing, _))) if standing.stopped => done(&visit, &standing),
        Ok(Some((standing, back))) => question(&visit, &standing, back),
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
    form(&request, body).await;
    match guesses.look(&public, &visit.address, &visit.token, standing).await {
        Ok(Some(standing)) if standing.stopped => done(&visit, &standing),
        Ok(Some(standing)) => {
            let token = visit.token.clone();
            let kept = public.core().unattended(standing.sent.office, move |unit| keep(unit, &token)).await;
            match kept {
                Ok(true) => done(&visit, &standing),
                Ok(false) => gone::page(&request),
                Err(error) => gone::trouble(&visit, &error),
            }
        }
        Ok(None) => gone::page(&request),
        Err(error) => gone::trouble(&visit, &error),
    }
}

fn standing(conn: &mut AnyConnection, core: &Core, token: &str) -> ApiResult<Option<Standing>> {
    let Some(sent) = link::mail(conn, token)? else { return Ok(None) };
    let Some(key) = link::key(conn, core, sent.office, sent.case)? else { return Ok(None) };
    let contact = link::contact(conn, &key, sent.case)?;
    Ok(Some(Standing { language: link::language(&contact), stopped: is_stopped(conn, core, &key, sent.case)?, sent }))
}

/// The same, and whether there is the page of an appointment to go back to. If the appointment cannot be shown, because it is
/// over or because its details cannot be opened, the way back is left out and mail can be stopped all the same.
fn asked(conn: &mut AnyConnection, core: &Core, token: &str) -> ApiResult<Option<(Standing, bool)>> {
    let Some(standing) = standing(conn, core, token)? else { return Ok(None) };
    if standing.stopped {
        return Ok(Some((standing, false)));
    }
    let behind = link::appointment(conn, core, token, core.clock.now());
    if let Err(error) = &behind {
        tracing::error!(%error, "the way back from the page that stops mail is left out");
    }
    Ok(Some((standing, matches!(behind, Ok(Some(_))))))
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

fn question(visit: &Visit, standing: &Standing, back: bool) -> HttpResponse {
    let language = visit.language(standing.language);
    let say = |key| say(language, key, &[]);
    let main = html! {
        h2 { (say("page-stop-ask")) }
        p.m { (say("page-stop-what")) }
        form.a method="post" { button.b type="submit" { (say("page-stop")) } }
        @if back {
            p { a.b href=(format_args!("/{}{}", visit.token, visit.query(Part::First))) { (say("page-back")) } }
        }
    };
    answer(language, &main)
}

fn done(visit: &Visit, standing: &Standing) -> HttpResponse {
    let language = visit.language(standing.language);
    let main = html! {
        section.n {
            p.d { (icons::DONE.draw()) " " (say(language, "page-stopped", &[])) }
            p { (say(language, "page-stopped-what", &[])) }
        }
    };
    answer(language, &main)
}

fn answer(language: MailLanguage, main: &Markup) -> HttpResponse {
    Frame { language, part: Part::First, heading: "page-messages" }.answer(StatusCode::OK, main)
}
