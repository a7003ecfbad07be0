//! Which cases and appointments the mails that wait or failed are about, for who may see these cases. How mail fares says
//! nothing of it: whoever looks after mail need not see any case.

use std::collections::HashMap;

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{AppointmentId, CaseId, MailId, RawId},
    mail::{MailState, MailSubject},
    record::RecordKind,
};

use super::of_office::{handled, waiting};
use crate::{
    access::{
        Access, AgendaRead, Answer, Disclosed, InOffice, Reading,
        scope::{Visible, visible},
    },
    appointments::row::AppointmentRow,
    cases::row::code_name,
    db::schema::{appointments, cases, mails},
    http::Problems,
    problem::ApiResult,
};

/// Most mails that wait, and most that failed.
const MOST: i64 = 200;

/// What the mails that wait or failed are about, as far as the caller sees the case; of an address code the case alone.
#[utoipa::path(tag = "mail", responses((status = 200, body = Vec<MailSubject>), Problems))]
#[get("/mail/subjects")]
pub async fn subjects(access: Access<AgendaRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let visible = visible(reading)?;
            let shown = look(reading, &visible)?;
            let mut ids: Vec<RawId> = shown.iter().map(|one| one.case.raw()).collect();
            ids.sort_unstable();
            ids.dedup();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Case, None, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// A mail, its case and what it is about.
type Of = (MailId, CaseId, RawId);

fn look(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<MailSubject>> {
    let office = reading.caller.office;
    let newest = mails::table.order((mails::created_at.desc(), mails::id.desc())).limit(MOST).select((
        mails::id,
        mails::case_id,
        mails::subject_id,
    ));
    let mut found: Vec<Of> = newest.filter(waiting(office)).load(reading.conn)?;
    let failed = newest.filter(handled(office)).filter(mails::state.eq(MailState::Failed));
    found.extend(failed.load::<Of>(reading.conn)?);
    found.retain(|(_, case, _)| visible.has(*case));

    let mut ids: Vec<CaseId> = found.iter().map(|(_, case, _)| *case).collect();
    ids.sort_unstable();
    ids.dedup();
    let names: HashMap<CaseId, String> = cases::table
        .filter(cases::id.eq_any(ids))
        .filter(cases::office_id.eq(office))
        .select((cases::id, cases::code_name))
        .load(reading.conn)?
        .into_iter()
        .collect();
    let about: Vec<AppointmentId> = found.iter().map(|(_, _, subject)| AppointmentId::from_raw(*subject)).collect();
    let about: Vec<AppointmentRow> = appointments::table
        .filter(appointments::id.eq_any(about))
        .filter(appointments::office_id.eq(office))
        .load(reading.conn)?;
    let about: HashMap<RawId, AppointmentRow> = about.into_iter().map(|row| (row.id.raw(), row)).collect();
    let subject = |(mail, case, on): Of| {
        let name = names.get(&case)?;
        let appointment = about.get(&on).filter(|row| row.case_id == case);
        let shown = code_name(name).and_then(|code_name| {
            let starts = appointment.map(AppointmentRow::local).transpose()?;
            Ok(MailSubject { mail, case, code_name, appointment: appointment.map(|row| row.id), starts })
        });
        Some(shown)
    };
    found.into_iter().filter_map(subject).collect()
}
