//! An entry before it has a place in the chain, and the bytes that are hashed.

use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, DeviceId, OfficeId, RawId, UserId},
    record::RecordKind,
    values::Stamp,
};

/// Who acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    pub user: Option<UserId>,
    pub device: Option<DeviceId>,
}

/// What is to be recorded.
#[derive(Clone, Debug)]
pub struct AuditDraft {
    pub action: AuditAction,
    pub kind: &'static str,
    pub case: Option<CaseId>,
    pub ids: Vec<RawId>,
    pub fields: Vec<String>,
}

impl AuditDraft {
    /// An entry about one record.
    #[must_use]
    pub fn one(action: AuditAction, kind: RecordKind, case: Option<CaseId>, id: RawId) -> Self {
        Self { action, kind: kind.as_str(), case, ids: vec![id], fields: Vec::new() }
    }

    /// An entry that lists several records.
    #[must_use]
    pub fn many(action: AuditAction, kind: RecordKind, case: Option<CaseId>, ids: Vec<RawId>) -> Self {
        Self { action, kind: kind.as_str(), case, ids, fields: Vec::new() }
    }

    /// An entry about figures that were read; `kind` says of what.
    #[must_use]
    pub fn reported(kind: &'static str) -> Self {
        Self { action: AuditAction::Reported, kind, case: None, ids: Vec::new(), fields: Vec::new() }
    }

    /// Names the fields it is about.
    #[must_use]
    pub fn fields<S: Into<String>>(mut self, fields: impl IntoIterator<Item = S>) -> Self {
        self.fields = fields.into_iter().map(Into::into).collect();
        self
    }
}

/// An entry with its place in the chain.
pub(super) struct Placed<'a> {
    pub office: OfficeId,
    pub seq: i64,
    pub at: Stamp,
    pub user: Option<UserId>,
    pub device: Option<DeviceId>,
    pub action: &'a str,
    pub kind: &'a str,
    pub case: Option<CaseId>,
    pub ids: &'a [u8],
    pub fields: &'a str,
}

impl Placed<'_> {
    /// SHA-256 over a tag, every column with its length, and the hash before it.
    pub(super) fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let optional = |id: Option<RawId>| id.map(|id| *id.0.as_bytes());
        let user = optional(self.user.map(UserId::raw));
        let device = optional(self.device.map(DeviceId::raw));
        let case = optional(self.case.map(CaseId::raw));
        fn part(id: &Option<[u8; 16]>) -> &[u8] {
            id.as_ref().map_or(&[], |id| id.as_slice())
        }
        crate::seal::sha256(&[
            b"yaninda audit 1",
            self.office.raw().0.as_bytes(),
            &self.seq.to_be_bytes(),
            &self.at.micros().to_be_bytes(),
            part(&user),
            part(&device),
            self.action.as_bytes(),
            self.kind.as_bytes(),
            part(&case),
            self.ids,
            self.fields.as_bytes(),
            previous,
        ])
    }
}

pub(super) fn pack_ids(ids: &[RawId]) -> Vec<u8> {
    ids.iter().flat_map(|id| *id.0.as_bytes()).collect()
}

/// Reads packed ids back; a remainder that is not an id is left out.
pub fn unpack_ids(bytes: &[u8]) -> Vec<uuid::Uuid> {
    bytes.chunks_exact(16).filter_map(|chunk| uuid::Uuid::from_slice(chunk).ok()).collect()
}
