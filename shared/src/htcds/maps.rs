//! Our lists in the words of the standard, where the two are not the same list.

use crate::{
    cases::{CloseReason, Gender, ProtectionStatus, Sex},
    catalogue::Category,
    documents::DocumentKind,
};

text_enum! {
    /// Why a case was referred.
    ReferralReason {
        AdditionalServicesRequired = "AdditionalServicesRequired",
        MigrationOrChangeOfLocation = "MigrationOrChangeOfLocation",
        Other = "Other",
    }
}

text_enum! {
    /// The types of support plan.
    SupportPlanType {
        Education = "Education",
        Financial = "Financial",
        Health = "Health",
        LabourExploitationRehabilitation = "LabourExploitationRehabilitation",
        Legal = "Legal",
        Livelihood = "Livelihood",
        RightsBasedTraining = "RightsBasedTraining",
        SexualExploitationRehabilitation = "SexualExploitationRehabilitation",
        SocialCare = "SocialCare",
    }
}

text_enum! {
    /// The protection statuses that the standard tells apart, the weaker first.
    HtcdsProtection {
        AsylumSeeker = "AsylumSeeker",
        ComplementaryProtection = "ComplementaryProtection",
        Refugee = "Refugee",
        Stateless = "Stateless",
    }
}

/// The person's own word; only where there is none, what stands in their papers.
#[must_use]
pub const fn gender(gender: Option<Gender>, sex: Option<Sex>) -> Option<Gender> {
    match (gender, sex) {
        (Some(gender), _) => Some(gender),
        (None, Some(Sex::Female)) => Some(Gender::Feminine),
        (None, Some(Sex::Male)) => Some(Gender::Masculine),
        (None, Some(Sex::Other | Sex::Unknown)) => Some(Gender::NonSpecifiedUnknown),
        (None, None) => None,
    }
}

/// The reason of a referral that closed a case. That others go on is all we know, so it is the list's last word.
#[must_use]
pub const fn outgoing(reason: CloseReason) -> Option<ReferralReason> {
    match reason {
        CloseReason::Referred => Some(ReferralReason::Other),
        CloseReason::GoalsMet
        | CloseReason::LeftProgramme
        | CloseReason::Returned
        | CloseReason::MovedAway
        | CloseReason::NotAVictim
        | CloseReason::LostContact
        | CloseReason::Died
        | CloseReason::Other => None,
    }
}

/// The support plan that services of a category belong to. Two types of the standard are about what was done to the
/// person, not about what is given: no category speaks for them, nor for training in one's rights.
#[must_use]
pub const fn support(category: Category) -> SupportPlanType {
    match category {
        Category::Education => SupportPlanType::Education,
        Category::Cash | Category::Housing => SupportPlanType::Financial,
        Category::Health | Category::Psychosocial => SupportPlanType::Health,
        Category::Legal | Category::IdentityDocuments | Category::ResidenceProtection => SupportPlanType::Legal,
        Category::Livelihood => SupportPlanType::Livelihood,
        Category::Shelter
        | Category::BasicNeeds
        | Category::Dependants
        | Category::Interpretation
        | Category::Transport
        | Category::Return
        | Category::CaseManagement => SupportPlanType::SocialCare,
    }
}

/// The status in the profile; where it says none, the one that the papers show.
#[must_use]
pub fn protection(profile: Option<ProtectionStatus>, papers: &[DocumentKind]) -> Option<HtcdsProtection> {
    profile.and_then(of_profile).or_else(|| papers.iter().filter_map(|kind| of_paper(*kind)).max())
}

const fn of_profile(status: ProtectionStatus) -> Option<HtcdsProtection> {
    match status {
        ProtectionStatus::None | ProtectionStatus::Unknown => None,
        ProtectionStatus::AsylumSeeker => Some(HtcdsProtection::AsylumSeeker),
        ProtectionStatus::Refugee | ProtectionStatus::ConditionalRefugee => Some(HtcdsProtection::Refugee),
        ProtectionStatus::SubsidiaryProtection
        | ProtectionStatus::ComplementaryProtection
        | ProtectionStatus::TemporaryProtection => Some(HtcdsProtection::ComplementaryProtection),
        ProtectionStatus::Stateless => Some(HtcdsProtection::Stateless),
    }
}

const fn of_paper(kind: DocumentKind) -> Option<HtcdsProtection> {
    match kind {
        DocumentKind::ProtectionApplication | DocumentKind::ApplicantCard => Some(HtcdsProtection::AsylumSeeker),
        DocumentKind::RefugeeId | DocumentKind::ConditionalRefugeeId => Some(HtcdsProtection::Refugee),
        DocumentKind::SubsidiaryProtectionId | DocumentKind::TemporaryProtectionId => {
            Some(HtcdsProtection::ComplementaryProtection)
        }
        DocumentKind::IdentityCard
        | DocumentKind::Passport
        | DocumentKind::TravelDocument
        | DocumentKind::BirthCertificate
        | DocumentKind::MarriageCertificate
        | DocumentKind::VictimPermitFirst
        | DocumentKind::VictimPermitExtension
        | DocumentKind::ResidencePermit
        | DocumentKind::ForeignerNumber
        | DocumentKind::WorkPermit
        | DocumentKind::HealthInsurance
        | DocumentKind::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_goes_before_the_papers_and_a_status_before_an_application() {
        let papers = [DocumentKind::ConditionalRefugeeId, DocumentKind::ApplicantCard, DocumentKind::Passport];
        assert_eq!(protection(Some(ProtectionStatus::Stateless), &papers), Some(HtcdsProtection::Stateless));
        assert_eq!(protection(Some(ProtectionStatus::Unknown), &papers), Some(HtcdsProtection::Refugee));
        assert_eq!(protection(None, &[DocumentKind::Passport]), None);
    }

    #[test]
    fn what_the_person_says_goes_before_their_papers() {
        assert_eq!(gender(Some(Gender::NonConforming), Some(Sex::Female)), Some(Gender::NonConforming));
        assert_eq!(gender(None, Some(Sex::Female)), Some(Gender::Feminine));
        assert_eq!(gender(None, Some(Sex::Other)), Some(Gender::NonSpecifiedUnknown));
    }
}
