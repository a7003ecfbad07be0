//! The mails about one appointment, for whoever works on the case.

use actix_web::{Responder, get, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentMail, AppointmentRecord, AppointmentState},
    audit::AuditAction,
    ids::{AppointmentId, CaseId},
    mail::{MailKind, Refusal},
    problem::Code,
    record::RecordKind,
    tasks::TaskKind,
};

use super::{
    again::again,
    enqueue::take_back,
    plan::{ENDED, repeat, standing},
    refuse::{expect_trouble, meets_trouble},
    row::MailRow,
    told::told,
};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, EntryWrite, Writing, Written},
    appointments::row::{AppointmentRow, find, show},
    db::schema::{appointments, mails},
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    tasks,
};

/// Most mails about one appointment that are shown.
const MOST: i64 = 100;

/// The mails about an appointment, newest first.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path)),
    responses((status = 200, body = Vec<AppointmentMail>), Problems))]
#[get("/cases/{case}/appointments/{appointment}/mails")]
pub async fn list(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            find(reading, id.raw())?;
            let rows: Vec<MailRow> = mails::table
                .filter(mails::office_id.eq(reading.caller.office))
                .filter(mails::case_id.eq(reading.case()))
                .filter(mails::subject_id.eq(id.raw()))
                .order(mails::id.desc())
                .limit(MOST)
                .load(reading.conn)?;
            let shown: Vec<AppointmentMail> = rows.iter().map(of_row).collect();
            let ids = rows.iter().map(|row| row.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Mail, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn of_row(row: &MailRow) -> AppointmentMail {
    AppointmentMail {
        id: row.id,
        kind: row.kind,
        state: row.state,
        hours_before: row.hours_before(),
        at: row.at(),
        refused: row.reason,
    }
}

/// Tells the person again of an appointment as it stands, once what forbade it is mended: planned, cancelled or missed.
/// Reminders that were left out are made up for. Errors: 409 if there is nothing to tell, because it took place or they are
/// not to be told of it; 403 for who cannot see its details.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path), WriteHeaders),
    responses((status = 200, body = AppointmentRecord), Problems))]
#[post("/cases/{case}/appointments/{appointment}/resend")]
pub async fn resend(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access.write(digest, move |writing| tell_again(writing, id), show).await
}

fn tell_again(writing: &mut Writing<'_, Case>, id: AppointmentId) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    row.expect_shown_to(writing)?;
    let key = writing.case_key()?;
    if row.state == AppointmentState::Planned && !row.details(&key)?.tell {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let told = told(writing.conn, &key, &row, None)?;
    let kind = match row.state {
        AppointmentState::Planned if told.as_ref().is_some_and(|told| told.sequence < row.sequence) => MailKind::Change,
        AppointmentState::Planned => MailKind::Confirmation,
        AppointmentState::Cancelled => MailKind::Cancellation,
        AppointmentState::Missed => MailKind::Missed,
        AppointmentState::Attended | AppointmentState::Excused => return Err(ApiError::Refused(Code::Conflict)),
    };
    // What waits is judged when it is due; where nothing may leave now it may by then.
    if standing(writing, &row)?.refused.is_none() {
        take_back(writing, row.case_id, id.raw(), Refusal::Superseded)?;
    }
    let sent = again(writing, &row, kind, None)?;
    if let Ok(leaves_at) = sent.leaves {
        // To reach the person because the rest of a series is off too, a mail about one of them does not help.
        let rest = row.state == AppointmentState::Cancelled && row.series_id.is_some();
        let over: &[TaskKind] = if rest { &[TaskKind::MailRefused] } else { &ENDED };
        tasks::raise::settle(writing, id.raw(), over)?;
        if meets_trouble(&writing.core.mail, kind, leaves_at, writing.now) {
            expect_trouble(writing, &row, kind, told.as_ref(), sent.mail)?;
        }
        following(writing, &row)?;
    }
    Ok(Written::changed(id.raw(), row.version))
}

/// With the first of a series also the reminders of the following weeks are made up for.
fn following(writing: &mut Writing<'_, Case>, first: &AppointmentRow) -> ApiResult<()> {
    if first.series_id != Some(first.id) || first.state != AppointmentState::Planned {
        return Ok(());
    }
    let rows: Vec<AppointmentRow> = appointments::table
        .filter(appointments::office_id.eq(first.office_id))
        .filter(appointments::series_id.eq(first.id))
        .filter(appointments::starts_at.gt(first.starts_at))
        .filter(appointments::state.eq(AppointmentState::Planned))
        .load(writing.conn)?;
    let standing = standing(writing, first)?;
    for row in rows {
        if row.details(&writing.case_key()?)?.tell {
            repeat(writing, &standing, &row)?;
        }
    }
    Ok(())
}
