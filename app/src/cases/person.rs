//! Who the person is and where they come from: optional, and only what is known.

use leptos::prelude::*;
use yaninda_shared::{
    cases::{Identity, Profile, ProtectionStatus, Sex},
    values::{Country, EmailAddress, LanguageTag, LongText, NaiveDate, Name, PhoneNumber, ValueError},
};

use crate::{
    components::{DateField, Input, SelectField, TextArea, TextField, enum_options, error_of},
    format,
    i18n::{k, t},
    store::Failure,
};

/// What was typed. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Person {
    given: RwSignal<String>,
    family: RwSignal<String>,
    born: RwSignal<Option<NaiveDate>>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    address: RwSignal<String>,
    sex: RwSignal<String>,
    country: RwSignal<String>,
    language: RwSignal<String>,
    protection: RwSignal<String>,
    summary: RwSignal<String>,
}

impl Person {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            given: text(),
            family: text(),
            born: RwSignal::new(None),
            phone: text(),
            email: text(),
            address: text(),
            sex: text(),
            country: text(),
            language: text(),
            protection: text(),
            summary: text(),
        }
    }

    /// Identity (if anything of it is known) and profile; refused fields are named.
    pub(super) fn read(&self, refuse: &mut impl FnMut(&str, ValueError)) -> (Option<Identity>, Profile) {
        fn parsed<T>(
            field: &str,
            typed: RwSignal<String>,
            parse: impl Fn(&str) -> Result<T, ValueError>,
            refuse: &mut impl FnMut(&str, ValueError),
        ) -> Option<T> {
            let typed = typed.get_untracked();
            if typed.trim().is_empty() {
                return None;
            }
            parse(&typed).map_err(|why| refuse(field, why)).ok()
        }
        let identity = Identity {
            given_names: parsed("identity.given_names", self.given, Name::parse, refuse),
            family_names: parsed("identity.family_names", self.family, Name::parse, refuse),
            birth_date: self.born.get_untracked(),
            phone: parsed("identity.phone", self.phone, PhoneNumber::parse, refuse),
            email: parsed("identity.email", self.email, EmailAddress::parse, refuse),
            address: parsed("identity.address", self.address, LongText::parse, refuse),
            ..Identity::default()
        };
        let profile = Profile {
            sex: Sex::from_code(&self.sex.get_untracked()),
            nationalities: Country::parse(&self.country.get_untracked()).into_iter().collect(),
            languages: LanguageTag::parse(&self.language.get_untracked()).into_iter().collect(),
            protection: ProtectionStatus::from_code(&self.protection.get_untracked()),
            summary: parsed("profile.summary", self.summary, LongText::parse, refuse),
            ..Profile::default()
        };
        ((!identity.filled().is_empty()).then_some(identity), profile)
    }
}

fn named(codes: impl Iterator<Item = &'static str>, name: fn(&str) -> String) -> Signal<Vec<(String, String)>> {
    let mut all: Vec<(String, String)> = codes.map(|code| (code.to_owned(), name(code))).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    Signal::stored(all)
}

/// The fields, folded until wanted.
#[component]
pub(super) fn PersonFields(person: Person, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let none = || t(k::FORM_NOT_SAID).to_owned();
    view! {
        <details class="card card-pad">
            <summary>{t(k::OPEN_PERSON)}</summary>
            <div class="stack">
                <p class="muted sm">{t(k::OPEN_PERSON_WHY)}</p>
                <TextField label=t(k::OPEN_GIVEN) value=person.given error=error_of(failure, "identity.given_names")/>
                <TextField label=t(k::OPEN_FAMILY) value=person.family error=error_of(failure, "identity.family_names")/>
                <DateField label=t(k::OPEN_BORN) value=person.born max=format::today() error=error_of(failure, "identity.birth_date")/>
                <TextField label=t(k::OPEN_PHONE) value=person.phone input=Input::Phone error=error_of(failure, "identity.phone")/>
                <TextField label=t(k::OPEN_EMAIL) value=person.email input=Input::Email error=error_of(failure, "identity.email")/>
                <TextArea label=t(k::OPEN_ADDRESS) value=person.address error=error_of(failure, "identity.address")/>
            </div>
        </details>
        <details class="card card-pad">
            <summary>{t(k::OPEN_PROFILE)}</summary>
            <div class="stack">
                <SelectField label=t(k::OPEN_SEX) value=person.sex options=Signal::stored(enum_options(Sex::ALL, Sex::as_str)) empty=none()/>
                <SelectField label=t(k::OPEN_COUNTRY) value=person.country options=named(Country::all(), format::country) empty=none()/>
                <SelectField label=t(k::OPEN_SPEAKS) value=person.language options=named(LanguageTag::all(), format::language) empty=none()/>
                <SelectField label=t(k::OPEN_PROTECTION) value=person.protection options=Signal::stored(enum_options(ProtectionStatus::ALL, ProtectionStatus::as_str)) empty=none()/>
                <TextArea label=t(k::OPEN_SUMMARY) value=person.summary error=error_of(failure, "profile.summary")/>
            </div>
        </details>
    }
}
