//! The tries of someone who is not signed in yet: counted before the work, given back when it was no failure.

use actix_web::HttpRequest;

use yaninda_shared::ids::DeviceId;

use super::rate_limit::{ACCOUNT, ADDRESS, clear, give_back, take};
use crate::{access::Core, db::AnyConnection, http::client, problem::ApiResult};

/// Where the request comes from, and the token of the account's address if one is named.
#[derive(Clone, Debug)]
pub(super) struct Tries {
    address: String,
    account: Option<Vec<u8>>,
}

impl Tries {
    pub fn new(core: &Core, request: &HttpRequest, account: Option<Vec<u8>>) -> Self {
        Self { address: client::address(request, &core.settings.trusted_proxies), account }
    }

    /// Counts apart what comes from a device that the account's owner signed in on: strangers who guess elsewhere then do
    /// not lock the owner out.
    pub fn on_device(mut self, device: DeviceId) -> Self {
        if let Some(account) = &mut self.account {
            account.extend_from_slice(device.raw().0.as_bytes());
        }
        self
    }

    /// Takes a try of each. Errors: 429.
    pub fn take(&self, conn: &mut AnyConnection, core: &Core) -> ApiResult<()> {
        let now = core.clock.now();
        take(conn, &core.keys, now, &ADDRESS, self.address.as_bytes())?;
        match &self.account {
            Some(account) => take(conn, &core.keys, now, &ACCOUNT, account),
            None => Ok(()),
        }
    }

    /// The request was right as far as it went.
    pub fn give_back(&self, conn: &mut AnyConnection, core: &Core) -> ApiResult<()> {
        give_back(conn, &core.keys, &ADDRESS, self.address.as_bytes())?;
        match &self.account {
            Some(account) => give_back(conn, &core.keys, &ACCOUNT, account),
            None => Ok(()),
        }
    }

    /// The account's owner is here: their failures are forgotten, those of the address stand.
    pub fn succeed(&self, conn: &mut AnyConnection, core: &Core) -> ApiResult<()> {
        give_back(conn, &core.keys, &ADDRESS, self.address.as_bytes())?;
        match &self.account {
            Some(account) => clear(conn, &core.keys, &ACCOUNT, account),
            None => Ok(()),
        }
    }
}
