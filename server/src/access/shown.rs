//! What the answer of a write shows. Where it is not what was just written (a stale precondition, an answer sent again),
//! it is a look at the record like any other, and recorded as one.

use yaninda_shared::{
    appointments::AppointmentRecord,
    attachments::AttachmentRecord,
    audit::AuditAction,
    cases::{Assignment, CaseRecord, GrantRecord, TransferDone},
    comments::CommentRecord,
    consents::ConsentRecord,
    contacts::ContactRecord,
    documents::DocumentRecord,
    ids::RawId,
    mail::MailLine,
    milestones::{MilestoneRecord, MilestoneTypeRecord},
    notes::NoteRecord,
    offices::OfficeRecord,
    outcomes::AssessmentRecord,
    plans::{GoalRecord, PlanRecord},
    record::RecordKind,
    services::{ServiceRecord, WithdrawnService},
    sessions::ViewRecord,
    tasks::TaskRecord,
    users::UserRecord,
};

use super::resources::Resource;
use crate::{
    audit::AuditDraft,
    problem::{ApiError, ApiResult},
};

/// A record as an answer shows it.
pub trait Shown: serde::Serialize {
    /// What it is.
    fn kind(&self) -> RecordKind;

    /// Its version now, if it has one of its own.
    fn version(&self) -> Option<i64>;
}

macro_rules! shown {
    ($($record:ty => $kind:expr, $version:expr;)+) => { $(
        impl Shown for $record {
            fn kind(&self) -> RecordKind {
                let kind: fn(&Self) -> RecordKind = $kind;
                kind(self)
            }
            fn version(&self) -> Option<i64> {
                let version: fn(&Self) -> Option<i64> = $version;
                version(self)
            }
        }
    )+ };
}

shown! {
    AppointmentRecord => |_| RecordKind::Appointment, |record| Some(record.meta.version);
    AssessmentRecord => |_| RecordKind::Assessment, |record| Some(record.meta.version);
    AttachmentRecord => |_| RecordKind::Attachment, |record| Some(record.meta.version);
    CaseRecord => |_| RecordKind::Case, |record| Some(record.meta.version);
    CommentRecord => |_| RecordKind::Comment, |record| Some(record.meta.version);
    ConsentRecord => |_| RecordKind::Consent, |record| Some(record.meta.version);
    ContactRecord => |_| RecordKind::Contact, |record| Some(record.meta.version);
    DocumentRecord => |_| RecordKind::Document, |record| Some(record.meta.version);
    MilestoneRecord => |_| RecordKind::Milestone, |record| Some(record.meta.version);
    MilestoneTypeRecord => |_| RecordKind::MilestoneType, |record| Some(record.version);
    MailLine => |_| RecordKind::Mail, |line| Some(line.version);
    GoalRecord => |_| RecordKind::Goal, |record| Some(record.meta.version);
    PlanRecord => |_| RecordKind::Plan, |record| Some(record.meta.version);
    GrantRecord => |record| match record.kind {
        Assignment::Worker => RecordKind::Assignment,
        Assignment::Shared => RecordKind::Share,
    }, |record| Some(record.meta.version);
    NoteRecord => |_| RecordKind::Note, |record| Some(record.meta.version);
    OfficeRecord => |_| RecordKind::Office, |record| Some(record.version);
    ServiceRecord => |_| RecordKind::Service, |record| Some(record.meta.version);
    TaskRecord => |_| RecordKind::Task, |record| Some(record.meta.version);
    TransferDone => |_| RecordKind::Case, |_| None;
    UserRecord => |_| RecordKind::User, |record| Some(record.meta.version);
    ViewRecord => |_| RecordKind::View, |record| Some(record.version);
    WithdrawnService => |_| RecordKind::Service, |record| Some(record.service.meta.version);
}

/// The record that a stale precondition is answered with.
#[derive(Debug)]
pub struct Current {
    pub(super) kind: RecordKind,
    /// As it goes into the problem document.
    pub record: serde_json::Value,
}

impl Current {
    /// The record as it is now.
    pub fn of(shown: &impl Shown) -> ApiResult<Self> {
        Ok(Self { kind: shown.kind(), record: serde_json::to_value(shown).map_err(ApiError::internal)? })
    }
}

/// The entry of such a look.
pub(super) fn seen(resource: &impl Resource, kind: RecordKind, id: RawId) -> AuditDraft {
    AuditDraft::one(AuditAction::Read, kind, resource.case(), id)
}
