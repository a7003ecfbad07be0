//! Access tokens: EdDSA JWTs (RFC 8725 practice, `typ` `at+jwt` of RFC 9068), ten minutes at most, memory only.

use std::sync::{Arc, PoisonError, RwLock};

use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{DeviceId, OfficeId, UserId},
    problem::Code,
    values::Stamp,
};

use super::verified::Verified;
use crate::{
    problem::{ApiError, ApiResult},
    seal::SystemKey,
};

/// Seconds an access token lives.
pub const LIFETIME: i64 = 600;
/// Seconds that another server's clock may be ahead of ours.
const LEEWAY: i64 = 5;
const TYP: &str = "at+jwt";
const AUDIENCE: &str = "yaninda-api";

/// What a token says. Rights are not in it: they are read from the database with every request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccessToken {
    pub iss: String,
    pub aud: String,
    pub sub: UserId,
    pub dev: DeviceId,
    pub off: OfficeId,
    pub iat: i64,
    pub nbf: i64,
    pub exp: i64,
}

struct Key {
    kid: String,
    /// Since when newer ones sign, if so.
    retired_at: Option<Stamp>,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// Makes and checks tokens with the current and the previous signing key. Cheap to clone.
#[derive(Clone)]
pub struct TokenMaker {
    keys: Arc<RwLock<Vec<Key>>>,
    verified: Arc<Verified>,
    issuer: String,
}

impl TokenMaker {
    /// Takes signing keys, newest first.
    pub fn new(keys: Vec<SystemKey>, issuer: String) -> ApiResult<Self> {
        let maker = Self { keys: Arc::default(), verified: Arc::default(), issuer };
        maker.replace(keys)?;
        Ok(maker)
    }

    /// Uses these keys from now on: signs with the first, and accepts the one before it while its tokens live.
    pub fn replace(&self, keys: Vec<SystemKey>) -> ApiResult<()> {
        let keys = keys.iter().take(2).map(build).collect::<ApiResult<Vec<_>>>()?;
        let mut held = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        *held = keys;
        // While the keys are held, so that nothing checked with the former ones is remembered after this.
        self.verified.clear();
        Ok(())
    }

    /// Makes a token for a device of a user.
    pub fn make(&self, user: UserId, device: DeviceId, office: OfficeId, now: Stamp) -> ApiResult<(String, Stamp)> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let key = keys.first().ok_or_else(|| ApiError::internal("there is no signing key"))?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.kid.clone());
        header.typ = Some(TYP.to_owned());
        let iat = now.seconds();
        let claims = AccessToken {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: user,
            dev: device,
            off: office,
            iat,
            nbf: iat,
            exp: iat + LIFETIME,
        };
        let token = encode(&header, &claims, &key.encoding).map_err(ApiError::internal)?;
        Ok((token, now.plus_seconds(LIFETIME)))
    }

    /// Whether a key of this id is known.
    pub fn knows(&self, token: &str) -> bool {
        let Ok(header) = decode_header(token) else { return true };
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        header.kid.is_none_or(|kid| keys.iter().any(|key| key.kid == kid))
    }

    /// Checks a token: signature, algorithm, kid, typ, issuer, audience, not before, expiry.
    pub fn check(&self, token: &str, now: Stamp) -> ApiResult<AccessToken> {
        let claims = match self.verified.find(token) {
            Some(claims) => claims,
            None => self.verify(token, now)?,
        };
        let now = now.seconds();
        if claims.exp <= now || claims.nbf > now + LEEWAY || claims.exp - claims.iat > LIFETIME {
            return Err(ApiError::Refused(Code::NotSignedIn));
        }
        Ok(claims)
    }

    /// Everything but the token's own times, which are compared with every use.
    fn verify(&self, token: &str, now: Stamp) -> ApiResult<AccessToken> {
        let refuse = || ApiError::Refused(Code::NotSignedIn);
        let header = decode_header(token).map_err(|_| refuse())?;
        if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some(TYP) {
            return Err(refuse());
        }
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let kid = header.kid.ok_or_else(refuse)?;
        let key = keys.iter().find(|key| key.kid == kid).ok_or_else(refuse)?;
        // What it signed while it was in force is over by then.
        if key.retired_at.is_some_and(|retired| now >= retired.plus_seconds(LIFETIME)) {
            return Err(refuse());
        }
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        rules.validate_exp = false;
        rules.validate_nbf = false;
        let claims = decode::<AccessToken>(token, &key.decoding, &rules).map_err(|_| refuse())?.claims;
        // What a retired key signed is checked anew each time, so that it ends when it should.
        if key.retired_at.is_none() {
            self.verified.keep(token, &claims);
        }
        Ok(claims)
    }
}

fn build(key: &SystemKey) -> ApiResult<Key> {
    let signing = SigningKey::from_bytes(&key.secret);
    let der = signing.to_pkcs8_der().map_err(ApiError::internal)?;
    Ok(Key {
        kid: key.id.to_string(),
        retired_at: key.retired_at,
        encoding: EncodingKey::from_ed_der(der.as_bytes()),
        decoding: DecodingKey::from_ed_der(signing.verifying_key().as_bytes()),
    })
}

#[cfg(test)]
mod tests {
    use yaninda_shared::ids::{KeyId, RawId};
    use zeroize::Zeroizing;

    use super::*;

    #[test]
    fn a_token_that_was_right_is_refused_once_it_expired_or_its_key_is_gone() {
        let id = |n: u8| RawId(uuid::Builder::from_unix_timestamp_millis(n.into(), &[n; 10]).into_uuid());
        let key = |n: u8| SystemKey { id: KeyId::from_raw(id(n)), secret: Zeroizing::new([n; 32]), retired_at: None };
        let maker = TokenMaker::new(vec![key(1)], "https://here.example".into()).expect("a key");
        let now = Stamp::from_micros(1_800_000_000_000_000);
        let (user, device, office) = (UserId::from_raw(id(7)), DeviceId::from_raw(id(8)), OfficeId::from_raw(id(9)));
        let (token, ends) = maker.make(user, device, office, now).expect("a token");
        assert_eq!(maker.check(&token, now).expect("a right token").sub, user);
        assert!(maker.check(&token, ends).is_err(), "expired");
        maker.replace(vec![key(2), key(1)]).expect("keys");
        assert!(maker.check(&token, now).is_ok(), "the key before is still taken");
        maker.replace(vec![key(3), key(2)]).expect("keys");
        assert!(maker.check(&token, now).is_err(), "the key is gone");
    }
}
