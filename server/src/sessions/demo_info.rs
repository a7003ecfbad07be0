//! What the sign-in page of a demo shows. Any other database says that it is none, and nothing else.

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    sessions::{DemoAccount, DemoInfo},
    values::EmailAddress,
};

use super::{
    factor::{STEP, authenticator},
    password::DEMO_PASSWORD,
};
use crate::{
    access::{Answer, Core, Public},
    db::{AnyConnection, schema::users},
    http::Problems,
    problem::{ApiError, ApiResult},
    users::row::{UserRow, email_token, totp_place},
};

/// Addresses of the demo programme, in the order in which they are shown.
pub const DEMO_ADDRESSES: [&str; 9] = [
    "caseworker@demo.example",
    "caseworker2@demo.example",
    "caseworker3@demo.example",
    "supervisor@demo.example",
    "supervisor2@demo.example",
    "supervisor3@demo.example",
    "manager@demo.example",
    "admin@demo.example",
    "auditor@demo.example",
];

/// Sign-ins of the demo programme with the present code of each second factor.
#[utoipa::path(tag = "sessions", security(()), responses((status = 200, body = DemoInfo), Problems))]
#[get("/demo")]
pub async fn demo_info(public: Public) -> ApiResult<impl Responder> {
    if !public.core().settings.demo {
        return Ok(Answer::read(0, DemoInfo { demo: false, accounts: Vec::new() }));
    }
    let accounts = public.read(|conn, core| {
        let shown = DEMO_ADDRESSES.iter().map(|address| account(conn, core, address));
        Ok(shown.collect::<ApiResult<Vec<_>>>()?.into_iter().flatten().collect())
    });
    Ok(Answer::read(0, DemoInfo { demo: true, accounts: accounts.await? }))
}

fn account(conn: &mut AnyConnection, core: &Core, address: &str) -> ApiResult<Option<DemoAccount>> {
    let email = EmailAddress::parse(address).map_err(ApiError::internal)?;
    let token = email_token(&core.keys, &email);
    let user: Option<UserRow> = users::table.filter(users::email_token.eq(token)).get_result(conn).optional()?;
    let Some(user) = user else { return Ok(None) };
    let code = match &user.totp {
        None => None,
        Some(sealed) => {
            let secret = core.keys.office(conn, user.office_id)?.open_bytes(totp_place(user.id), sealed)?;
            // A step that was used is not accepted again; the one after it is, half a minute early.
            let present = core.clock.now().seconds() / STEP;
            let step = if user.totp_last_step >= present { present + 1 } else { present };
            Some(authenticator(&secret).generate((step * STEP).unsigned_abs()).to_string())
        }
    };
    Ok(Some(DemoAccount { email, password: DEMO_PASSWORD.to_owned(), role: user.role, code }))
}
