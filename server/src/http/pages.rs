//! The query of keyset pages and their cursors.

use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    ids::RawId,
    page::{DEFAULT_LIMIT, MAX_LIMIT, Page},
    values::ValueError,
};

use crate::problem::{ApiError, ApiResult};

/// `?after=…&limit=…`.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before.
    #[param(max_length = 100)]
    pub after: Option<String>,
    /// 1 to 200, 50 if left out.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u16>,
}

impl PageQuery {
    /// How many records to show.
    pub fn limit(&self) -> ApiResult<i64> {
        match self.limit.unwrap_or(DEFAULT_LIMIT) {
            0 => Err(ApiError::field("limit", ValueError::TooShort)),
            limit if limit > MAX_LIMIT => Err(ApiError::field("limit", ValueError::TooLarge)),
            limit => Ok(i64::from(limit)),
        }
    }

    /// The cursor: a sort key and an id. Errors: 422.
    pub fn cursor<K: std::str::FromStr>(&self) -> ApiResult<Option<(K, RawId)>> {
        let Some(text) = &self.after else { return Ok(None) };
        let bad = || ApiError::field("after", ValueError::UnknownValue);
        let (key, id) = text.rsplit_once('~').ok_or_else(bad)?;
        let key = key.parse().map_err(|_| bad())?;
        let id = uuid::Uuid::parse_str(id).map_err(|_| bad())?;
        Ok(Some((key, RawId(id))))
    }
}

/// Cuts `limit + 1` records to a page and names its cursor.
pub fn page<T>(mut items: Vec<T>, limit: i64, cursor: impl Fn(&T) -> (String, RawId)) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| {
        let (key, id) = cursor(last);
        format!("{key}~{}", id.0)
    });
    Page { items, next }
}
