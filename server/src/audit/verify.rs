//! Walking an office's chain: the first bad or missing row is named.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, DeviceId, OfficeId, UserId},
    values::Stamp,
};

use super::entry::Placed;
use crate::{
    db::{
        AnyConnection,
        schema::{audit_entries, audit_heads},
    },
    problem::ApiResult,
};

/// What verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Every entry is there and true; how many.
    Intact { entries: i64, head: Vec<u8> },
    /// This entry is not there.
    Missing { seq: i64 },
    /// This entry, or the one before it, was altered.
    Altered { seq: i64 },
    /// The head speaks of entries after the last one, or of another hash.
    CutTail { last: i64, head: i64 },
}

impl Finding {
    /// What is wrong, if anything.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        match self {
            Self::Intact { .. } => None,
            Self::Missing { seq } => Some(format!("entry {seq} is missing")),
            Self::Altered { seq } => Some(format!("entry {seq} was altered")),
            Self::CutTail { last, head } => {
                Some(format!("entry {} is missing: the chain ends at {last}, its head says {head}", last + 1))
            }
        }
    }
}

/// An entry as it is stored, without its office.
#[derive(Clone, Debug, Queryable)]
pub struct StoredEntry {
    pub seq: i64,
    pub at: Stamp,
    pub user: Option<UserId>,
    pub device: Option<DeviceId>,
    pub action: String,
    pub kind: String,
    pub case: Option<CaseId>,
    pub ids: Vec<u8>,
    pub fields: String,
    pub hash: Vec<u8>,
}

/// A walk along one office's chain.
#[derive(Clone, Debug)]
pub struct Chain {
    office: OfficeId,
    last: i64,
    previous: Vec<u8>,
}

impl Chain {
    /// Before the first entry.
    #[must_use]
    pub fn begin(office: OfficeId) -> Self {
        Self { office, last: 0, previous: vec![0; 32] }
    }

    /// Goes on to the next entry; the finding if it is not the one that follows.
    pub fn follow(&mut self, entry: StoredEntry) -> Result<(), Finding> {
        if entry.seq != self.last + 1 {
            return Err(Finding::Missing { seq: self.last + 1 });
        }
        let placed = Placed {
            office: self.office,
            seq: entry.seq,
            at: entry.at,
            user: entry.user,
            device: entry.device,
            action: &entry.action,
            kind: &entry.kind,
            case: entry.case,
            ids: &entry.ids,
            fields: &entry.fields,
        };
        if placed.hash(&self.previous).as_slice() != entry.hash.as_slice() {
            return Err(Finding::Altered { seq: entry.seq });
        }
        (self.last, self.previous) = (entry.seq, entry.hash);
        Ok(())
    }

    /// Ends at the head.
    #[must_use]
    pub fn end(self, head: i64, hash: &[u8]) -> Finding {
        if head != self.last || hash != self.previous.as_slice() {
            return Finding::CutTail { last: self.last, head };
        }
        Finding::Intact { entries: self.last, head: self.previous }
    }
}

/// Verifies one office's chain in bounded memory.
pub fn verify_office(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Finding> {
    let mut chain = Chain::begin(office);
    loop {
        let entries: Vec<StoredEntry> = audit_entries::table
            .filter(audit_entries::office_id.eq(office))
            .filter(audit_entries::seq.gt(chain.last))
            .order(audit_entries::seq)
            .limit(5000)
            .select((
                audit_entries::seq,
                audit_entries::at,
                audit_entries::user_id,
                audit_entries::device_id,
                audit_entries::action,
                audit_entries::kind,
                audit_entries::case_id,
                audit_entries::ids,
                audit_entries::fields,
                audit_entries::hash,
            ))
            .load(conn)?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            if let Err(finding) = chain.follow(entry) {
                return Ok(finding);
            }
        }
    }
    let (head, hash): (i64, Vec<u8>) =
        audit_heads::table.find(office).select((audit_heads::seq, audit_heads::hash)).get_result(conn)?;
    Ok(chain.end(head, &hash))
}
