//! Looking at an appointment before it is saved: what it clashes with, and what the person will read.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentCheck, AppointmentDraft, MailPreview},
    audit::AuditAction,
    cases::Wording,
    ids::{AppointmentId, CaseId},
    record::RecordKind,
    values::LocalTime,
};

use super::{clash::clashes, neutral::expect_neutral, row::AppointmentRow, series::Slot};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryWrite, Reading},
    db::schema::appointments,
    http::{Payload, Problems},
    mail::{Body, Content, Entry, Level, Link, Occasion, Reply, Token, What, word},
    outbox::{self, Standing},
    problem::{ApiError, ApiResult},
};

/// Where the link of a preview leads: nowhere.
const NOWHERE: &str = "https://example.org";
/// What stands in for secrets of a mail that is not made yet.
const SAMPLE: &str = "example0example0example0";

/// What a booking or a change would clash with, whether the person may be written to, and the mail as they would read it.
/// Changes nothing.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path)),
    request_body = AppointmentDraft, responses((status = 200, body = AppointmentCheck), Problems))]
#[post("/cases/{case}/appointments/{appointment}/check")]
pub async fn check(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    payload: Payload<AppointmentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate().map_err(ApiError::Invalid)?;
    let shown = access
        .read(move |reading| {
            let shown = look(reading, id, &draft)?;
            let case = reading.case();
            let ids = shown.clashes.iter().map(|clash| clash.appointment.raw()).chain([case.raw()]).collect();
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Appointment, Some(case), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn look(reading: &mut Reading<'_, Case>, id: AppointmentId, draft: &AppointmentDraft) -> ApiResult<AppointmentCheck> {
    expect_neutral(reading, draft)?;
    let slot = Slot::new(id, draft.starts, draft)?;
    let clashes = clashes(reading, id, slot.starts_at, slot.ends_at, draft.attended_by)?;
    let (core, office, case, now) = (reading.core, reading.caller.office, reading.case(), reading.now);
    let standing = outbox::judge(reading.conn, core, office, case, now)?;
    let former = former(reading, id)?;
    let preview = preview(reading, &standing, draft, &slot, former)?;
    Ok(AppointmentCheck {
        clashes,
        refused: standing.refused,
        confirmed_on: standing.confirmed_on,
        confirmed_until: standing.confirmed_until,
        preview,
    })
}

/// The time it has now, if it is there already.
fn former(reading: &mut Reading<'_, Case>, id: AppointmentId) -> ApiResult<Option<LocalTime>> {
    let row: Option<AppointmentRow> = appointments::table
        .filter(appointments::id.eq(id))
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?;
    row.map(|row| row.local()).transpose()
}

fn preview(
    reading: &Reading<'_, Case>,
    standing: &Standing,
    draft: &AppointmentDraft,
    slot: &Slot,
    former: Option<LocalTime>,
) -> ApiResult<Option<MailPreview>> {
    let Some(language) = standing.language else { return Ok(None) };
    let link = |path: &str| Link::parse(&format!("{NOWHERE}/{path}{SAMPLE}")).map_err(ApiError::internal);
    let reply = || ApiResult::Ok(Reply { place: draft.mail_place.clone(), link: link("")?, stop: link("stop/")? });
    let level = match standing.level {
        Wording::Nothing => return Ok(None),
        Wording::TimeOnly => Level::TimeOnly,
        Wording::Place => Level::Place(reply()?),
        Wording::Calendar => Level::Calendar(
            reply()?,
            Entry {
                uid: Token::parse(SAMPLE).map_err(ApiError::internal)?,
                sequence: 0,
                zone: super::when::zone(&draft.zone).map_err(|why| ApiError::field("zone", why))?,
                minutes: draft.minutes,
            },
        ),
    };
    let what = match former {
        None => What::Confirmation,
        Some(former) => What::Change { former: Some(former).filter(|former| *former != draft.starts) },
    };
    let calendar = matches!(level, Level::Calendar(..));
    let content = Content { language, body: Body::Appointment(Occasion { what, starts: draft.starts }, level) };
    let words = word(&content, standing.subject.as_ref());
    let leaves_at = standing.windows.first(reading.now, slot.starts_at).unwrap_or(slot.starts_at);
    let reminders = outbox::reminders(standing, slot.starts_at, reading.now, leaves_at);
    Ok(Some(MailPreview {
        kind: content.kind(),
        language,
        rtl: language.rtl(),
        wording: standing.level,
        sender: standing.sender.as_ref().map(|phrase| phrase.as_str().to_owned()),
        subject: words.subject,
        text: words.text,
        calendar,
        leaves_at,
        reminders_at: reminders.into_iter().map(|(_, _, leaves)| leaves).collect(),
    }))
}
