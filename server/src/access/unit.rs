//! Units of work: everything between a write's precondition and its answer, in one transaction.

use yaninda_shared::ids::{OfficeId, RawId};

use super::{
    actions::Act,
    extract::{Access, Shut, enter, refuse},
    idempotency,
    reading::Reading,
    resources::Resource,
    shown::{Current, Shown, seen},
    writing::{Answer, Writing, Written, settle, take_locks},
};
use crate::{
    db::Size,
    http::Digest,
    problem::{ApiError, ApiResult},
};

impl<A: Act, R: Resource> Access<A, R> {
    /// Runs one unit of work and shows the record it wrote. Sent again with the same key, it changes nothing and
    /// shows the record as it is now. A stale precondition is answered with the current record. Both looks are recorded.
    pub async fn write<T: Shown + Send + 'static>(
        self,
        request: Digest,
        work: impl Fn(&mut Writing<'_, R>) -> ApiResult<Written> + Send + 'static,
        show: impl Fn(&mut Reading<'_, R>, RawId) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<Answer<T>> {
        self.unit(Size::Small, None, request, work, show).await
    }

    /// As [`Self::write`], for work that changes very many records.
    pub async fn write_large<T: Shown + Send + 'static>(
        self,
        request: Digest,
        work: impl Fn(&mut Writing<'_, R>) -> ApiResult<Written> + Send + 'static,
        show: impl Fn(&mut Reading<'_, R>, RawId) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<Answer<T>> {
        self.unit(Size::Large, None, request, work, show).await
    }

    /// As [`Self::write`], for work that also reaches into another office. Whether there is such an office is told
    /// by [`Writing::other_office`].
    pub async fn write_into<T: Shown + Send + 'static>(
        self,
        other: OfficeId,
        request: Digest,
        work: impl Fn(&mut Writing<'_, R>) -> ApiResult<Written> + Send + 'static,
        show: impl Fn(&mut Reading<'_, R>, RawId) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<Answer<T>> {
        self.unit(Size::Small, Some(other), request, work, show).await
    }

    async fn unit<T: Shown + Send + 'static>(
        self,
        size: Size,
        other: Option<OfficeId>,
        request: Digest,
        work: impl Fn(&mut Writing<'_, R>) -> ApiResult<Written> + Send + 'static,
        show: impl Fn(&mut Reading<'_, R>, RawId) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<Answer<T>> {
        let Self { core, claims, id, precondition, key, .. } = self;
        let precondition = precondition?;
        let key = key?;
        let request = core.keys.pepper("idempotency").mac(&[&request.0]);
        let inner = core.clone();
        let done = core
            .store
            .write_of(size, move |conn| {
                let now = inner.clock.now();
                let (feed, other) = take_locks(conn, claims.off, other)?;
                let (caller, resource) = enter::<A, R>(conn, &claims, id, now)?;
                let reading = Reading { conn, caller, resource, core: &inner, now };
                if let Some(before) = idempotency::find(reading.conn, &caller, key, &request)? {
                    let mut reading = reading;
                    let body = show(&mut reading, before.id)?;
                    let entry = (caller.actor(), seen(&reading.resource, body.kind(), before.id));
                    settle(reading.conn, now, feed, vec![entry], other)?;
                    let version = body.version().unwrap_or(before.version);
                    return Ok(Answer { status: before.status, version, body });
                }
                let mut writing = Writing { reading, feed, entries: Vec::new(), other, precondition, stale: None };
                let written = match work(&mut writing) {
                    Ok(written) => written,
                    Err(ApiError::Stale(given)) => {
                        let Some(id) = writing.stale else { return Err(ApiError::Stale(given).into()) };
                        let current = match given {
                            Some(current) => current,
                            None => Current::of(&show(&mut writing.reading, id)?)?,
                        };
                        let entry = seen(&writing.reading.resource, current.kind, id);
                        return Err(Shut::Showing(caller, Box::new((entry, ApiError::Stale(Some(current))))));
                    }
                    Err(error) => return Err(error.into()),
                };
                let Writing { mut reading, feed, entries, other, .. } = writing;
                if entries.is_empty() {
                    return Err(ApiError::internal("a unit of work without an audit entry").into());
                }
                let body = show(&mut reading, written.id)?;
                settle(reading.conn, now, feed, entries, other)?;
                idempotency::store(reading.conn, &caller, key, &request, written, now)?;
                Ok::<_, Shut>(Answer { status: written.status, version: written.version, body })
            })
            .await;
        match done {
            Ok(answer) => Ok(answer),
            Err(shut) => Err(refuse(&core, shut).await),
        }
    }
}
