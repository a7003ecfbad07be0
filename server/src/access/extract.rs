//! The access extractor: authenticates, resolves the id inside the caller's office, checks the policy, opens the read
//! or the unit of work, and hands over an authorised resource.

use std::{future::Future, marker::PhantomData, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload as Body, http::header::AUTHORIZATION, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{MutationId, RawId},
    policy::{Action, allows},
    problem::Code,
    values::Stamp,
};

use super::{
    actions::Act,
    core::Core,
    idempotency,
    precondition::Precondition,
    reading::{Disclosed, Reading},
    resources::Resource,
    session::Caller,
    token::AccessToken,
};
use crate::{
    audit::AuditDraft,
    db::AnyConnection,
    problem::{ApiError, ApiResult},
    sessions::step_up,
};

/// The right to do `A` to `R`. Made from a request only; its data is reached only through [`Access::read`] and
/// [`Access::write`], which check everything inside the same snapshot as the work.
pub struct Access<A, R> {
    pub(super) core: Core,
    pub(super) claims: AccessToken,
    pub(super) id: Option<uuid::Uuid>,
    pub(super) precondition: ApiResult<Precondition>,
    pub(super) key: ApiResult<MutationId>,
    pub(super) act: PhantomData<fn() -> (A, R)>,
}

/// Why the door stayed shut, so that it can be recorded.
pub(super) enum Shut {
    Denied(Caller, Option<uuid::Uuid>, Action),
    /// Refused with an answer that shows a record.
    Showing(Caller, Box<(AuditDraft, ApiError)>),
    Failed(ApiError),
}

impl From<ApiError> for Shut {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

impl From<diesel::result::Error> for Shut {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<crate::db::DbError> for Shut {
    fn from(error: crate::db::DbError) -> Self {
        Self::Failed(error.into())
    }
}

impl crate::db::Retryable for Shut {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_retryable())
    }
}

pub(super) fn enter<A: Act, R: Resource>(
    conn: &mut AnyConnection,
    claims: &AccessToken,
    id: Option<uuid::Uuid>,
    now: Stamp,
) -> Result<(Caller, R), Shut> {
    let caller = Caller::load(conn, claims, A::ACTION)?;
    let (resource, relation) = R::resolve(conn, &caller, id)?;
    let action = resource.action(A::ACTION);
    if !allows(caller.role, action, relation) {
        return Err(Shut::Denied(caller, id, action));
    }
    match action.step_up() {
        Some(purpose) if !step_up::stands(conn, &caller, purpose, now)? => {
            Err(ApiError::Refused(Code::StepUpRequired).into())
        }
        _ => Ok((caller, resource)),
    }
}

impl<A: Act, R: Resource> Access<A, R> {
    /// The shared services that are not data: clock, settings, hashing.
    #[must_use]
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// Runs an authorised read. It is answered only after its audit entry has committed.
    pub async fn read<T: Send + 'static>(
        self,
        look: impl FnOnce(&mut Reading<'_, R>) -> ApiResult<Disclosed<T>> + Send + 'static,
    ) -> ApiResult<T> {
        let Self { core, claims, id, .. } = self;
        let inner = core.clone();
        let done = core
            .store
            .read(move |conn| {
                let now = inner.clock.now();
                let (caller, resource) = enter::<A, R>(conn, &claims, id, now)?;
                let mut reading = Reading { conn, caller, resource, core: &inner, now };
                Ok::<_, Shut>((caller, look(&mut reading)?))
            })
            .await;
        match done {
            Ok((caller, disclosed)) => {
                if !disclosed.entries.is_empty() {
                    core.read_log.record(caller.office, caller.actor(), disclosed.entries).await?;
                }
                Ok(disclosed.value)
            }
            Err(shut) => Err(refuse(&core, shut).await),
        }
    }
}

/// Records a denial and turns it into the answer that gives nothing away; an answer that does give something away is
/// recorded first.
pub(super) async fn refuse(core: &Core, shut: Shut) -> ApiError {
    match shut {
        Shut::Failed(error) => error,
        Shut::Showing(caller, answer) => {
            let (entry, error) = *answer;
            core.read_log.record(caller.office, caller.actor(), vec![entry]).await.err().unwrap_or(error)
        }
        Shut::Denied(caller, id, action) => {
            let entry = AuditDraft {
                action: AuditAction::Denied,
                kind: action.as_str(),
                case: None,
                ids: id.map(RawId).into_iter().collect(),
                fields: Vec::new(),
            };
            match core.read_log.record(caller.office, caller.actor(), vec![entry]).await {
                Err(error) => error,
                Ok(()) if action.about_case() => ApiError::not_found(),
                Ok(()) => ApiError::Refused(Code::NotAllowed),
            }
        }
    }
}

impl<A: Act, R: Resource> FromRequest for Access<A, R> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = ApiResult<Self>>>>;

    fn from_request(request: &HttpRequest, _: &mut Body) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let core = request
                .app_data::<web::Data<Core>>()
                .ok_or_else(|| ApiError::internal("the server has no core"))?
                .get_ref()
                .clone();
            let token = request
                .headers()
                .get(AUTHORIZATION)
                .and_then(|value| value.to_str().ok())
                .and_then(|value| value.strip_prefix("Bearer "))
                .ok_or(ApiError::Refused(Code::NotSignedIn))?;
            if !core.tokens.knows(token) {
                core.look_for_signing_key().await?;
            }
            let claims = core.tokens.check(token, core.clock.now())?;
            let id = match R::PARAM {
                "" => None,
                name => {
                    let text = request.match_info().get(name).unwrap_or_default();
                    Some(uuid::Uuid::parse_str(text).map_err(|_| ApiError::not_found())?)
                }
            };
            let key = idempotency::key(request.headers());
            let precondition = Precondition::read(request.headers());
            Ok(Self { core, claims, id, precondition, key, act: PhantomData })
        })
    }
}
