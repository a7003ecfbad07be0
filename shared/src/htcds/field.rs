//! The fields of a file, by their exact names, what may stand in each, and how far we fill it.

use super::AgeBand;
use super::maps::{HtcdsProtection, ReferralReason, SupportPlanType};
use crate::cases::{DecisionMakingOrg, ExploitationType, Gender, HtcdsCaseStatus, MethodOfControl, TraffickingStatus};

text_enum! {
    /// The columns of a file, in their order. Those that begin with `x_` are ours: the standard has no name for them, or
    /// none that could be compared.
    HtcdsField {
        /// In a file without names made up for that file; otherwise the number of the case.
        RecordId = "x_RecordId",
        AgeBand = "x_AgeBand",
        FirstName = "prs_FirstName",
        MiddleName = "prs_MiddleName",
        SecondName = "prs_SecondName",
        Birthdate = "prs_Birthdate",
        Gender = "prs_Gender",
        Citizenship = "prs_Citizenship",
        Deceased = "prs_Deceased",
        Email = "prs_Email",
        HomePhone = "prs_HomePhone",
        MobilePhone = "prs_MobilePhone",
        MailingStreet = "prs_MailingStreet",
        MailingCity = "prs_MailingCity",
        MailingState = "prs_MailingState",
        MailingPostalCode = "prs_MailingPostalCode",
        MailingCountry = "prs_MailingCountry",
        Consent = "con_Consent",
        TraffickingStatus = "vic_TraffickingStatus",
        DecisionMakingOrg = "vic_TraffickingStatusDecisionMakingOrg",
        MethodOfRecruitment = "vic_MethodOfRecruitment",
        LocationOfRecruitment = "vic_LocationOfRecruitment",
        TypeOfExploitation = "vic_TypeOfExploitation",
        ForcedLabourIndustry = "vic_ForcedLabourIndustry",
        TypeOfSexExploitation = "vic_TypeOfSexExploitation",
        LocationOfExploitation = "vic_LocationOfExploitation",
        DebtBondage = "vic_MethodsOfControlDebtBondage",
        TakesEarnings = "vic_MethodsOfControlTakesEarnings",
        RestrictsFinancialAccess = "vic_MethodsOfControlRestrictsFinancialAccess",
        Threats = "vic_MethodsOfControlThreats",
        ThreatOfLawEnforcement = "vic_MethodsOfControlThreatOfLawEnforcement",
        PsychologicalAbuse = "vic_MethodsOfControlPsychologicalAbuse",
        PhysicalAbuse = "vic_MethodsOfControlPhysicalAbuse",
        SexualAbuse = "vic_MethodsOfControlSexualAbuse",
        FalsePromises = "vic_MethodsOfControlFalsePromises",
        PsychoactiveSubstances = "vic_MethodsOfControlPsychoactiveSubstances",
        RestrictsMovement = "vic_MethodsOfControlRestrictsMovement",
        RestrictsMedicalCare = "vic_MethodsOfControlRestrictsMedicalCare",
        ExcessiveWorkingHours = "vic_MethodsOfControlExcessiveWorkingHours",
        UsesChildren = "vic_MethodsOfControlUsesChildren",
        WithholdsNecessities = "vic_MethodsOfControlWithholdsNecessities",
        WithholdsDocuments = "vic_MethodsOfControlWithholdsDocuments",
        OtherControl = "vic_MethodsOfControlOther",
        ProtectionStatus = "x_ProtectionStatus",
        SupportPlanType = "x_SupportPlanType",
        Status = "cas_Status",
        ReferringOrganisation = "cas_ReferringOrganisation",
        IncomingReferralDate = "cas_IncomingReferralDate",
        ReasonForIncomingReferral = "cas_ReasonForIncomingReferral",
        IncomingReferralDetails = "cas_IncomingReferralDetails",
        ReferredOrganisation = "cas_ReferredOrganisation",
        ReasonForOutgoingReferral = "cas_ReasonForOutgoingReferral",
        OutgoingReferralDate = "cas_OutgoingReferralDate",
        OutgoingReferralDetails = "cas_OutgoingReferralDetails",
        ReasonForCaseClosure = "cas_ReasonForCaseClosure",
    }
}

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtcdsType {
    Text,
    /// `2026-11-30`; in a file without names the month, `2026-11`.
    Date,
    /// `TRUE` or `FALSE`.
    Flag,
    /// ISO 3166-1 alpha-2.
    Country,
    /// One of a list.
    One,
    /// Any of a list; in CSV with a space between, as the standard's own form writes them.
    Many,
}

/// How far we fill a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// In every file.
    Always,
    /// Only where names are in the file.
    Identified,
    /// Only where no names are in the file.
    DeIdentified,
    /// We do not hold it, or not so that it could be told in this way: left empty.
    Empty,
}

impl HtcdsField {
    /// What stands in it.
    #[must_use]
    pub const fn kind(self) -> HtcdsType {
        match self {
            Self::Birthdate | Self::IncomingReferralDate | Self::OutgoingReferralDate => HtcdsType::Date,
            Self::Deceased | Self::Consent => HtcdsType::Flag,
            Self::Citizenship | Self::MailingCountry => HtcdsType::Country,
            Self::AgeBand
            | Self::Gender
            | Self::TraffickingStatus
            | Self::DecisionMakingOrg
            | Self::ProtectionStatus
            | Self::Status
            | Self::ReasonForIncomingReferral
            | Self::ReasonForOutgoingReferral => HtcdsType::One,
            Self::MethodOfRecruitment
            | Self::TypeOfExploitation
            | Self::ForcedLabourIndustry
            | Self::TypeOfSexExploitation
            | Self::SupportPlanType => HtcdsType::Many,
            Self::RecordId
            | Self::FirstName
            | Self::MiddleName
            | Self::SecondName
            | Self::Email
            | Self::HomePhone
            | Self::MobilePhone
            | Self::MailingStreet
            | Self::MailingCity
            | Self::MailingState
            | Self::MailingPostalCode
            | Self::LocationOfRecruitment
            | Self::LocationOfExploitation
            | Self::ReferringOrganisation
            | Self::IncomingReferralDetails
            | Self::ReferredOrganisation
            | Self::OutgoingReferralDetails
            | Self::ReasonForCaseClosure => HtcdsType::Text,
            _ => HtcdsType::Flag,
        }
    }

    /// The method of control that this field is about.
    #[must_use]
    pub fn control(self) -> Option<MethodOfControl> {
        self.as_str().strip_prefix("vic_").and_then(MethodOfControl::from_code)
    }

    /// How far we fill it.
    #[must_use]
    pub const fn cover(self) -> Cover {
        match self {
            Self::AgeBand => Cover::DeIdentified,
            Self::FirstName
            | Self::SecondName
            | Self::Birthdate
            | Self::Deceased
            | Self::Email
            | Self::MobilePhone
            | Self::MailingStreet
            | Self::ReferringOrganisation
            | Self::ReasonForCaseClosure => Cover::Identified,
            Self::MiddleName
            | Self::HomePhone
            | Self::MailingCity
            | Self::MailingState
            | Self::MailingPostalCode
            | Self::MailingCountry
            | Self::Consent
            | Self::MethodOfRecruitment
            | Self::LocationOfRecruitment
            | Self::ForcedLabourIndustry
            | Self::TypeOfSexExploitation
            | Self::LocationOfExploitation
            | Self::ReasonForIncomingReferral
            | Self::IncomingReferralDetails
            | Self::ReferredOrganisation
            | Self::OutgoingReferralDetails => Cover::Empty,
            _ => Cover::Always,
        }
    }

    /// The list that its values are from, where we fill it from one.
    #[must_use]
    pub fn values(self) -> Vec<&'static str> {
        fn all<T: Copy>(list: &[T], text: fn(T) -> &'static str) -> Vec<&'static str> {
            list.iter().map(|value| text(*value)).collect()
        }
        match self {
            Self::AgeBand => all(AgeBand::ALL, AgeBand::as_str),
            Self::Gender => all(Gender::ALL, Gender::as_str),
            Self::TraffickingStatus => all(TraffickingStatus::ALL, TraffickingStatus::as_str),
            Self::DecisionMakingOrg => all(DecisionMakingOrg::ALL, DecisionMakingOrg::as_str),
            Self::TypeOfExploitation => all(ExploitationType::ALL, ExploitationType::as_str),
            Self::ProtectionStatus => all(HtcdsProtection::ALL, HtcdsProtection::as_str),
            Self::SupportPlanType => all(SupportPlanType::ALL, SupportPlanType::as_str),
            Self::Status => all(HtcdsCaseStatus::ALL, HtcdsCaseStatus::as_str),
            Self::ReasonForOutgoingReferral => all(ReferralReason::ALL, ReferralReason::as_str),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn table() -> String {
        let mut text = String::from(
            "# A case as the Human Trafficking Case Data Standard v2.0 describes one: what our files hold of it.\n\
             # Standard: International Organization for Migration, https://github.com/UNMigration/HTCDS, CC BY 4.0.\n\
             # Written by the test `the_fields_are_the_table`; review every change of it.\n\
             # field, what stands in it, how far it is filled; the values. Fields with x_ are ours.\n",
        );
        for field in HtcdsField::ALL {
            let kind = format!("{:?}", field.kind()).to_lowercase();
            let cover = match field.cover() {
                Cover::Always => "always",
                Cover::Identified => "identified only",
                Cover::DeIdentified => "de-identified only",
                Cover::Empty => "empty",
            };
            let _ = writeln!(text, "{field} {kind}: {cover}");
            let values = field.values();
            if !values.is_empty() {
                let _ = writeln!(text, "    {}", values.join(" "));
            }
        }
        text
    }

    #[test]
    fn the_fields_are_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/htcds.txt");
        let want = table();
        let have = std::fs::read_to_string(path).unwrap_or_default();
        if have != want && std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, &want).expect("the golden file can be written");
            return;
        }
        assert_eq!(have, want, "the fields changed: review them and run with UPDATE_GOLDEN=1");
    }

    #[test]
    fn every_method_of_control_has_its_field() {
        let told: Vec<MethodOfControl> = HtcdsField::ALL.iter().filter_map(|field| field.control()).collect();
        assert_eq!(told.len(), MethodOfControl::ALL.len());
        assert!(MethodOfControl::ALL.iter().all(|method| told.contains(method)));
        let flags = HtcdsField::ALL.iter().filter(|field| field.kind() == HtcdsType::Flag);
        assert_eq!(flags.count(), told.len() + 2);
    }
}
