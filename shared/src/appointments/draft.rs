//! What a form sends to book or move an appointment.

use serde::{Deserialize, Serialize};

use crate::{
    catalogue,
    ids::{AppointmentId, UserId},
    problem::{Checker, FieldError},
    values::{LocalTime, LongText, NeutralPhrase, ShortText, ValueError, ZoneName},
};

/// Most weeks an appointment is repeated for.
const MOST_WEEKS: usize = 26;
/// Most other times that are offered.
const MOST_SLOTS: usize = 5;

/// Where to come, as a mail may say it: words agreed with the person, never an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AppointmentPlace {
    /// "The usual place", in the person's language.
    Usual,
    /// "The place we agreed".
    Agreed,
    /// "By phone".
    Phone,
    /// "Online".
    Online,
    /// Other words, written as the person reads them.
    Words(NeutralPhrase),
}

/// Makes one appointment a week of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repeat {
    /// Ids of the appointments of the following weeks, one a week, at the same local time.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 26))]
    pub following: Vec<AppointmentId>,
}

/// Body of `PUT /cases/{case}/appointments/{appointment}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentDraft {
    /// A code of the catalogue, for instance `RES.residence_permit`: what it is for. Never in a mail.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "CMG.office_meeting"))]
    pub code: String,
    /// Wall time where it happens.
    pub starts: LocalTime,
    /// IANA time zone of that place.
    pub zone: ZoneName,
    /// Length.
    #[cfg_attr(feature = "openapi", schema(minimum = 5, maximum = 720))]
    pub minutes: u16,
    /// Who attends for us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attended_by: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_whom: Option<ShortText>,
    /// The real place; never in a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ShortText>,
    /// What a mail may say about the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_place: Option<AppointmentPlace>,
    #[serde(default)]
    pub interpreter: bool,
    /// Somebody goes along.
    #[serde(default)]
    pub escort: bool,
    /// Documents to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    /// Other times the person may choose from instead, at the same place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 5))]
    pub offered: Vec<LocalTime>,
    /// Write to the person about this, as far as it is safe.
    #[serde(default)]
    pub tell: bool,
    /// Only when it is booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}

impl AppointmentDraft {
    /// Whether the person would be told otherwise than they were, or are to be, of `former`: another time, zone or length,
    /// or other words for the place.
    #[must_use]
    pub fn reads_otherwise(&self, former: &Self) -> bool {
        let said = |draft: &Self| (draft.starts, draft.minutes);
        said(self) != said(former) || self.zone != former.zone || self.mail_place != former.mail_place
    }

    /// Checks what can be checked without a clock: the server holds the times against its own.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if catalogue::find(&self.code).is_none() {
            checker.refuse("type", ValueError::UnknownValue);
        }
        match self.minutes {
            0..5 => checker.refuse("minutes", ValueError::TooShort),
            721.. => checker.refuse("minutes", ValueError::TooLarge),
            5..=720 => {}
        }
        if self.offered.len() > MOST_SLOTS {
            checker.refuse("offered", ValueError::TooLong);
        }
        if let Some(repeat) = &self.repeat {
            match repeat.following.len() {
                0 => checker.refuse("repeat.following", ValueError::Missing),
                count if count > MOST_WEEKS => checker.refuse("repeat.following", ValueError::TooLarge),
                _ => {}
            }
        }
        checker.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_reads_of_the_time_and_the_words_for_the_place_alone() {
        let draft = |change: serde_json::Value| -> AppointmentDraft {
            let mut draft = serde_json::json!({ "type": "CMG.office_meeting", "starts": "2026-11-26T10:30",
                "zone": "Europe/Istanbul", "minutes": 60, "mail_place": "usual" });
            if let (Some(all), Some(change)) = (draft.as_object_mut(), change.as_object()) {
                all.extend(change.clone());
            }
            serde_json::from_value(draft).expect("a draft")
        };
        let former = draft(serde_json::json!({}));
        for (change, otherwise) in [
            (serde_json::json!({ "starts": "2026-11-26T10:31" }), true),
            (serde_json::json!({ "zone": "Europe/Kyiv" }), true),
            (serde_json::json!({ "minutes": 61 }), true),
            (serde_json::json!({ "mail_place": "phone" }), true),
            (serde_json::json!({ "note": "N", "place": "P", "with_whom": "W", "bring": "B", "tell": true }), false),
            (serde_json::json!({ "type": "CMG.phone", "interpreter": true, "offered": ["2026-11-27T09:00"] }), false),
        ] {
            assert_eq!(draft(change.clone()).reads_otherwise(&former), otherwise, "{change}");
        }
    }
}
