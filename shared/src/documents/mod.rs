//! Identity documents and permits as objects with a clock.

use serde::{Deserialize, Serialize};

use crate::{
    clocks::LawfulEnd,
    ids::{CaseId, DocumentId, ServiceId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{NaiveDate, ShortText, ValueError, check_day, check_not_future},
};

text_enum! {
    /// Kinds of document and status.
    DocumentKind {
        IdentityCard = "identity_card",
        Passport = "passport",
        TravelDocument = "travel_document",
        BirthCertificate = "birth_certificate",
        MarriageCertificate = "marriage_certificate",
        VictimPermitFirst = "victim_permit_first",
        VictimPermitExtension = "victim_permit_extension",
        ResidencePermit = "residence_permit",
        ProtectionApplication = "protection_application",
        ApplicantCard = "applicant_card",
        RefugeeId = "refugee_id",
        ConditionalRefugeeId = "conditional_refugee_id",
        SubsidiaryProtectionId = "subsidiary_protection_id",
        TemporaryProtectionId = "temporary_protection_id",
        ForeignerNumber = "foreigner_number",
        WorkPermit = "work_permit",
        HealthInsurance = "health_insurance",
        Other = "other",
    }
}

impl DocumentKind {
    /// Whether it says by what right the person is in the country: a new one changes how they stand.
    #[must_use]
    pub const fn is_legal_status(self) -> bool {
        matches!(
            self,
            Self::VictimPermitFirst
                | Self::VictimPermitExtension
                | Self::ResidencePermit
                | Self::ApplicantCard
                | Self::RefugeeId
                | Self::ConditionalRefugeeId
                | Self::SubsidiaryProtectionId
                | Self::TemporaryProtectionId
        )
    }

    /// Whether a later document of this kind takes the place of an earlier one: only where a clock runs. A person has
    /// one residence permit at a time, but a birth certificate for every child.
    #[must_use]
    pub fn replaces(self, former: Self) -> bool {
        match self {
            Self::BirthCertificate | Self::MarriageCertificate | Self::ForeignerNumber | Self::Other => false,
            Self::VictimPermitExtension => matches!(former, Self::VictimPermitFirst | Self::VictimPermitExtension),
            kind => kind == former,
        }
    }
}

text_enum! {
    /// State of a document.
    DocumentStatus {
        ToApply = "to_apply",
        Applied = "applied",
        BiometricsDone = "biometrics_done",
        InPrint = "in_print",
        Delivered = "delivered",
        Expired = "expired",
        Cancelled = "cancelled",
        Refused = "refused",
        UnderAppeal = "under_appeal",
    }
}

impl DocumentStatus {
    /// Whether its clock still matters.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Expired | Self::Cancelled | Self::Refused)
    }

    /// Whether there is or was such a document, or is going to be one: only then it replaces another, or is replaced.
    #[must_use]
    pub const fn holds(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Refused)
    }
}

/// Body of `PUT /cases/{id}/documents/{document}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentDraft {
    pub kind: DocumentKind,
    pub status: DocumentStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
    /// The latest end the law allows, where it is known better than by the rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_max_on: Option<NaiveDate>,
    #[serde(default)]
    pub holder_has_original: bool,
    #[serde(default)]
    pub copy_stored: bool,
    /// The document this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<DocumentId>,
    /// The service that obtained it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl DocumentDraft {
    /// A document of which nothing is known yet.
    #[must_use]
    pub const fn new(kind: DocumentKind, status: DocumentStatus) -> Self {
        Self {
            kind,
            status,
            number: None,
            issuer: None,
            issued_on: None,
            valid_from: None,
            expires_on: None,
            legal_max_on: None,
            holder_has_original: false,
            copy_stored: false,
            supersedes: None,
            service: None,
            note: None,
        }
    }

    /// Checks days and their order.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if let Some(day) = self.issued_on {
            checker.check("issued_on", check_not_future(day, today));
        }
        if let Some(day) = self.valid_from {
            checker.check("valid_from", check_day(day));
        }
        // It ends neither before it was issued nor before it began to count.
        let start = self.issued_on.max(self.valid_from);
        for (field, day) in [("expires_on", self.expires_on), ("legal_max_on", self.legal_max_on)] {
            if let Some(day) = day
                && checker.check(field, check_day(day)).is_some()
                && start.is_some_and(|start| day < start)
            {
                checker.refuse(field, ValueError::BeforeStart);
            }
        }
        checker.finish()
    }
}

/// A document of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentRecord {
    pub id: DocumentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    /// Its `number` is masked to the last three characters in lists and on the timeline.
    #[serde(flatten)]
    pub draft: DocumentDraft,
    /// The day it stands on: when it was issued, or else when it was recorded.
    // A former version that was kept before this was told has none; the server works it out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub occurred_on: NaiveDate,
    #[serde(default)]
    pub withdrawn: bool,
    /// The document that replaced this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<DocumentId>,
    /// The latest end it may lawfully have, and the rule that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lawful_end: Option<LawfulEnd>,
    /// It ends later than the law allows: a warning.
    #[serde(default)]
    pub over_legal_max: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn only_what_runs_out_is_replaced_by_the_next() {
        use DocumentKind::{
            BirthCertificate, IdentityCard, Passport, ResidencePermit, VictimPermitExtension, VictimPermitFirst,
        };
        assert!(ResidencePermit.replaces(ResidencePermit) && IdentityCard.replaces(IdentityCard));
        assert!(
            VictimPermitExtension.replaces(VictimPermitFirst) && !VictimPermitFirst.replaces(VictimPermitExtension)
        );
        assert!(!BirthCertificate.replaces(BirthCertificate) && !ResidencePermit.replaces(Passport));
    }

    #[test]
    fn a_former_version_is_read_as_it_was_once_kept() {
        let kept = r#"{"id":"01a207a2-3280-7f59-ca33-ee744b474ff3","case":"01a207a2-3280-7f59-8a33-ee744b474ff3","version":1,
            "created_at":1795424400000000,"created_by":"01a207a2-3280-7f59-9a33-ee744b474ff3","updated_at":1795424400000000,
            "updated_by":"01a207a2-3280-7f59-9a33-ee744b474ff3","kind":"passport","status":"delivered"}"#;
        let former: crate::record::Former<DocumentRecord> = serde_json::from_str(kept).unwrap();
        assert_eq!(former.record.draft.kind, DocumentKind::Passport);
    }

    #[test]
    fn nothing_ends_before_it_begins() {
        let refused = |from: &str, ends: &str| {
            let mut draft = DocumentDraft::new(DocumentKind::Passport, DocumentStatus::Delivered);
            (draft.issued_on, draft.valid_from) = (Some(day("2026-01-01")), Some(day(from)));
            draft.expires_on = Some(day(ends));
            draft.validate(day("2026-11-23")).err().map(|errors| errors.into_iter().map(|error| error.field).collect())
        };
        assert_eq!(refused("2026-02-01", "2026-03-01"), None);
        assert_eq!(refused("2026-02-01", "2026-01-15"), Some(vec!["expires_on".to_owned()]));
    }
}
