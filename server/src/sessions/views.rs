//! Saved list filters of one user.

use actix_web::{HttpResponse, Responder, delete, get, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, RawId, UserId, ViewId},
    record::RecordKind,
    sessions::{ViewDraft, ViewRecord},
    values::{Stamp, ValueError},
};

use crate::{
    access::{Access, Answer, Disclosed, InOffice, OwnAccount, Reading, Writing, Written},
    audit::AuditDraft,
    db::schema::saved_views,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    seal::{Place, SealError, Sealer},
};

/// Most views of one user.
const MOST: i64 = 100;

/// Table `saved_views`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
struct Row {
    id: ViewId,
    _office_id: OfficeId,
    user_id: UserId,
    version: i64,
    sealed: Vec<u8>,
    _created_at: Stamp,
}

fn place(id: ViewId) -> Place {
    Place::new("saved_views.sealed", id.raw())
}

impl Row {
    fn open(&self, key: &Sealer) -> Result<ViewRecord, SealError> {
        Ok(ViewRecord { id: self.id, version: self.version, draft: key.open(place(self.id), &self.sealed)? })
    }
}

fn find<R>(reading: &mut Reading<'_, R>, id: ViewId) -> ApiResult<Option<Row>> {
    let row: Option<Row> = saved_views::table.find(id).get_result(reading.conn).optional()?;
    // An id that is somebody else's is answered like one that does not exist.
    match row {
        Some(row) if row.user_id != reading.caller.user => Err(ApiError::not_found()),
        row => Ok(row),
    }
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<ViewRecord> {
    let key = reading.office_key()?;
    let row = find(reading, ViewId::from_raw(id))?.ok_or_else(ApiError::not_found)?;
    Ok(row.open(&key)?)
}

/// One's own saved views, oldest first.
#[utoipa::path(tag = "me", responses((status = 200, body = Vec<ViewRecord>), Problems))]
#[get("/me/views")]
pub async fn list(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let key = reading.office_key()?;
        let rows: Vec<Row> = saved_views::table
            .filter(saved_views::office_id.eq(reading.caller.office))
            .filter(saved_views::user_id.eq(reading.caller.user))
            .order(saved_views::id)
            .limit(MOST)
            .load(reading.conn)?;
        Ok(Disclosed::impersonal(rows.iter().map(|row| row.open(&key)).collect::<Result<Vec<_>, _>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}

/// Saves a view, or changes it.
#[utoipa::path(tag = "me", params(("view" = ViewId, Path), WriteHeaders), request_body = ViewDraft,
    responses((status = 201, body = ViewRecord), (status = 200, body = ViewRecord), Problems))]
#[put("/me/views/{view}")]
pub async fn write(
    access: Access<OwnAccount, InOffice>,
    path: web::Path<ViewId>,
    payload: Payload<ViewDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    access.write(payload.digest, move |writing| put_view(writing, id, &draft), show).await
}

fn put_view(writing: &mut Writing<'_, InOffice>, id: ViewId, draft: &ViewDraft) -> ApiResult<Written> {
    let existing = find(writing, id)?;
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    let sealed = writing.office_key()?.seal(writing.core.keys.random(), place(id), draft)?;
    let caller = writing.caller;
    let (action, written) = match existing {
        None => {
            let mine = saved_views::table
                .filter(saved_views::office_id.eq(caller.office))
                .filter(saved_views::user_id.eq(caller.user));
            if mine.count().get_result::<i64>(writing.conn)? >= MOST {
                return Err(ApiError::field("view", ValueError::TooLarge));
            }
            diesel::insert_into(saved_views::table)
                .values((
                    saved_views::id.eq(id),
                    saved_views::office_id.eq(caller.office),
                    saved_views::user_id.eq(caller.user),
                    saved_views::version.eq(1),
                    saved_views::sealed.eq(sealed),
                    saved_views::created_at.eq(writing.now),
                ))
                .execute(writing.conn)?;
            (AuditAction::Created, Written::created(id.raw()))
        }
        Some(row) => {
            diesel::update(saved_views::table.find(id))
                .set((saved_views::version.eq(row.version + 1), saved_views::sealed.eq(sealed)))
                .execute(writing.conn)?;
            (AuditAction::Changed, Written::changed(id.raw(), row.version + 1))
        }
    };
    writing.audit(AuditDraft::one(action, RecordKind::View, None, id.raw()));
    Ok(written)
}

/// Deletes a view; it is nobody's record but its owner's.
#[utoipa::path(tag = "me", params(("view" = ViewId, Path)), responses((status = 204), Problems))]
#[delete("/me/views/{view}")]
pub async fn remove(access: Access<OwnAccount, InOffice>, path: web::Path<ViewId>) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    access
        .act(move |writing| {
            find(writing, id)?.ok_or_else(ApiError::not_found)?;
            diesel::delete(saved_views::table.find(id)).execute(writing.conn)?;
            writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::View, None, id.raw()));
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
