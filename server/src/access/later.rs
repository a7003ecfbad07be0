//! Work that goes on after its request was answered, in steps, because it takes longer than anybody waits for an answer.

use std::marker::PhantomData;

use super::{
    actions::Act,
    extract::{Access, Shut, enter, refuse},
    precondition::Precondition,
    reading::Reading,
    resources::Resource,
};
use crate::problem::{ApiError, ApiResult};
use yaninda_shared::problem::Code;

impl<A: Act, R: Resource> Access<A, R> {
    /// The same right for work that goes on after the answer. Each step of it comes through the door again, so that it ends
    /// with the right, the account or the device.
    #[must_use]
    pub fn later(&self) -> Self {
        Self {
            core: self.core.clone(),
            claims: self.claims.clone(),
            id: self.id,
            precondition: Ok(Precondition::Missing),
            key: Err(ApiError::Refused(Code::PreconditionRequired)),
            act: PhantomData,
        }
    }

    /// A step that keeps what nobody can see yet: sealed, in tables that no list, count or feed looks at. The unit of work
    /// that begins such work and the one that ends it are those of [`Access::write`] and [`Access::act`], and recorded.
    pub async fn step<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Reading<'_, R>) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let (inner, claims, id) = (self.core.clone(), self.claims.clone(), self.id);
        let done = self.core.store.write(move |conn| {
            let now = inner.clock.now();
            let (caller, resource) = enter::<A, R>(conn, &claims, id, now)?;
            Ok::<_, Shut>(work(&mut Reading { conn, caller, resource, core: &inner, now })?)
        });
        match done.await {
            Ok(value) => Ok(value),
            Err(shut) => Err(refuse(&self.core, shut).await),
        }
    }
}
