//! The languages an office writes in: each only after a native speaker found its texts right, as they are in this version.

use actix_web::{HttpResponse, Responder, delete, put, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, UserId},
    mail::{LanguageApproval, LanguageDraft, MailLanguage},
    record::RecordKind,
    values::{Name, Stamp},
};

use crate::{
    access::{Access, InOffice, OfficeWrite, Reading, Writing},
    audit::AuditDraft,
    db::{AnyConnection, schema::mail_languages},
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    seal::{Keyring, Place},
    words::approval::{texts, texts_hash},
};

/// Sealed column of an approval: whose it is. The languages of an office are its parts, each by the letters of its code,
/// which stays the same whatever languages are added.
fn place(office: OfficeId, language: MailLanguage) -> Place {
    let part = language.as_str().bytes().fold(0_u32, |part, letter| part << 8 | u32::from(letter));
    Place { column: "mail_languages.sealed", record: office.raw(), part }
}

/// What is sealed of an approval.
#[derive(Debug, Serialize, Deserialize)]
struct Approved {
    by: Name,
}

/// Table `mail_languages`, in the order of its columns.
#[derive(Debug, Queryable)]
struct Row {
    _office_id: OfficeId,
    language: MailLanguage,
    _version: i64,
    texts_hash: String,
    approved_at: Stamp,
    recorded_by: UserId,
    sealed: Vec<u8>,
}

/// Every language, and who has found it right.
pub(super) fn all(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<LanguageApproval>> {
    let office = reading.caller.office;
    let rows: Vec<Row> = mail_languages::table.filter(mail_languages::office_id.eq(office)).load(reading.conn)?;
    let key = reading.office_key()?;
    let of = |language: MailLanguage| -> ApiResult<LanguageApproval> {
        let row = rows.iter().find(|row| row.language == language);
        let approved: Option<Approved> = row.map(|row| key.open(place(office, language), &row.sealed)).transpose()?;
        Ok(LanguageApproval {
            language,
            approved_by: approved.map(|approved| approved.by),
            approved_at: row.map(|row| row.approved_at),
            recorded_by: row.map(|row| row.recorded_by),
            outdated: row.is_some_and(|row| row.texts_hash != texts_hash(language)),
            texts: texts(language),
        })
    };
    MailLanguage::ALL.iter().copied().map(of).collect()
}

/// Records that a native speaker has read the texts of a language, as they are now, and found them right.
#[utoipa::path(tag = "mail", params(("language" = MailLanguage, Path)), request_body = LanguageDraft,
    responses((status = 204), Problems))]
#[put("/mail/languages/{language}")]
pub async fn approve(
    access: Access<OfficeWrite, InOffice>,
    path: web::Path<MailLanguage>,
    payload: Payload<LanguageDraft>,
) -> ApiResult<impl Responder> {
    let (language, draft) = (path.into_inner(), payload.value);
    access
        .act(move |writing| {
            let (office, user, now) = (writing.caller.office, writing.caller.user, writing.now);
            let keys = &writing.core.keys;
            record(writing.conn, keys, office, language, &draft.approved_by, user, now)?;
            note(writing, AuditAction::Changed, language);
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Writes an approval down; also the demo's.
pub fn record(
    conn: &mut AnyConnection,
    keys: &Keyring,
    office: OfficeId,
    language: MailLanguage,
    by: &Name,
    recorded_by: UserId,
    now: Stamp,
) -> ApiResult<()> {
    let version: Option<i64> =
        mail_languages::table.find((office, language)).select(mail_languages::version).get_result(conn).optional()?;
    let sealed =
        keys.office(conn, office)?.seal(keys.random(), place(office, language), &Approved { by: by.clone() })?;
    let values = (
        mail_languages::version.eq(version.unwrap_or_default() + 1),
        mail_languages::texts_hash.eq(texts_hash(language)),
        mail_languages::approved_at.eq(now),
        mail_languages::recorded_by.eq(recorded_by),
        mail_languages::sealed.eq(sealed),
    );
    match version {
        Some(_) => diesel::update(mail_languages::table.find((office, language))).set(values).execute(conn)?,
        None => diesel::insert_into(mail_languages::table)
            .values((mail_languages::office_id.eq(office), mail_languages::language.eq(language), values))
            .execute(conn)?,
    };
    Ok(())
}

/// Takes an approval back: nothing is sent in this language any more. Errors: 404 if there is none.
#[utoipa::path(tag = "mail", params(("language" = MailLanguage, Path)), responses((status = 204), Problems))]
#[delete("/mail/languages/{language}")]
pub async fn withdraw(
    access: Access<OfficeWrite, InOffice>,
    path: web::Path<MailLanguage>,
) -> ApiResult<impl Responder> {
    let language = path.into_inner();
    access
        .act(move |writing| {
            let row = mail_languages::table.find((writing.caller.office, language));
            if diesel::delete(row).execute(writing.conn)? == 0 {
                return Err(ApiError::not_found());
            }
            note(writing, AuditAction::Withdrawn, language);
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

fn note(writing: &mut Writing<'_, InOffice>, action: AuditAction, language: MailLanguage) {
    let office = writing.caller.office.raw();
    let entry = AuditDraft::one(action, RecordKind::Office, None, office);
    writing.audit(entry.fields([format!("mail_{}", language.as_str())]));
}
