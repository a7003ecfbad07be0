//! What each field says of one case: one total match.

use super::{
    AgeBand, HtcdsField,
    coarse::month,
    field::Cover,
    gender,
    maps::{outgoing, protection, support},
};
use crate::{
    cases::{CaseStatus, CloseReason, Identity, Profile},
    catalogue::Category,
    documents::DocumentKind,
    values::NaiveDate,
};

/// Whether a file may say who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// No name, contact, free text or exact day.
    DeIdentified,
    Identified,
}

/// What is known of a case.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What the file calls it.
    pub record: &'a str,
    pub today: NaiveDate,
    pub status: CaseStatus,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub close_reason: Option<CloseReason>,
    pub profile: &'a Profile,
    pub identity: &'a Identity,
    /// Kinds of the documents that still count.
    pub papers: &'a [DocumentKind],
    /// Categories in which something was done or is to be done.
    pub categories: &'a [Category],
}

/// What stands in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Flag(bool),
    Many(Vec<&'static str>),
}

impl<T: Into<String>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, |text| Self::Text(text.into()))
    }
}

/// The cells of a case, one a field, in the order of [`HtcdsField::ALL`].
#[must_use]
pub fn row(source: &Source<'_>, detail: Detail) -> Vec<Cell> {
    HtcdsField::ALL
        .iter()
        .map(|field| if field.is_in(detail) { field.cell(source, detail) } else { Cell::Empty })
        .collect()
}

impl HtcdsField {
    /// Whether a file of this detail fills it.
    #[must_use]
    pub const fn is_in(self, detail: Detail) -> bool {
        match self.cover() {
            Cover::Always => true,
            Cover::Identified => matches!(detail, Detail::Identified),
            Cover::DeIdentified => matches!(detail, Detail::DeIdentified),
            Cover::Empty => false,
        }
    }

    fn cell(self, source: &Source<'_>, detail: Detail) -> Cell {
        let (profile, identity) = (source.profile, source.identity);
        let day = |day: NaiveDate| match detail {
            Detail::DeIdentified => month(day),
            Detail::Identified => day.to_string(),
        };
        let referred = source.close_reason.and_then(outgoing);
        match self {
            Self::RecordId => Cell::Text(source.record.to_owned()),
            Self::AgeBand => {
                AgeBand::of(identity.birth_date, profile.birth_year, source.today).map(AgeBand::as_str).into()
            }
            Self::FirstName => identity.given_names.as_ref().map(|name| name.as_str()).into(),
            Self::SecondName => identity.family_names.as_ref().map(|name| name.as_str()).into(),
            Self::Birthdate => identity.birth_date.map(day).into(),
            Self::Gender => gender(profile.gender, profile.sex).map(|gender| gender.as_str()).into(),
            // The standard takes one: the first that was entered.
            Self::Citizenship => profile.nationalities.first().map(|country| country.as_str()).into(),
            Self::Deceased => Cell::Flag(source.close_reason == Some(CloseReason::Died)),
            Self::Email => identity.email.as_ref().map(|email| email.as_str()).into(),
            Self::MobilePhone => identity.phone.as_ref().map(|phone| phone.as_str()).into(),
            Self::MailingStreet => identity.address.as_ref().map(|address| address.as_str()).into(),
            Self::TraffickingStatus => profile.trafficking_status.map(|status| status.as_str()).into(),
            Self::DecisionMakingOrg => profile.identification.org.map(|org| org.as_str()).into(),
            Self::TypeOfExploitation => many(profile.exploitation.iter().map(|kind| kind.as_str())),
            Self::ProtectionStatus => {
                protection(profile.protection, source.papers).map(|status| status.as_str()).into()
            }
            Self::SupportPlanType => many(source.categories.iter().map(|category| support(*category).as_str())),
            Self::Status => Cell::Text(source.status.htcds(source.close_reason).as_str().to_owned()),
            Self::ReferringOrganisation => {
                profile.identification.referral_source.as_ref().map(|source| source.as_str()).into()
            }
            Self::IncomingReferralDate => {
                profile.identification.referral_source.as_ref().map(|_| day(source.opened_on)).into()
            }
            Self::ReasonForOutgoingReferral => referred.map(|reason| reason.as_str()).into(),
            Self::OutgoingReferralDate => referred.and(source.closed_on).map(day).into(),
            Self::ReasonForCaseClosure => source.close_reason.map(|reason| reason.as_str()).into(),
            // What nobody has asked about is not denied: without any method there is no answer in any of the fields.
            field => match field.control() {
                Some(method) if !profile.control.is_empty() => Cell::Flag(profile.control.contains(&method)),
                _ => Cell::Empty,
            },
        }
    }
}

/// Each value once, in an order that says nothing about the case.
fn many(values: impl Iterator<Item = &'static str>) -> Cell {
    let mut values: Vec<&'static str> = values.collect();
    values.sort_unstable();
    values.dedup();
    if values.is_empty() { Cell::Empty } else { Cell::Many(values) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cases::{ExploitationType, Identification, MethodOfControl, Sex},
        htcds::HtcdsType,
        values::{Country, EmailAddress, LongText, Name, PhoneNumber, ShortText},
    };

    fn known() -> (Profile, Identity) {
        let profile = Profile {
            identification: Identification {
                referral_source: Some(ShortText::parse("The directorate").expect("a text")),
                ..Identification::default()
            },
            exploitation: vec![ExploitationType::Servitude, ExploitationType::ForcedLabour],
            control: vec![MethodOfControl::Threats],
            sex: Some(Sex::Male),
            nationalities: vec![Country::parse("UZ").expect("a country"), Country::parse("TR").expect("a country")],
            ..Profile::default()
        };
        let identity = Identity {
            given_names: Some(Name::parse("Adil").expect("a name")),
            family_names: Some(Name::parse("Karim").expect("a name")),
            birth_date: Some("1999-04-17".parse().expect("a day")),
            phone: Some(PhoneNumber::parse("+905551112233").expect("a number")),
            email: Some(EmailAddress::parse("adil@mail.example").expect("an address")),
            address: Some(LongText::parse("Long street 5").expect("a text")),
            ..Identity::default()
        };
        (profile, identity)
    }

    fn cells(detail: Detail) -> Vec<Cell> {
        let (profile, identity) = known();
        let source = Source {
            record: "r1",
            today: "2026-11-30".parse().expect("a day"),
            status: CaseStatus::Closed,
            opened_on: "2026-03-09".parse().expect("a day"),
            closed_on: Some("2026-10-21".parse().expect("a day")),
            close_reason: Some(CloseReason::Referred),
            profile: &profile,
            identity: &identity,
            papers: &[DocumentKind::ApplicantCard],
            categories: &[Category::Housing, Category::Cash, Category::Legal],
        };
        row(&source, detail)
    }

    fn of(cells: &[Cell], field: HtcdsField) -> Cell {
        let at = HtcdsField::ALL.iter().position(|one| *one == field).expect("a field");
        cells[at].clone()
    }

    #[test]
    fn a_file_without_names_says_months_and_bands() {
        let cells = cells(Detail::DeIdentified);
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(of(&cells, HtcdsField::AgeBand), text("25-34"));
        assert_eq!(of(&cells, HtcdsField::IncomingReferralDate), text("2026-03"));
        assert_eq!(of(&cells, HtcdsField::OutgoingReferralDate), text("2026-10"));
        assert_eq!(of(&cells, HtcdsField::Status), text("ClosedReferred"));
        assert_eq!(of(&cells, HtcdsField::Citizenship), text("UZ"));
        assert_eq!(of(&cells, HtcdsField::TypeOfExploitation), Cell::Many(vec!["ForcedLabour", "Servitude"]));
        assert_eq!(of(&cells, HtcdsField::SupportPlanType), Cell::Many(vec!["Financial", "Legal"]));
        assert_eq!(of(&cells, HtcdsField::Threats), Cell::Flag(true));
        assert_eq!(of(&cells, HtcdsField::DebtBondage), Cell::Flag(false));
        let whole = format!("{cells:?}");
        for told in ["Adil", "Karim", "1999", "+9055", "mail.example", "Long street", "directorate", "-09", "-21"] {
            assert!(!whole.contains(told), "{told} is in the file");
        }
    }

    #[test]
    fn a_file_with_names_says_all_but_the_band() {
        let cells = cells(Detail::Identified);
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(of(&cells, HtcdsField::FirstName), text("Adil"));
        assert_eq!(of(&cells, HtcdsField::Birthdate), text("1999-04-17"));
        assert_eq!(of(&cells, HtcdsField::IncomingReferralDate), text("2026-03-09"));
        assert_eq!(of(&cells, HtcdsField::ReferringOrganisation), text("The directorate"));
        assert_eq!(of(&cells, HtcdsField::AgeBand), Cell::Empty);
    }

    #[test]
    fn what_stands_in_a_cell_fits_its_field() {
        for detail in [Detail::DeIdentified, Detail::Identified] {
            for (field, cell) in HtcdsField::ALL.iter().zip(cells(detail)) {
                let fits = match cell {
                    Cell::Empty => true,
                    Cell::Flag(_) => field.kind() == HtcdsType::Flag,
                    Cell::Many(values) => values.iter().all(|value| field.values().contains(value)),
                    Cell::Text(text) => field.kind() != HtcdsType::One || field.values().contains(&text.as_str()),
                };
                assert!(fits, "{field}");
            }
        }
    }
}
