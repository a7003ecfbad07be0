//! What the answer of a write shows. Where it is not what was just written (a stale precondition, an answer sent again),
//! it is a look at the record like any other, and recorded as one.

use yaninda_shared::{
    appointments::AppointmentRecord,
    approvals::{ApprovalRecord, Decided},
    attachments::AttachmentRecord,
    audit::AuditAction,
    caseload::Caseload,
    cases::{Assignment, CaseRecord, GrantRecord},
    clocks::{ClockRuleRecord, DeadlineRecord},
    comments::CommentRecord,
    consents::ConsentRecord,
    contacts::ContactRecord,
    documents::DocumentRecord,
    exports::ExportRecord,
    funds::FundRecord,
    ids::RawId,
    imports::ImportRecord,
    mail::MailLine,
    milestones::{MilestoneDismissalRecord, MilestoneRecord, MilestoneTypeRecord},
    notes::NoteRecord,
    offices::OfficeRecord,
    outcomes::AssessmentRecord,
    plans::{GoalRecord, PlanRecord},
    record::RecordKind,
    referrals::{ReferralRecord, UnitRecord},
    releases::ReleaseRecord,
    services::{ServiceRecord, WithdrawnService},
    sessions::ViewRecord,
    tasks::TaskRecord,
    users::UserRecord,
    workshops::WorkshopRecord,
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
    ApprovalRecord => |_| RecordKind::Approval, |record| Some(record.meta.version);
    Decided => |_| RecordKind::Approval, |_| None;
    AssessmentRecord => |_| RecordKind::Assessment, |record| Some(record.meta.version);
    AttachmentRecord => |_| RecordKind::Attachment, |record| Some(record.meta.version);
    CaseRecord => |_| RecordKind::Case, |record| Some(record.meta.version);
    CommentRecord => |_| RecordKind::Comment, |record| Some(record.meta.version);
    ConsentRecord => |_| RecordKind::Consent, |record| Some(record.meta.version);
    ContactRecord => |_| RecordKind::Contact, |record| Some(record.meta.version);
    ClockRuleRecord => |_| RecordKind::ClockRule, |record| Some(record.version);
    DeadlineRecord => |_| RecordKind::Deadline, |record| Some(record.version);
    DocumentRecord => |_| RecordKind::Document, |record| Some(record.meta.version);
    ExportRecord => |_| RecordKind::Export, |record| Some(record.meta.version);
    MilestoneRecord => |_| RecordKind::Milestone, |record| Some(record.meta.version);
    MilestoneDismissalRecord => |_| RecordKind::MilestoneDismissal, |_| Some(1);
    MilestoneTypeRecord => |_| RecordKind::MilestoneType, |record| Some(record.version);
    ImportRecord => |_| RecordKind::Import, |record| Some(record.meta.version);
    MailLine => |_| RecordKind::Mail, |line| Some(line.version);
    Caseload => |_| RecordKind::User, |_| None;
    FundRecord => |_| RecordKind::Fund, |record| Some(record.version);
    GoalRecord => |_| RecordKind::Goal, |record| Some(record.meta.version);
    PlanRecord => |_| RecordKind::Plan, |record| Some(record.meta.version);
    GrantRecord => |record| match record.kind {
        Assignment::Worker => RecordKind::Assignment,
        Assignment::Shared => RecordKind::Share,
    }, |record| Some(record.meta.version);
    NoteRecord => |_| RecordKind::Note, |record| Some(record.meta.version);
    OfficeRecord => |_| RecordKind::Office, |record| Some(record.version);
    ReleaseRecord => |_| RecordKind::Release, |record| Some(record.meta.version);
    ReferralRecord => |_| RecordKind::Referral, |record| Some(record.meta.version);
    UnitRecord => |_| RecordKind::Unit, |record| Some(record.version);
    WorkshopRecord => |_| RecordKind::Workshop, |record| Some(record.meta.version);
    ServiceRecord => |_| RecordKind::Service, |record| Some(record.meta.version);
    TaskRecord => |_| RecordKind::Task, |record| Some(record.meta.version);
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
