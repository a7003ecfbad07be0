//! From a person's path to drafts of what was logged: catalogue types, costs, documents with their clocks.

use std::collections::BTreeMap;

use chrono::Days;
use yaninda_shared::{
    catalogue::{self, Category, ServiceKind},
    documents::{DocumentDraft, DocumentStatus},
    services::{DeliveredBy, FieldValue, ServiceDraft, ServiceStatus},
    values::{Currency, FundCode, LongText, Money, NaiveDate, ShortText, ValueError},
};

use super::write_fund::pays_for;
use crate::problem::{ApiError, ApiResult};

/// Refused demo data is a mistake of ours.
pub(super) fn good<T>(parsed: Result<T, ValueError>) -> ApiResult<T> {
    parsed.map_err(|why| ApiError::internal(format!("demo data is refused: {why}")))
}

pub(super) fn short(text: &str) -> ApiResult<ShortText> {
    good(ShortText::parse(text))
}

/// A day so many days later, or earlier.
pub(super) fn shift(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.unwrap_or(day)
}

/// A service, and the document it is about.
pub(super) struct Logged {
    pub service: ServiceDraft,
    pub document: Option<DocumentDraft>,
}

/// Drafts the service `code` on a day; `salt` varies numbers.
pub(super) fn draft(code: &str, day: NaiveDate, today: NaiveDate, salt: u32) -> ApiResult<Logged> {
    let kind = catalogue::find(code).ok_or_else(|| ApiError::internal(format!("no service type {code}")))?;
    let age = today.signed_duration_since(day).num_days();
    // What was begun long ago has come to something by now.
    let status = if kind.usual.is_open() && age > 30 { ServiceStatus::Delivered } else { kind.usual };
    let document = document(kind, day, age, salt)?;
    let mut details = BTreeMap::new();
    let mut text = |key: &str, value: &str| -> ApiResult<()> {
        if kind.field(key).is_some() {
            details.insert(key.to_owned(), FieldValue::Text(short(value)?));
        }
        Ok(())
    };
    if let Some(document) = &document {
        for (key, day) in [("issued", document.issued_on), ("expires", document.expires_on)] {
            if let Some(day) = day {
                text(key, &day.to_string())?;
            }
        }
        for (key, said) in [("number", &document.number), ("issuer", &document.issuer), ("office", &document.issuer)] {
            if let Some(said) = said {
                text(key, said.as_str())?;
            }
        }
    }
    match code {
        "HOU.rent" => {
            text("from", &day.to_string())?;
            text("to", &shift(day, 29).to_string())?;
            text("method", "bank")?;
            text("landlord", "Aksoy family, second floor")?;
        }
        "TRA.intercity" => text("route", "Istanbul to Ankara, by day")?,
        "HOU.furniture" => text("item", "bed")?,
        "EDU.turkish" => {
            text("level", "A1")?;
            text("start", &day.to_string())?;
            text("end", &shift(day, 90).to_string())?;
        }
        "EMP.placement" => {
            text("employer", "Ekmek Evi")?;
            text("sector", "bakery, cleaning")?;
            text("wage_band", "minimum")?;
            text("start", &day.to_string())?;
        }
        _ => {}
    }
    let minor = cost(code) + i64::from(salt % 7) * 5_000;
    let note = match code {
        "SHE.relocation" => Some("Moved to Ankara; shares a flat with a friend."),
        "EMP.placement" => Some("Works as a cleaner in a bakery, five mornings a week."),
        "HOU.furniture" => Some("A bed with a mattress."),
        _ => None,
    };
    let cost = if cost(code) == 0 { None } else { Some(good(Money::new(minor, Currency::TRY))?) };
    let service = ServiceDraft {
        code: code.to_owned(),
        status,
        occurred_on: day,
        quantity: Some(100),
        fund: cost.map(|_| good(FundCode::parse(pays_for(kind.category)))).transpose()?,
        cost,
        delivered_by: if code.starts_with("RES") { DeliveredBy::State } else { DeliveredBy::Us },
        confidentiality: kind.confidentiality,
        needed_on: None,
        requested_on: None,
        next_step_on: status.is_open().then(|| shift(today, 3 + i64::from(salt % 20))),
        appointment_on: None,
        provider: provider(kind.category).map(short).transpose()?,
        focal_point: None,
        place: None,
        outcome: None,
        note: note.map(|note| good(LongText::parse(note))).transpose()?,
        details,
        document: None,
        device_time: None,
    };
    Ok(Logged { service, document })
}

/// The document that a service obtained, valid for as long as its kind usually is.
fn document(kind: &ServiceKind, day: NaiveDate, age: i64, salt: u32) -> ApiResult<Option<DocumentDraft>> {
    let Some(what) = kind.document else { return Ok(None) };
    let valid = match kind.code {
        "RES.victim_permit_first" => Some(30),
        "RES.residence_permit" => Some(90),
        "RES.victim_permit_extension" => Some(180),
        "RES.foreigner_number" | "DOC.birth_registration" | "DOC.marriage_registration" => None,
        _ => Some(365),
    };
    let expires = valid.map(|days| shift(day, days));
    let status = match valid {
        _ if age < 10 => DocumentStatus::Applied,
        Some(days) if days < age => DocumentStatus::Expired,
        _ => DocumentStatus::Delivered,
    };
    let issued = (status != DocumentStatus::Applied).then_some(day);
    Ok(Some(DocumentDraft {
        kind: what,
        status,
        number: Some(short(&format!("X{:07}", 1_000_003 * u64::from(salt % 997) % 10_000_000))?),
        issuer: Some(short("Provincial directorate")?),
        issued_on: issued,
        valid_from: None,
        expires_on: issued.and(expires),
        legal_max_on: None,
        holder_has_original: issued.is_some(),
        copy_stored: false,
        supersedes: None,
        service: None,
        note: None,
    }))
}

/// Who usually provides it; all of them are invented.
const fn provider(category: Category) -> Option<&'static str> {
    match category {
        Category::Shelter => Some("Kıyı safe house"),
        Category::Housing => Some("Aksoy housing office"),
        Category::Health => Some("Neighbourhood clinic"),
        Category::Psychosocial => Some("Liman counselling centre"),
        Category::Legal => Some("Legal aid of the bar"),
        Category::Education => Some("Public education centre"),
        Category::Livelihood => Some("Ekmek Evi bakery"),
        Category::Interpretation => Some("Köprü interpreters"),
        Category::Transport => Some("Long-distance coach"),
        Category::BasicNeeds | Category::Cash | Category::Dependants => Some("Programme office"),
        Category::IdentityDocuments | Category::ResidenceProtection | Category::Return | Category::CaseManagement => {
            None
        }
    }
}

/// Usual cost in kuruş; 0 is free.
fn cost(code: &str) -> i64 {
    match code {
        "HOU.rent" => 1_850_000,
        "HOU.furniture" => 620_000,
        "HOU.utilities" => 140_000,
        "EDU.turkish" => 350_000,
        "EMP.vocational" => 480_000,
        "CAS.monthly" => 750_000,
        "RET.grant" => 3_000_000,
        "RET.ticket" => 1_400_000,
        "TRA.intercity" => 65_000,
        "BAS.hygiene" | "BAS.clothing" | "BAS.winter" | "BAS.infant" => 90_000,
        _ => 0,
    }
}
