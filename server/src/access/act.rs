//! What is done to one's own account, and units of work whose answer exists once (a link, recovery codes): no version,
//! no idempotency record, otherwise the same door as [`Access::write`].

use super::{
    actions::Act,
    extract::{Access, Shut, enter, refuse},
    precondition::Precondition,
    reading::Reading,
    resources::Resource,
    writing::{Writing, settle, take_locks},
};
use crate::{
    db::Size,
    problem::{ApiError, ApiResult},
    sessions::rate_limit::{Limit, take},
};

impl<A: Act, R: Resource> Access<A, R> {
    /// Runs one unit of work that commits unless it fails. It must add an audit entry. What must be kept although the
    /// request is refused (a counted failure) is committed by answering `Ok` with the refusal inside.
    pub async fn act<T: Send + 'static>(
        self,
        work: impl Fn(&mut Writing<'_, R>) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        self.act_of(Size::Small, work).await
    }

    /// As [`Self::act`], of a unit of any size.
    pub async fn act_of<T: Send + 'static>(
        self,
        size: Size,
        work: impl Fn(&mut Writing<'_, R>) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let Self { core, claims, id, .. } = self;
        let inner = core.clone();
        let done = core
            .store
            .write_of(size, move |conn| {
                let now = inner.clock.now();
                let (feed, other) = take_locks(conn, claims.off, None)?;
                let (caller, resource) = enter::<A, R>(conn, &claims, id, now)?;
                let reading = Reading { conn, caller, resource, core: &inner, now };
                let precondition = Precondition::Missing;
                let mut writing = Writing { reading, feed, entries: Vec::new(), other, precondition, stale: None };
                let value = work(&mut writing)?;
                let Writing { reading, feed, entries, other, .. } = writing;
                if entries.is_empty() {
                    return Err(ApiError::internal("a unit of work without an audit entry").into());
                }
                settle(reading.conn, now, feed, entries, other)?;
                Ok::<_, Shut>(value)
            })
            .await;
        match done {
            Ok(value) => Ok(value),
            Err(shut) => Err(refuse(&core, shut).await),
        }
    }

    /// Counts one try of the caller's own, and commits that before the work it is a try of. Errors: 429.
    pub async fn attempt(&self, limit: &'static Limit) -> ApiResult<()> {
        let (inner, claims, id) = (self.core.clone(), self.claims.clone(), self.id);
        let done = self.core.store.write(move |conn| {
            let now = inner.clock.now();
            let (caller, _) = enter::<A, R>(conn, &claims, id, now)?;
            let subject = caller.user.raw();
            Ok::<_, Shut>(take(conn, &inner.keys, now, limit, subject.0.as_bytes())?)
        });
        match done.await {
            Ok(()) => Ok(()),
            Err(shut) => Err(refuse(&self.core, shut).await),
        }
    }

    /// An authorised look ahead of a unit of work, for what takes too long inside one (hashing). Nothing of it may
    /// reach the answer before a unit of work has recorded it.
    pub async fn prepare<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut Reading<'_, R>) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let (inner, claims, id) = (self.core.clone(), self.claims.clone(), self.id);
        let done = self
            .core
            .store
            .read(move |conn| {
                let now = inner.clock.now();
                let (caller, resource) = enter::<A, R>(conn, &claims, id, now)?;
                Ok::<_, Shut>(look(&mut Reading { conn, caller, resource, core: &inner, now })?)
            })
            .await;
        match done {
            Ok(value) => Ok(value),
            Err(shut) => Err(refuse(&self.core, shut).await),
        }
    }
}
