//! Signed marks of where each chain stood. Kept elsewhere, they show a cut tail and a chain that was written anew,
//! which the chain itself cannot.

use data_encoding::HEXLOWER;
use diesel::{dsl::max, prelude::*};
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier};
use serde::{Deserialize, Serialize};
use yaninda_shared::{ids::OfficeId, values::Stamp};

use crate::{
    db::{
        AnyConnection,
        schema::{audit_entries, audit_heads},
    },
    problem::ApiResult,
    seal::SystemKey,
};

/// Where the chain of one office stood: one line of a checkpoint file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub office: OfficeId,
    pub seq: i64,
    /// Hash of that entry, hex.
    pub hash: String,
    pub at: Stamp,
    /// Id of the signing key.
    pub key: String,
    pub signature: String,
}

/// What a checkpoint finds wrong with a chain, or what is wrong with the checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is not signed by a key of this installation.
    NotSigned,
    /// This entry, which was there, is not.
    Missing { seq: i64 },
    /// The entry at the checkpoint or one before it is another now.
    Rewritten { seq: i64 },
}

impl Checkpoint {
    fn message(&self) -> String {
        let (office, at) = (self.office.uuid(), self.at.micros());
        format!("yaninda checkpoint 1\n{office}\n{}\n{}\n{at}\n{}", self.seq, self.hash, self.key)
    }

    fn is_signed(&self, keys: &[SystemKey]) -> bool {
        let Some(key) = keys.iter().find(|key| key.id.uuid().to_string() == self.key) else { return false };
        let bytes = HEXLOWER.decode(self.signature.as_bytes()).ok();
        let signature = bytes.and_then(|bytes| Signature::from_slice(&bytes).ok());
        let public = SigningKey::from_bytes(&key.secret).verifying_key();
        signature.is_some_and(|signature| public.verify(self.message().as_bytes(), &signature).is_ok())
    }

    /// Holds the chain against this mark.
    pub fn check(&self, conn: &mut AnyConnection, keys: &[SystemKey]) -> ApiResult<Option<Broken>> {
        if !self.is_signed(keys) {
            return Ok(Some(Broken::NotSigned));
        }
        if self.seq == 0 {
            return Ok(None);
        }
        let hash: Option<Vec<u8>> = audit_entries::table
            .find((self.office, self.seq))
            .select(audit_entries::hash)
            .get_result(conn)
            .optional()?;
        let Some(hash) = hash else {
            let last: Option<i64> = audit_entries::table
                .filter(audit_entries::office_id.eq(self.office))
                .select(max(audit_entries::seq))
                .get_result(conn)?;
            let seq = last.unwrap_or(0).saturating_add(1).min(self.seq);
            return Ok(Some(Broken::Missing { seq }));
        };
        Ok((HEXLOWER.encode(&hash) != self.hash).then_some(Broken::Rewritten { seq: self.seq }))
    }
}

/// Signs where every chain stands, with the newest of the keys; nothing is signed without one.
pub fn sign_heads(conn: &mut AnyConnection, keys: &[SystemKey], at: Stamp) -> ApiResult<Vec<Checkpoint>> {
    let Some(key) = keys.first() else { return Ok(Vec::new()) };
    let signer = SigningKey::from_bytes(&key.secret);
    let heads: Vec<(OfficeId, i64, Vec<u8>)> = audit_heads::table
        .order(audit_heads::office_id)
        .select((audit_heads::office_id, audit_heads::seq, audit_heads::hash))
        .load(conn)?;
    let sign = |(office, seq, hash): (OfficeId, i64, Vec<u8>)| {
        let (hash, key) = (HEXLOWER.encode(&hash), key.id.uuid().to_string());
        let mut mark = Checkpoint { office, seq, hash, at, key, signature: String::new() };
        mark.signature = HEXLOWER.encode(&signer.sign(mark.message().as_bytes()).to_bytes());
        mark
    };
    Ok(heads.into_iter().map(sign).collect())
}
