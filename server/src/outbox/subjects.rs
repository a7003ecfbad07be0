//! Which cases and appointments the lines of the health page are about, for who may see these cases. That page says nothing of
//! it: whoever looks after mail need not see any case.

use std::collections::HashMap;

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{AppointmentId, CaseId, OfficeId, RawId},
    mail::MailSubject,
    record::RecordKind,
};

use super::{health::listed, row::MailRow};
use crate::{
    access::{
        Access, Answer, Disclosed, InOffice, MailRead, Reading,
        scope::{Visible, visible},
    },
    appointments::row::AppointmentRow,
    audit::AuditDraft,
    cases::row::code_name,
    db::schema::{appointments, cases},
    http::Problems,
    problem::ApiResult,
};

/// What the mails that wait or failed are about, as far as the caller sees the case; of an address code the case alone.
#[utoipa::path(tag = "mail", responses((status = 200, body = Vec<MailSubject>), Problems))]
#[get("/mail/subjects")]
pub async fn subjects(access: Access<MailRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| match visible(reading)? {
            Visible::Office => {
                let shown = look(reading)?;
                let cases = distinct(shown.iter().map(|one| one.case.raw()));
                let about = distinct(shown.iter().filter_map(|one| one.appointment).map(AppointmentId::raw));
                let about = AuditDraft::many(AuditAction::Listed, RecordKind::Appointment, None, about);
                Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Case, None, cases).and(about))
            }
            // Whose work is the mail and no case, also if they once had cases.
            Visible::Only(_) => Ok(Disclosed::impersonal(Vec::new())),
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn distinct<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// In the order of the health page.
fn look(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<MailSubject>> {
    let office = reading.caller.office;
    let mails = listed(reading)?;
    let of_cases = distinct(mails.iter().map(|mail| mail.case_id));
    let names: Vec<(CaseId, OfficeId, String)> = cases::table
        .filter(cases::id.eq_any(of_cases))
        .select((cases::id, cases::office_id, cases::code_name))
        .load(reading.conn)?;
    let of_office = names.into_iter().filter(|(_, of, _)| *of == office);
    let names: HashMap<CaseId, String> = of_office.map(|(case, _, name)| (case, name)).collect();
    let about = distinct(mails.iter().map(|mail| AppointmentId::from_raw(mail.subject_id)));
    let about: Vec<AppointmentRow> = appointments::table.filter(appointments::id.eq_any(about)).load(reading.conn)?;
    let of_office = about.into_iter().filter(|row| row.office_id == office);
    let about: HashMap<RawId, AppointmentRow> = of_office.map(|row| (row.id.raw(), row)).collect();
    let subject = |mail: &MailRow| {
        let name = names.get(&mail.case_id)?;
        Some(subject(mail, name, about.get(&mail.subject_id).filter(|row| row.case_id == mail.case_id)))
    };
    mails.iter().filter_map(subject).collect()
}

fn subject(mail: &MailRow, name: &str, appointment: Option<&AppointmentRow>) -> ApiResult<MailSubject> {
    Ok(MailSubject {
        mail: mail.id,
        case: mail.case_id,
        code_name: code_name(name)?,
        appointment: appointment.map(|row| row.id),
        starts: appointment.map(AppointmentRow::local).transpose()?,
    })
}
