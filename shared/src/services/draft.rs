//! What a form sends to log or correct a service.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::status::{Confidentiality, DeliveredBy, ServiceStatus};
use crate::{
    catalogue::{self, FieldKind, FieldSpec},
    ids::DocumentId,
    problem::{Checker, FieldError},
    values::{
        Country, FundCode, LanguageTag, LongText, Money, NaiveDate, ShortText, Stamp, ValueError, check_day,
        check_not_future,
    },
};

/// Details of which the second is never before the first.
const PERIODS: [(&str, &str); 6] = [
    ("issued", "expires"),
    ("valid_from", "expires"),
    ("issued", "legal_max"),
    ("from", "to"),
    ("start", "end"),
    ("entry", "exit"),
];

/// The value of a per-type field; its meaning is the [`FieldSpec`] of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FieldValue {
    Flag(bool),
    Count(i64),
    Text(ShortText),
}

/// Body of `PUT /cases/{id}/services/{service}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceDraft {
    /// A code of the catalogue, for instance `HOU.rent`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "HOU.rent"))]
    pub code: String,
    pub status: ServiceStatus,
    /// The day it stands on in the timeline: delivered, requested or planned for.
    pub occurred_on: NaiveDate,
    /// Hundredths of the type's unit: 150 hours-hundredths are an hour and a half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10_000_000))]
    pub quantity: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    /// Code of the fund that pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundCode>,
    pub delivered_by: DeliveredBy,
    pub confidentiality: Confidentiality,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step_on: Option<NaiveDate>,
    /// The day somebody is expected for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ShortText>,
    /// Whom to ask for at the provider's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal_point: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<LongText>,
    /// Per-type fields by key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, FieldValue>,
    /// The document this service is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// The phone's clock when it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_time: Option<Stamp>,
}

impl ServiceDraft {
    /// Checks the draft against the catalogue and the calendar.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        let Some(kind) = catalogue::find(&self.code) else {
            checker.refuse("type", ValueError::UnknownValue);
            return checker.finish();
        };
        if self.status.is_open() {
            checker.check("occurred_on", check_day(self.occurred_on));
        } else {
            checker.check("occurred_on", check_not_future(self.occurred_on, today));
        }
        for (field, day) in [
            ("needed_on", self.needed_on),
            ("appointment_on", self.appointment_on),
            ("next_step_on", self.next_step_on),
        ] {
            if let Some(day) = day {
                checker.check(field, check_day(day));
            }
        }
        if let Some(day) = self.requested_on {
            checker.check("requested_on", check_not_future(day, today));
        }
        match self.quantity {
            Some(..0) => checker.refuse("quantity", ValueError::Negative),
            Some(0) => checker.refuse("quantity", ValueError::Zero),
            Some(10_000_001..) => checker.refuse("quantity", ValueError::TooLarge),
            _ => {}
        }
        if self.details.len() > 40 {
            checker.refuse("details", ValueError::TooLong);
            return checker.finish();
        }
        for (key, value) in &self.details {
            match kind.field(key) {
                // The key itself came from outside: it is named only if it is short enough to be a name.
                None if key.len() > 60 => checker.refuse("details", ValueError::UnknownField),
                None => checker.refuse(&format!("details.{key}"), ValueError::UnknownField),
                Some(spec) => {
                    if let Err(why) = check_value(spec, value) {
                        checker.refuse(&format!("details.{key}"), why);
                    }
                }
            }
        }
        for (from, to) in PERIODS {
            if let (Some(first), Some(last)) = (self.day(from), self.day(to))
                && last < first
            {
                checker.refuse(&format!("details.{to}"), ValueError::BeforeStart);
            }
        }
        if let (Some(FieldValue::Count(tranche)), Some(FieldValue::Count(of))) =
            (self.details.get("tranche"), self.details.get("of"))
            && tranche > of
        {
            checker.refuse("details.tranche", ValueError::TooLarge);
        }
        checker.finish()
    }

    /// Whether somebody met or spoke to the person: as the worker says, or as is usual for the type.
    #[must_use]
    pub fn is_contact(&self) -> bool {
        let said = ["contact_made", "attended"].into_iter().find_map(|key| match self.details.get(key)? {
            FieldValue::Flag(flag) => Some(*flag),
            FieldValue::Count(_) | FieldValue::Text(_) => None,
        });
        let usual = || catalogue::find(&self.code).is_some_and(|kind| kind.contact);
        self.status == ServiceStatus::Delivered && said.unwrap_or_else(usual)
    }

    /// A detail that holds a day.
    #[must_use]
    pub fn day(&self, key: &str) -> Option<NaiveDate> {
        match self.details.get(key)? {
            FieldValue::Text(text) => text.as_str().parse().ok(),
            FieldValue::Flag(_) | FieldValue::Count(_) => None,
        }
    }
}

fn check_value(spec: &FieldSpec, value: &FieldValue) -> Result<(), ValueError> {
    match (spec.kind, value) {
        (FieldKind::Text | FieldKind::Number | FieldKind::Hidden, FieldValue::Text(_))
        | (FieldKind::Flag, FieldValue::Flag(_)) => Ok(()),
        (FieldKind::Count, FieldValue::Count(count)) => check_count(*count, most(spec.key)),
        (FieldKind::Percent, FieldValue::Count(percent)) => check_count(*percent, 100),
        (FieldKind::Day, FieldValue::Text(text)) => {
            text.as_str().parse::<NaiveDate>().map_err(|_| ValueError::ImpossibleDate).and_then(check_day).map(|_| ())
        }
        (FieldKind::Country, FieldValue::Text(text)) => Country::parse(text.as_str()).map(|_| ()),
        (FieldKind::Language, FieldValue::Text(text)) => LanguageTag::parse(text.as_str()).map(|_| ()),
        (FieldKind::Choice(options), FieldValue::Text(text)) => {
            if options.contains(&text.as_str()) {
                Ok(())
            } else {
                Err(ValueError::UnknownValue)
            }
        }
        _ => Err(ValueError::WrongType),
    }
}

/// The most of a counted detail: what lasts is bounded by what one entry can be about.
fn most(key: &str) -> i64 {
    match key {
        "minutes" => 24 * 60,
        "hours" => 5_000,
        _ => 1_000_000,
    }
}

const fn check_count(count: i64, most: i64) -> Result<(), ValueError> {
    match count {
        ..0 => Err(ValueError::Negative),
        count if count > most => Err(ValueError::TooLarge),
        _ => Ok(()),
    }
}
