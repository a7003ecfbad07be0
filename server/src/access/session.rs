//! Who is calling: the token's claims held against the database, so that a disabled user or device ends at once.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{DeviceId, OfficeId, UserId},
    policy::{Action, Role},
    problem::Code,
    values::Stamp,
};

use super::token::AccessToken;
use crate::{
    audit::Actor,
    db::{
        AnyConnection, each,
        schema::{devices, users},
    },
    problem::{ApiError, ApiResult},
};

/// An authenticated member of staff on one of their devices.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    pub user: UserId,
    pub office: OfficeId,
    pub device: DeviceId,
    pub role: Role,
}

impl Caller {
    /// For audit entries.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { user: Some(self.user), device: Some(self.device) }
    }

    /// Reads user and device of a checked token.
    pub(super) fn load(conn: &mut AnyConnection, claims: &AccessToken, action: Action) -> ApiResult<Self> {
        type Row = (OfficeId, Role, Option<Stamp>, Option<Vec<u8>>, UserId, Option<Stamp>);
        let row: Option<Row> = each!(conn, |c| users::table
            .inner_join(devices::table.on(devices::user_id.eq(users::id)))
            .filter(devices::id.eq(claims.dev))
            .filter(users::id.eq(claims.sub))
            .select((
                users::office_id,
                users::role,
                users::disabled_at,
                users::totp,
                devices::user_id,
                devices::ended_at,
            ))
            .get_result(c))
        .optional()?;
        let ended = || ApiError::Refused(Code::SessionEnded);
        let (office, role, disabled, totp, _, device_ended) = row.ok_or_else(ended)?;
        if disabled.is_some() || device_ended.is_some() || office != claims.off {
            return Err(ended());
        }
        if role.needs_totp() && totp.is_none() && action != Action::OwnAccount {
            return Err(ApiError::Refused(Code::TotpEnrolmentRequired));
        }
        Ok(Self { user: claims.sub, office, device: claims.dev, role })
    }
}
