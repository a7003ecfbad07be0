//! Reading the audit log; that is recorded too.

use actix_web::{Responder, get};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    audit::{AuditAction, AuditEntry},
    ids::{CaseId, DeviceId, UserId},
    page::Page,
    values::{Stamp, ValueError},
};

use super::{AuditDraft, unpack_ids};
use crate::{
    access::{Access, Answer, AuditRead, Disclosed, InOffice},
    db::schema::audit_entries,
    http::{PageQuery, Problems, Query},
    problem::{ApiError, ApiResult},
};

/// Filters and page in one: a query string cannot nest.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Entries of this user.
    pub user: Option<UserId>,
    /// Entries about this case.
    pub case: Option<CaseId>,
    /// Entries of this action.
    pub action: Option<AuditAction>,
    /// Entries of this instant or later, Unix microseconds.
    #[param(value_type = Option<i64>, minimum = 0)]
    pub since: Option<Stamp>,
    /// Entries before this instant, Unix microseconds.
    #[param(value_type = Option<i64>, minimum = 0)]
    pub before: Option<Stamp>,
    /// The `next` of the page before.
    #[param(max_length = 20)]
    pub after: Option<String>,
    /// 1 to 200, 50 if left out.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u16>,
}

type Row =
    (i64, Stamp, Option<UserId>, Option<DeviceId>, AuditAction, String, Option<CaseId>, Vec<u8>, String, Vec<u8>);

fn show((seq, at, user, device, action, kind, case, ids, fields, hash): Row) -> AuditEntry {
    AuditEntry {
        seq,
        at,
        user,
        device,
        action,
        kind,
        case,
        ids: unpack_ids(&ids),
        fields: fields.split(',').filter(|field| !field.is_empty()).map(str::to_owned).collect(),
        hash: data_encoding::HEXLOWER.encode(&hash),
    }
}

/// Entries of the office, newest first.
#[utoipa::path(tag = "audit", params(AuditQuery), responses((status = 200, body = Page<AuditEntry>), Problems))]
#[get("/audit")]
pub async fn list(access: Access<AuditRead, InOffice>, query: Query<AuditQuery>) -> ApiResult<impl Responder> {
    let AuditQuery { user, case, action, since, before, after, limit } = query.0;
    let limit = PageQuery { after: None, limit }.limit()?;
    let bad = |_| ApiError::field("after", ValueError::UnknownValue);
    let after: Option<i64> = after.map(|text| text.parse().map_err(bad)).transpose()?;
    let shown = access
        .read(move |reading| {
            let mut rows = audit_entries::table
                .filter(audit_entries::office_id.eq(reading.caller.office))
                .order(audit_entries::seq.desc())
                .limit(limit + 1)
                .select((
                    audit_entries::seq,
                    audit_entries::at,
                    audit_entries::user_id,
                    audit_entries::device_id,
                    audit_entries::action,
                    audit_entries::kind,
                    audit_entries::case_id,
                    audit_entries::ids,
                    audit_entries::fields,
                    audit_entries::hash,
                ))
                .into_boxed();
            if let Some(user) = user {
                rows = rows.filter(audit_entries::user_id.eq(user));
            }
            if let Some(case) = case {
                rows = rows.filter(audit_entries::case_id.eq(case));
            }
            if let Some(action) = action {
                rows = rows.filter(audit_entries::action.eq(action));
            }
            if let Some(since) = since {
                rows = rows.filter(audit_entries::at.ge(since));
            }
            if let Some(before) = before {
                rows = rows.filter(audit_entries::at.lt(before));
            }
            if let Some(after) = after {
                rows = rows.filter(audit_entries::seq.lt(after));
            }
            let mut items: Vec<AuditEntry> = rows.load::<Row>(reading.conn)?.into_iter().map(show).collect();
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let more = items.len() > limit;
            items.truncate(limit);
            let next = items.last().filter(|_| more).map(|last| last.seq.to_string());
            let filters = [
                ("user", user.is_some()),
                ("case", case.is_some()),
                ("action", action.is_some()),
                ("time", since.is_some() || before.is_some()),
            ];
            let fields = filters.into_iter().filter(|(_, used)| *used).map(|(name, _)| name.to_owned()).collect();
            let ids = user.map(UserId::raw).into_iter().collect();
            let entry = AuditDraft { action: AuditAction::AuditRead, kind: "audit", case, ids, fields };
            Ok(Disclosed::with(Page { items, next }, entry))
        })
        .await?;
    Ok(Answer::read(0, shown))
}
