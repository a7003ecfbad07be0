//! Which milestones a service or a paper speaks for. A suggestion is an offer: a worker takes it up, or does not.

use serde::{Deserialize, Serialize};

use super::kind::MilestoneKind;
use crate::{
    documents::{DocumentKind, DocumentStatus},
    ids::{DocumentId, ServiceId},
    services::{Confidentiality, FieldValue, ServiceDraft, ServiceStatus},
    values::NaiveDate,
};

/// A milestone that seems to have been reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneSuggestion {
    pub kind: MilestoneKind,
    pub reached_on: NaiveDate,
    /// The paper it is read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// The service it is read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
}

/// What a paper in this state speaks for.
#[must_use]
pub const fn by_document(kind: DocumentKind, status: DocumentStatus) -> Option<MilestoneKind> {
    // It was handed over once, whatever became of it later.
    if !matches!(status, DocumentStatus::Delivered | DocumentStatus::Expired) {
        return None;
    }
    match kind {
        DocumentKind::VictimPermitFirst => Some(MilestoneKind::ThirtyDayPermit),
        DocumentKind::VictimPermitExtension => Some(MilestoneKind::FirstExtension),
        DocumentKind::ForeignerNumber => Some(MilestoneKind::ForeignerNumber),
        DocumentKind::ProtectionApplication => Some(MilestoneKind::ProtectionRegistered),
        DocumentKind::ApplicantCard => Some(MilestoneKind::ApplicantCard),
        DocumentKind::RefugeeId | DocumentKind::ConditionalRefugeeId | DocumentKind::SubsidiaryProtectionId => {
            Some(MilestoneKind::StatusDecision)
        }
        DocumentKind::WorkPermit => Some(MilestoneKind::WorkPermit),
        DocumentKind::HealthInsurance => Some(MilestoneKind::HealthCover),
        DocumentKind::IdentityCard
        | DocumentKind::Passport
        | DocumentKind::TravelDocument
        | DocumentKind::BirthCertificate
        | DocumentKind::MarriageCertificate
        | DocumentKind::ResidencePermit
        | DocumentKind::TemporaryProtectionId
        | DocumentKind::Other => None,
    }
}

/// Services that may speak for one, by code; those about a paper leave that to the paper.
const SERVICES: &[(&str, &[MilestoneKind])] = &[
    ("EDU.distance_school", &[MilestoneKind::CourseStarted]),
    ("EDU.literacy", &[MilestoneKind::CourseStarted]),
    ("EDU.school", &[MilestoneKind::CourseStarted]),
    ("EDU.turkish", &[MilestoneKind::CourseStarted, MilestoneKind::TurkishA2]),
    ("EMP.apprenticeship", &[MilestoneKind::CourseStarted]),
    ("EMP.placement", &[MilestoneKind::FirstInsuredJob]),
    ("EMP.retention", &[MilestoneKind::JobKept]),
    ("EMP.vocational", &[MilestoneKind::CourseStarted]),
    ("HOU.deposit", &[MilestoneKind::OwnTenancy]),
    ("INT.interpreting", &[MilestoneKind::Interpreter]),
    ("INT.mediation", &[MilestoneKind::Interpreter]),
    ("LEG.bar_lawyer", &[MilestoneKind::Lawyer]),
    ("LEG.statement", &[MilestoneKind::StatementGiven]),
    ("MED.first_exam", &[MilestoneKind::HealthCheck]),
    ("SHE.safe_house", &[MilestoneKind::SafePlace]),
    ("SHE.safety_plan", &[MilestoneKind::SafetyPlan]),
];

/// Codes of the services that may speak for a milestone.
pub fn suggests() -> impl Iterator<Item = &'static str> {
    SERVICES.iter().map(|(code, _)| *code)
}

/// What a service speaks for; of one that not the whole team may read, what its type and status say and no more, because a
/// milestone is read by all of them.
#[must_use]
pub fn by_service(draft: &ServiceDraft) -> Vec<MilestoneKind> {
    let kinds = SERVICES.iter().find(|(code, _)| *code == draft.code).map_or(&[][..], |(_, kinds)| kinds);
    kinds.iter().copied().filter(|kind| speaks_for(draft, *kind)).collect()
}

fn speaks_for(draft: &ServiceDraft, kind: MilestoneKind) -> bool {
    let delivered = draft.status == ServiceStatus::Delivered;
    let details = (draft.confidentiality == Confidentiality::Team).then_some(&draft.details);
    let detail = |key: &str| details.and_then(|details| details.get(key));
    let says = |key: &str, wanted: &[&str]| match detail(key) {
        Some(FieldValue::Text(text)) => wanted.contains(&text.as_str()),
        Some(FieldValue::Flag(_) | FieldValue::Count(_)) | None => false,
    };
    let is_so = |key: &str| matches!(detail(key), Some(FieldValue::Flag(true)));
    match kind {
        MilestoneKind::CourseStarted => delivered || draft.status == ServiceStatus::InProgress,
        MilestoneKind::TurkishA2 => delivered && says("level", &["A2", "B1", "B2", "C1"]),
        MilestoneKind::FirstInsuredJob => delivered && is_so("insured"),
        MilestoneKind::JobKept => delivered && is_so("still_employed") && says("day", &["90", "180"]),
        _ => delivered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn service(code: &str, status: &str, details: &serde_json::Value) -> Vec<MilestoneKind> {
        let draft = serde_json::json!({ "type": code, "status": status, "occurred_on": "2026-11-20",
            "delivered_by": "us", "confidentiality": "team", "details": details });
        by_service(&serde_json::from_value(draft).unwrap())
    }

    #[test]
    fn a_delivered_paper_speaks_for_its_milestone() {
        use DocumentStatus::{Applied, Delivered, Expired, Refused};
        let permit = |status| by_document(DocumentKind::VictimPermitFirst, status);
        assert_eq!(permit(Delivered), Some(MilestoneKind::ThirtyDayPermit));
        assert_eq!(permit(Expired), Some(MilestoneKind::ThirtyDayPermit));
        assert_eq!((permit(Applied), permit(Refused)), (None, None));
        assert_eq!(by_document(DocumentKind::Passport, Delivered), None);
    }

    #[test]
    fn every_service_that_may_speak_for_one_is_in_the_catalogue_once() {
        let codes: Vec<&str> = suggests().collect();
        assert!(codes.is_sorted() && codes.iter().all(|code| catalogue::find(code).is_some()));
        assert!(codes.windows(2).all(|pair| pair.first() != pair.last()));
    }

    #[test]
    fn a_course_that_began_is_one_and_a_level_that_was_finished_another() {
        let none = serde_json::json!({});
        assert_eq!(service("EDU.turkish", "in_progress", &none), [MilestoneKind::CourseStarted]);
        let a2 = serde_json::json!({ "level": "A2" });
        assert_eq!(service("EDU.turkish", "in_progress", &a2), [MilestoneKind::CourseStarted]);
        assert_eq!(service("EDU.turkish", "delivered", &a2), [MilestoneKind::CourseStarted, MilestoneKind::TurkishA2]);
        assert_eq!(service("HOU.rent", "delivered", &none), []);
        assert_eq!(service("SHE.safety_plan", "planned", &none), []);
    }

    #[test]
    fn a_job_counts_if_it_is_insured_and_lasts() {
        let insured = serde_json::json!({ "insured": true });
        assert_eq!(service("EMP.placement", "delivered", &insured), [MilestoneKind::FirstInsuredJob]);
        assert_eq!(service("EMP.placement", "delivered", &serde_json::json!({ "insured": false })), []);
        let kept = |day: &str| serde_json::json!({ "day": day, "still_employed": true });
        assert_eq!(service("EMP.retention", "delivered", &kept("90")), [MilestoneKind::JobKept]);
        assert_eq!(service("EMP.retention", "delivered", &kept("30")), []);
    }
}
