//! Cancelling an appointment: it stays, marked as cancelled.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentRecord, AppointmentState, Cancellation, Hears},
    audit::AuditAction,
    ids::{AppointmentId, CaseId},
    problem::Code,
    record::{Former, RecordKind},
    tasks::TaskKind,
};

use super::{
    put::{record, tell},
    row::{AppointmentRow, Details, find, place, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    cases,
    db::schema::appointments,
    history,
    http::{Payload, Problems, WriteHeaders},
    outbox::Happened,
    problem::{ApiError, ApiResult},
    tasks::{
        self,
        raise::{Errand, raise},
    },
    timeline::entry::expect_correctable,
};

/// Cancels a planned appointment, with `following` also those of the later weeks: the person is told of the first by mail,
/// and a task asks to tell them of the others. Where no mail is wanted a task asks to tell them, unless they know. Errors:
/// 409 if it is over or cancelled already, or the case is closed; 403 for who cannot see its details.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path), WriteHeaders),
    request_body = Cancellation, responses((status = 200, body = AppointmentRecord), Problems))]
#[post("/cases/{case}/appointments/{appointment}/cancel")]
pub async fn cancel(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    payload: Payload<Cancellation>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let wish = payload.value;
    access.write(payload.digest, move |writing| cancel_appointment(writing, id, &wish), show).await
}

fn cancel_appointment(writing: &mut Writing<'_, Case>, id: AppointmentId, wish: &Cancellation) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable(writing, false)?;
    row.expect_shown_to(writing)?;
    if row.state != AppointmentState::Planned {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let following = match row.series_id.filter(|_| wish.following) {
        Some(series) => later(writing, &row, series)?,
        None => Vec::new(),
    };
    for row in &following {
        row.expect_shown_to(writing)?;
    }
    let off = Off::of(wish.hears);
    call_off(writing, &row, wish, &off, off.first)?;
    for row in &following {
        call_off(writing, row, wish, &off, off.others)?;
    }
    if let Some(next) = following.first().filter(|_| off.somebody_says) {
        say_of_all(writing, next)?;
    }
    cases::touch_activity(writing, None, false)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}

/// What is done about the person, by how they hear of it.
struct Off {
    first: Happened,
    /// What happened to those of the later weeks.
    others: Happened,
    by_mail: bool,
    /// Whether somebody is asked to tell them of those of the later weeks.
    somebody_says: bool,
    /// What the audit entry names, so that it can be found later why nobody was asked to tell them.
    fields: &'static [&'static str],
}

impl Off {
    const fn of(hears: Hears) -> Self {
        let (first, others) = (Happened::Cancelled, Happened::CancelledToo);
        let told = Self { first, others, by_mail: false, somebody_says: true, fields: &["appointment"] };
        match hears {
            Hears::Mail => Self { by_mail: true, ..told },
            Hears::Word => told,
            Hears::Knows => Self {
                first: Happened::Over,
                others: Happened::Over,
                by_mail: false,
                somebody_says: false,
                fields: &["appointment", "knows"],
            },
        }
    }
}

fn call_off(
    writing: &mut Writing<'_, Case>,
    row: &AppointmentRow,
    wish: &Cancellation,
    off: &Off,
    happened: Happened,
) -> ApiResult<()> {
    end(writing, row, AppointmentState::Cancelled, |details| details.outcome_note.clone_from(&wish.reason))?;
    tasks::raise::settle(writing, row.id.raw(), &[TaskKind::Answered])?;
    record(writing, AuditAction::Cancelled, row.id, off.fields)?;
    tell(writing, row.id, happened, off.by_mail)
}

/// A mail says that one is off, and a mail a week would be too many: somebody says that the following are off too.
fn say_of_all(writing: &mut Writing<'_, Case>, next: &AppointmentRow) -> ApiResult<()> {
    let errand = Errand {
        case: next.case_id,
        kind: TaskKind::ReachOtherWay,
        urgent: false,
        on_kind: RecordKind::Appointment,
        on: next.id.raw(),
        due_on: writing.today(),
        reason: None,
        because_of: writing.caller.user,
    };
    raise(writing, errand)
}

/// Planned ones of the same series that come after this one.
fn later(
    writing: &mut Writing<'_, Case>,
    row: &AppointmentRow,
    series: AppointmentId,
) -> ApiResult<Vec<AppointmentRow>> {
    Ok(appointments::table
        .filter(appointments::office_id.eq(writing.caller.office))
        .filter(appointments::case_id.eq(writing.case()))
        .filter(appointments::series_id.eq(series))
        .filter(appointments::starts_at.gt(row.starts_at))
        .filter(appointments::state.eq(AppointmentState::Planned))
        .order(appointments::starts_at)
        .load(writing.conn)?)
}

/// Puts an appointment into another state; the former version is kept. A cancellation is a change the person is
/// concerned by, an outcome is not.
pub(super) fn end(
    writing: &mut Writing<'_, Case>,
    row: &AppointmentRow,
    state: AppointmentState,
    change: impl FnOnce(&mut Details),
) -> ApiResult<()> {
    let key = writing.case_key()?;
    history::keep(writing, RecordKind::Appointment, row.id.raw(), row.version, &Former::corrected(row.open(&key)?))?;
    let mut details = row.details(&key)?;
    change(&mut details);
    let sealed = key.seal(writing.core.keys.random(), place(row.id), &details)?;
    diesel::update(appointments::table.find(row.id))
        .set((
            appointments::version.eq(row.version + 1),
            appointments::updated_at.eq(writing.now),
            appointments::updated_by.eq(writing.caller.user),
            appointments::state.eq(state),
            appointments::sequence.eq(row.sequence + i32::from(state == AppointmentState::Cancelled)),
            appointments::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    Ok(())
}
