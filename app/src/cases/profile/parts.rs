//! The fields of a case in parts, as they are shown and edited; HTCDS v2 lists by their exact names.

use yaninda_shared::{
    cases::{
        DecisionMakingOrg, ExploitationType, Gender, MethodOfControl, ProtectionStatus, ReadBy, Risk, Sex,
        TraffickingStatus, Wording,
    },
    contacts::Channel,
};

use crate::{
    components::enum_options,
    forms::{
        Kind::{
            Before, Code, Count, Email, Explained, Hours, Line, Listed, Many, Name, Numbers, One, Past, Phone, Text,
            Year,
        },
        Options::{Closed, Countries, Languages, Zones},
        Spec,
    },
    i18n::{k, t},
};

/// How the person may be reached.
pub(in crate::cases) static SAFE_CONTACT: [Spec; 5] = [
    Spec::new("safe_contact.channel", k::CONTACTS_CHANNEL, One(Closed(|| enum_options(Channel::ALL, Channel::as_str)))),
    Spec::new("safe_contact.hours", k::PROFILE_HOURS, Hours),
    Spec::new("safe_contact.read_by", k::PROFILE_READ_BY, One(Closed(|| enum_options(ReadBy::ALL, ReadBy::as_str))))
        .required(),
    Spec::new("safe_contact.last_confirmed_on", k::PROFILE_CONFIRMED_ON, Past),
    Spec::new("safe_contact.note", k::PROFILE_CONTACT_NOTE, Line),
];

/// What the person chose to be sent.
pub(in crate::cases) static MESSAGES: [Spec; 4] = [
    Spec::new(
        "safe_contact.wording",
        k::PROFILE_WORDING,
        Explained(Closed(|| enum_options(Wording::ALL, Wording::as_str)), says),
    )
    .required(),
    Spec::new("safe_contact.language", k::PROFILE_CONTACT_LANGUAGE, One(Languages)),
    Spec::new("safe_contact.reminders", k::PROFILE_REMINDERS, Before),
    Spec::new("safe_contact.zone", k::PROFILE_ZONE, One(Zones)).hint(k::PROFILE_ZONE_HINT),
];

/// The same in one form with the way the person chose: what must be known before anything is sent.
pub(super) static CHOICE: [Spec; 7] = {
    let [wording, language, reminders, zone] = MESSAGES;
    let [channel, hours, read_by, ..] = SAFE_CONTACT;
    [channel, wording, language, reminders, hours, read_by, zone]
};

/// What a message of this wording tells whoever reads it.
fn says(wording: &str) -> &'static str {
    t(match Wording::from_code(wording).unwrap_or(Wording::Nothing) {
        Wording::Nothing => k::PROFILE_SAYS_NOTHING,
        Wording::TimeOnly => k::PROFILE_SAYS_TIME,
        Wording::Place => k::PROFILE_SAYS_PLACE,
        Wording::Calendar => k::PROFILE_SAYS_CALENDAR,
    })
}

/// Who the person is, without what names them.
pub(in crate::cases) static ABOUT: [Spec; 6] = [
    Spec::new("profile.sex", k::OPEN_SEX, One(Closed(|| enum_options(Sex::ALL, Sex::as_str)))),
    Spec::new("profile.gender", k::PROFILE_GENDER, One(Closed(|| enum_options(Gender::ALL, Gender::as_str)))),
    Spec::new("profile.birth_year", k::PROFILE_BIRTH_YEAR, Year),
    Spec::new("profile.nationalities", k::OPEN_COUNTRY, Listed(Countries)),
    Spec::new("profile.languages", k::OPEN_SPEAKS, Listed(Languages)),
    Spec::new("profile.summary", k::OPEN_SUMMARY, Text),
];

/// Who depends on the person.
pub(in crate::cases) static FAMILY: [Spec; 3] = [
    Spec::new("profile.dependants.children", k::PROFILE_CHILDREN, Count(30)),
    Spec::new("profile.dependants.adults", k::PROFILE_ADULTS, Count(30)),
    Spec::new("profile.dependants.note", k::PROFILE_FAMILY_NOTE, Line),
];

/// Legal status, and how and by whom the person was identified.
pub(in crate::cases) static LEGAL: [Spec; 6] = [
    Spec::new(
        "profile.protection",
        k::OPEN_PROTECTION,
        One(Closed(|| enum_options(ProtectionStatus::ALL, ProtectionStatus::as_str))),
    ),
    Spec::new("profile.identification.on", k::PROFILE_IDENTIFIED_ON, Past),
    Spec::new(
        "profile.identification.org",
        k::PROFILE_ORG,
        One(Closed(|| enum_options(DecisionMakingOrg::ALL, DecisionMakingOrg::as_str))),
    ),
    Spec::new("profile.identification.authority", k::PROFILE_AUTHORITY, Line),
    Spec::new("profile.identification.unit", k::PROFILE_UNIT, Line),
    Spec::new("profile.identification.referral_source", k::PROFILE_REFERRAL, Line),
];

/// What was done to the person.
pub(in crate::cases) static HAPPENED: [Spec; 3] = [
    Spec::new(
        "profile.trafficking_status",
        k::PROFILE_FINDING,
        One(Closed(|| enum_options(TraffickingStatus::ALL, TraffickingStatus::as_str))),
    ),
    Spec::new(
        "profile.exploitation",
        k::PROFILE_EXPLOITATION,
        Many(Closed(|| enum_options(ExploitationType::ALL, ExploitationType::as_str))),
    ),
    Spec::new(
        "profile.control",
        k::PROFILE_CONTROL,
        Many(Closed(|| enum_options(MethodOfControl::ALL, MethodOfControl::as_str))),
    ),
];

/// The case itself.
pub(in crate::cases) static CASE: [Spec; 3] = [
    Spec::new("code_name", k::OPEN_CODE_NAME, Code).required().hint(k::OPEN_CODE_NAME_WHY),
    Spec::new("risk", k::OPEN_RISK, One(Closed(|| enum_options(Risk::ALL, Risk::as_str)))).required(),
    Spec::new("opened_on", k::PROFILE_OPENED_ON, Past).required(),
];

/// What names and reaches the person; sealed.
pub(in crate::cases) static IDENTITY: [Spec; 8] = [
    Spec::new("identity.given_names", k::OPEN_GIVEN, Name),
    Spec::new("identity.family_names", k::OPEN_FAMILY, Name),
    Spec::new("identity.other_names", k::PROFILE_OTHER_NAMES, Name).hint(k::PROFILE_OTHER_NAMES_HINT),
    Spec::new("identity.birth_date", k::OPEN_BORN, Past),
    Spec::new("identity.phone", k::OPEN_PHONE, Phone),
    Spec::new("identity.email", k::OPEN_EMAIL, Email),
    Spec::new("identity.address", k::OPEN_ADDRESS, Text),
    Spec::new("identity.numbers", k::PROFILE_NUMBERS, Numbers),
];

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;
    use serde_json::{Value, json};
    use yaninda_shared::cases::CaseDraft;

    use super::*;
    use crate::forms::{Form, at, value_of};

    fn full() -> Value {
        json!({
            "code_name": "Deniz", "risk": "raised", "opened_on": "2026-01-02",
            "profile": {
                "identification": {"on": "2026-01-03", "org": "Police", "authority": "a", "unit": "u", "referral_source": "r"},
                "trafficking_status": "ActualVictimOfTrafficking", "exploitation": ["ForcedLabour", "Other"],
                "control": ["MethodsOfControlThreats"], "sex": "Female", "gender": "Feminine", "birth_year": 1999,
                "nationalities": ["TR", "KG"], "languages": ["ky", "ru"], "protection": "Refugee",
                "dependants": {"children": 2, "adults": 1, "note": "n"}, "summary": "two\nlines"
            },
            "safe_contact": {"channel": "phone", "hours": {"from": 540, "to": 1020}, "read_by": "family", "language": "ru",
                "wording": "place", "last_confirmed_on": "2026-02-01", "note": "n", "reminders": [48, 2], "zone": "Asia/Bishkek"},
            "identity": {"given_names": "A", "family_names": "B", "other_names": "C", "birth_date": "1999-05-06",
                "phone": "+905551112233", "email": "a@b.example", "address": "x\ny",
                "numbers": [{"kind": "passport", "number": "1", "country": "KG"}]}
        })
    }

    fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
        match value.as_object() {
            Some(fields) if !path.ends_with("hours") => {
                for (key, value) in fields {
                    leaves(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
                }
            }
            _ => found.push(path.to_owned()),
        }
    }

    #[test]
    fn every_field_of_a_case_is_shown_and_comes_back_from_its_form_as_it_was() {
        let owner = Owner::new();
        owner.set();
        let draft: CaseDraft = serde_json::from_value(full()).unwrap();
        let record = value_of(&draft);
        assert_eq!(record, full());
        let mut paths = Vec::new();
        leaves(&record, "", &mut paths);
        let parts: [&'static [Spec]; 8] =
            [&SAFE_CONTACT, &MESSAGES, &ABOUT, &FAMILY, &LEGAL, &HAPPENED, &CASE, &IDENTITY];
        let (mut again, mut errors) = (json!({}), Vec::new());
        for part in parts {
            for spec in part {
                assert!(at(&record, spec.path).is_some(), "{} is no field of a case", spec.path);
                assert!(spec.text(&record).is_some(), "{} shows nothing", spec.path);
                paths.retain(|path| path != spec.path);
            }
            let form = Form::new(part, &record);
            assert!(!form.is_dirty());
            form.write(&mut again, &mut errors);
        }
        assert_eq!(paths, Vec::<String>::new(), "fields that no part shows");
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(again, record);
    }
}
