//! What may be asked for without an access token: signing in, refreshing, resetting, probes. Each use is on the
//! hand-kept list of the every-route test.

use std::{future::Ready, future::ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload as Body, web};

use super::core::Core;
use crate::{
    audit::{Actor, AuditDraft},
    db::{AnyConnection, Retryable},
    problem::{ApiError, ApiResult},
};
use yaninda_shared::ids::OfficeId;

/// Access without a token.
pub struct Public {
    core: Core,
}

impl Public {
    /// The shared services.
    #[must_use]
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// A read of what is needed before anyone is known.
    pub async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut AnyConnection, &Core) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let core = self.core.clone();
        self.core.store.read(move |conn| look(conn, &core)).await
    }

    /// A unit of work before anyone is known.
    pub async fn write<T, E>(
        &self,
        work: impl Fn(&mut AnyConnection, &Core) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<crate::db::DbError> + From<diesel::result::Error> + Retryable + Send + 'static,
    {
        let core = self.core.clone();
        self.core.store.write(move |conn| work(conn, &core)).await
    }

    /// Records something that happened before anyone was known, for instance a failed sign-in.
    pub async fn record(&self, office: OfficeId, actor: Actor, entry: AuditDraft) -> ApiResult<()> {
        self.core.read_log.record(office, actor, vec![entry]).await
    }
}

impl FromRequest for Public {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Body) -> Self::Future {
        ready(
            request
                .app_data::<web::Data<Core>>()
                .map(|core| Self { core: core.get_ref().clone() })
                .ok_or_else(|| ApiError::internal("the server has no core")),
        )
    }
}
