//! The records of a case that are read alike.

use serde::de::DeserializeOwned;
use yaninda_shared::{
    appointments::AppointmentRecord,
    consents::ConsentRecord,
    contacts::ContactRecord,
    documents::DocumentRecord,
    ids::RawId,
    milestones::{MilestoneDismissalRecord, MilestoneRecord},
    notes::NoteRecord,
    outcomes::AssessmentRecord,
    plans::{GoalRecord, PlanRecord},
    record::RecordKind,
    services::ServiceRecord,
};

use crate::access::Shown;

/// A record of a case that is listed, read one by one and kept with its former versions.
pub trait Entry: Shown + DeserializeOwned + Send + 'static {
    /// What it is.
    const KIND: RecordKind;

    /// Its id, as the audit log names it.
    fn id(&self) -> RawId;
}

macro_rules! entries {
    ($($record:ident is $kind:ident;)+) => { $(
        impl Entry for $record {
            const KIND: RecordKind = RecordKind::$kind;

            fn id(&self) -> RawId {
                self.id.raw()
            }
        }
    )+ };
}

entries! {
    AppointmentRecord is Appointment;
    AssessmentRecord is Assessment;
    ConsentRecord is Consent;
    ContactRecord is Contact;
    DocumentRecord is Document;
    GoalRecord is Goal;
    MilestoneDismissalRecord is MilestoneDismissal;
    MilestoneRecord is Milestone;
    NoteRecord is Note;
    PlanRecord is Plan;
    ServiceRecord is Service;
}
