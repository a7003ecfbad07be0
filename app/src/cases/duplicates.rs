//! Looking for possible duplicates, and saying what was found: one's own cases by name, of all others only that a
//! supervisor will look.

use chrono::Datelike;
use leptos::prelude::*;
use yaninda_shared::{
    cases::{DuplicateQuery, Identity},
    ids::CaseId,
};

use super::Whose;
use crate::{
    components::{FailureNote, Note, Tone},
    i18n::{k, t},
    store::Failure,
};

/// What stands between a form and its being saved, until it is saved again.
#[derive(Clone)]
pub(super) enum Warning {
    /// These of one's own cases look like this person.
    Own(Vec<CaseId>),
    /// Nobody could look.
    Unchecked(Failure),
}

/// What to ask about a person; nothing while there is neither a full name with a year of birth nor a number.
pub(super) fn question(identity: &Identity, birth_year: Option<i32>) -> Option<DuplicateQuery> {
    let year = identity.birth_date.map(|day| day.year()).or(birth_year);
    let named = year.is_some() && identity.given_names.is_some() && identity.family_names.is_some();
    let other_names = identity.other_names.clone().filter(|_| year.is_some());
    let query = DuplicateQuery {
        given_names: identity.given_names.clone().filter(|_| named),
        family_names: identity.family_names.clone().filter(|_| named),
        birth_year: year.filter(|_| named || other_names.is_some()),
        other_names,
        phone: identity.phone.clone(),
        numbers: identity.numbers.iter().map(|number| number.number.clone()).collect(),
    };
    (query != DuplicateQuery::default()).then_some(query)
}

/// The warning, with a way to each of one's own cases.
#[component]
pub(super) fn Duplicates(warning: Warning) -> impl IntoView {
    match warning {
        Warning::Own(cases) => view! {
            <Note tone=Tone::Due alert=true>
                <p>{t(k::OPEN_DUPLICATE)}</p>
                <ul class="stack-s" data-test="duplicates">{cases.into_iter().map(|case| view! {
                    <li><a href=format!("/cases/{case}")><Whose case=case/></a></li>
                }).collect_view()}</ul>
            </Note>
        }
        .into_any(),
        Warning::Unchecked(failure) => view! {
            <FailureNote failure=failure/>
            <Note tone=Tone::Due alert=true><p>{t(k::OPEN_UNCHECKED)}</p></Note>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(value: serde_json::Value) -> Identity {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn names_are_asked_about_only_with_a_year_of_birth() {
        let named =
            person(serde_json::json!({"given_names": "Ayşe", "family_names": "Yıldız", "other_names": "عائشة"}));
        assert_eq!(question(&named, None), None);
        let asked = question(&named, Some(1998)).unwrap();
        assert_eq!(
            (asked.birth_year, asked.given_names.is_some(), asked.other_names.is_some()),
            (Some(1998), true, true)
        );
        let born =
            person(serde_json::json!({"given_names": "Ayşe", "family_names": "Yıldız", "birth_date": "1999-05-01"}));
        assert_eq!(question(&born, Some(1998)).unwrap().birth_year, Some(1999));
    }

    #[test]
    fn a_number_is_asked_about_without_the_name_beside_it() {
        let called =
            person(serde_json::json!({"given_names": "Ayşe", "family_names": "Yıldız", "phone": "+905550001122"}));
        let asked = question(&called, None).unwrap();
        assert!(asked.phone.is_some() && asked.given_names.is_none() && asked.birth_year.is_none());
        assert_eq!(question(&person(serde_json::json!({"given_names": "Ayşe"})), Some(1998)), None);
    }
}
