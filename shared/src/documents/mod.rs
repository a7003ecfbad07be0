//! Identity documents and permits as objects with a clock.

use serde::{Deserialize, Serialize};

use crate::{
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
    /// Days before expiry on which to remind (`domain.md` 3.3; the intervals are ours, 60 days is the general window).
    #[must_use]
    pub const fn reminder_days(self) -> &'static [i64] {
        match self {
            Self::VictimPermitFirst => &[14, 7, 3],
            Self::VictimPermitExtension => &[60, 30, 14],
            _ => &[60, 30],
        }
    }

    /// Days from issue to the latest lawful end, where the law says one: a warning, never a block
    /// (Law 6458 art. 48: 30 days; art. 49: extensions of at most six months each).
    #[must_use]
    pub const fn legal_days(self) -> Option<i64> {
        match self {
            Self::VictimPermitFirst => Some(30),
            Self::VictimPermitExtension => Some(184),
            _ => None,
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
    /// The latest end the law allows; worked out from the kind if left out.
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
    /// Checks days and their order.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if let Some(day) = self.issued_on {
            checker.check("issued_on", check_not_future(day, today));
        }
        for (field, day) in
            [("valid_from", self.valid_from), ("expires_on", self.expires_on), ("legal_max_on", self.legal_max_on)]
        {
            if let Some(day) = day
                && checker.check(field, check_day(day)).is_some()
                && field != "valid_from"
                && self.issued_on.or(self.valid_from).is_some_and(|start| day < start)
            {
                checker.refuse(field, ValueError::BeforeStart);
            }
        }
        checker.finish()
    }

    /// The latest lawful end: given, or worked out from issue and kind.
    #[must_use]
    pub fn legal_max(&self) -> Option<NaiveDate> {
        self.legal_max_on.or_else(|| {
            let start = self.valid_from.or(self.issued_on)?;
            start.checked_add_signed(chrono::Duration::days(self.kind.legal_days()?))
        })
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
    #[serde(default)]
    pub withdrawn: bool,
    /// The document that replaced this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<DocumentId>,
    /// It ends later than the law allows: a warning.
    #[serde(default)]
    pub over_legal_max: bool,
}
