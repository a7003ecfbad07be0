//! The form of an appointment: what is usual, what was typed, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentPlace, AppointmentRecord, Repeat},
    catalogue::{self, ServiceKind},
    ids::{AppointmentId, CaseId, UserId},
    values::{LocalTime, LongText, NaiveDate, NeutralPhrase, ShortText, ValueError, ZoneName},
};

use crate::{
    components::Refused,
    format, ids,
    store::{Failure, session},
};

/// How a mail says where to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Usual,
    Agreed,
    Phone,
    Online,
    Words,
}

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Booking {
    pub case: CaseId,
    /// One id for one appointment: saving again after a failure cannot make a second one.
    pub id: AppointmentId,
    /// The version that is changed; `None` for a new one.
    pub version: RwSignal<Option<i64>>,
    /// What stands in that version.
    pub was: RwSignal<Option<AppointmentDraft>>,
    pub kind: RwSignal<Option<&'static ServiceKind>>,
    pub day: RwSignal<Option<NaiveDate>>,
    /// Minutes after midnight.
    pub time: RwSignal<Option<u32>>,
    pub minutes: RwSignal<String>,
    pub zone: RwSignal<String>,
    pub said: RwSignal<Option<Said>>,
    pub words: RwSignal<String>,
    pub place: RwSignal<String>,
    pub with_whom: RwSignal<String>,
    /// Id of a colleague, or nothing.
    pub attended_by: RwSignal<String>,
    pub interpreter: RwSignal<bool>,
    pub escort: RwSignal<bool>,
    pub bring: RwSignal<String>,
    pub note: RwSignal<String>,
    pub offered: RwSignal<Vec<LocalTime>>,
    /// How many weeks it is repeated for.
    pub weeks: RwSignal<String>,
    /// Ids of the weekly ones, made once for the same reason as `id`.
    following: StoredValue<Vec<AppointmentId>>,
    pub failure: RwSignal<Option<Failure>>,
    /// The sketch there was when `failure` came, or was to come.
    tried: RwSignal<Option<Result<AppointmentDraft, Failure>>>,
    /// Whether something was typed.
    pub typed: RwSignal<bool>,
}

impl Booking {
    /// A new one on a day, or one to change.
    pub(super) fn new(case: CaseId, existing: Option<&AppointmentRecord>, day: Option<NaiveDate>) -> Self {
        let text = || RwSignal::new(String::new());
        let booking = Self {
            case,
            id: existing.map_or_else(|| ids::new(AppointmentId::from_parts), |one| one.id),
            version: RwSignal::new(existing.map(|one| one.meta.version)),
            was: RwSignal::new(existing.map(|one| one.draft.clone())),
            kind: RwSignal::new(None),
            day: RwSignal::new(day),
            time: RwSignal::new(None),
            minutes: RwSignal::new("60".to_owned()),
            zone: RwSignal::new(ZoneName::DEFAULT.to_owned()),
            said: RwSignal::new(Some(Said::Usual)),
            words: text(),
            place: text(),
            with_whom: text(),
            attended_by: RwSignal::new(session::user().map_or_else(String::new, |user| user.to_string())),
            interpreter: RwSignal::new(false),
            escort: RwSignal::new(false),
            bring: text(),
            note: text(),
            offered: RwSignal::new(Vec::new()),
            weeks: text(),
            following: StoredValue::new(Vec::new()),
            failure: RwSignal::new(None),
            tried: RwSignal::new(None),
            typed: RwSignal::new(false),
        };
        if let Some(one) = existing {
            booking.fill(&one.draft);
        }
        booking
    }

    /// Takes everything over from an appointment.
    pub(super) fn fill(self, draft: &AppointmentDraft) {
        let short = |text: Option<&ShortText>| text.map_or_else(String::new, |text| text.as_str().to_owned());
        self.kind.set(catalogue::find(&draft.code));
        self.day.set(Some(draft.starts.day()));
        self.time.set(Some(format::minutes_of(draft.starts)));
        self.minutes.set(draft.minutes.to_string());
        self.zone.set(draft.zone.as_str().to_owned());
        let (said, words) = match &draft.mail_place {
            None => (None, ""),
            Some(AppointmentPlace::Usual) => (Some(Said::Usual), ""),
            Some(AppointmentPlace::Agreed) => (Some(Said::Agreed), ""),
            Some(AppointmentPlace::Phone) => (Some(Said::Phone), ""),
            Some(AppointmentPlace::Online) => (Some(Said::Online), ""),
            Some(AppointmentPlace::Words(words)) => (Some(Said::Words), words.as_str()),
        };
        self.said.set(said);
        self.words.set(words.to_owned());
        self.place.set(short(draft.place.as_ref()));
        self.with_whom.set(short(draft.with_whom.as_ref()));
        self.attended_by.set(draft.attended_by.map_or_else(String::new, |user| user.to_string()));
        self.interpreter.set(draft.interpreter);
        self.escort.set(draft.escort);
        self.bring.set(short(draft.bring.as_ref()));
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
        self.offered.set(draft.offered.clone());
    }

    /// What is changed is this version from now on.
    pub(super) fn stands(self, version: i64, draft: &AppointmentDraft) {
        self.version.set(Some(version));
        self.was.set(Some(draft.clone()));
    }

    /// What clashes and the mail depend on. The caller runs again when that changes. Errors: the fields that keep it from
    /// being told.
    pub(super) fn sketch(self) -> Result<AppointmentDraft, Failure> {
        let mut refused = Refused::default();
        let read = self.read(&mut refused);
        // The words of a mail are held against the names in these.
        let named = self.said.get() == Some(Said::Words);
        let mut name = |field, typed: RwSignal<String>| {
            if named {
                typed.track();
                refused.short(field, typed)
            } else {
                None
            }
        };
        let (with_whom, place) = (name("with_whom", self.with_whom), name("place", self.place));
        let repeat = self.repeat();
        match read {
            Some(draft) => refused.finish(AppointmentDraft { with_whom, place, repeat, ..draft }, Ok(())),
            None => Err(refused.failure()),
        }
    }

    /// It is tried to be saved as it is now.
    pub(super) fn tries(self) {
        self.tried.set(Some(untrack(|| self.sketch())));
    }

    /// Why the last try to save failed, while the sketch is still the same.
    pub(super) fn refusal(self) -> Option<Failure> {
        let sketch = self.sketch();
        self.failure.get().filter(|_| self.tried.with(|tried| tried.as_ref() == Some(&sketch)))
    }

    /// The draft, checked as the server will check it as far as that goes without its clock. Errors: the fields to look at
    /// again.
    pub(super) fn draft(self, tell: bool) -> Result<AppointmentDraft, Failure> {
        let mut refused = Refused::default();
        let read = untrack(|| self.read(&mut refused));
        let (with_whom, place) = (refused.short("with_whom", self.with_whom), refused.short("place", self.place));
        let (bring, note) = (refused.short("bring", self.bring), refused.long("note", self.note));
        let repeat = untrack(|| self.repeat());
        let Some(draft) = read else { return Err(refused.failure()) };
        let draft = self.finished(draft, Texts { with_whom, place, bring, note }, repeat, tell);
        let checked = draft.validate();
        refused.finish(draft, checked)
    }

    fn finished(self, draft: AppointmentDraft, texts: Texts, repeat: Option<Repeat>, tell: bool) -> AppointmentDraft {
        AppointmentDraft {
            with_whom: texts.with_whom,
            place: texts.place,
            bring: texts.bring,
            note: texts.note,
            interpreter: self.interpreter.get_untracked(),
            escort: self.escort.get_untracked(),
            repeat,
            tell,
            ..draft
        }
    }

    fn read(self, refused: &mut Refused) -> Option<AppointmentDraft> {
        let kind = refused.check("type", self.kind.get().ok_or(ValueError::Missing));
        let day = refused.check("starts", self.day.get().ok_or(ValueError::Missing));
        let time = refused.check("time", self.time.get().ok_or(ValueError::Missing));
        let zone = refused.check("zone", ZoneName::parse(&self.zone.get()));
        let minutes = refused.check("minutes", self.minutes.get().parse().map_err(|_| ValueError::Missing));
        let mail_place = match self.said.get() {
            None => None,
            Some(Said::Usual) => Some(AppointmentPlace::Usual),
            Some(Said::Agreed) => Some(AppointmentPlace::Agreed),
            Some(Said::Phone) => Some(AppointmentPlace::Phone),
            Some(Said::Online) => Some(AppointmentPlace::Online),
            Some(Said::Words) => {
                refused.check("mail_place.words", NeutralPhrase::parse(&self.words.get())).map(AppointmentPlace::Words)
            }
        };
        Some(AppointmentDraft {
            code: kind?.code.to_owned(),
            starts: LocalTime::new(day?, time?),
            zone: zone?,
            minutes: minutes?,
            attended_by: self.attended_by.with(|user| user.parse::<UserId>().ok()),
            mail_place,
            offered: self.offered.get(),
            with_whom: None,
            place: None,
            interpreter: false,
            escort: false,
            bring: None,
            note: None,
            tell: true,
            repeat: None,
        })
    }

    fn repeat(self) -> Option<Repeat> {
        let weeks: usize = self.weeks.get().parse().ok().filter(|weeks| *weeks > 0)?;
        if self.version.get().is_some() {
            return None;
        }
        self.following.update_value(|ids| {
            while ids.len() < weeks {
                ids.push(ids::new(AppointmentId::from_parts));
            }
        });
        Some(Repeat { following: self.following.with_value(|ids| ids.iter().take(weeks).copied().collect()) })
    }
}

/// What a mail never says.
struct Texts {
    with_whom: Option<ShortText>,
    place: Option<ShortText>,
    bring: Option<ShortText>,
    note: Option<LongText>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> AppointmentDraft {
        serde_json::from_value(serde_json::json!({
            "type": "CMG.home_visit", "starts": "2026-11-26T10:30", "zone": "Europe/Kyiv", "minutes": 45,
            "attended_by": "01960000-0000-7000-8000-000000000001", "with_whom": "Doctor", "place": "Room 4",
            "mail_place": {"words": "the blue door"}, "interpreter": true, "escort": true, "bring": "Permit",
            "note": "two\nlines", "offered": ["2026-11-27T09:00"], "tell": true
        }))
        .unwrap()
    }

    fn booking() -> Booking {
        Booking::new(CaseId::from_parts(0, [0; 10]), None, None)
    }

    #[test]
    fn an_appointment_comes_back_from_its_form_as_it_was() {
        let owner = Owner::new();
        owner.set();
        let booking = booking();
        booking.fill(&full());
        assert_eq!(booking.draft(true), Ok(full()));
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_is_checked_before() {
        let owner = Owner::new();
        owner.set();
        let booking = booking();
        let named: Vec<String> =
            booking.draft(false).unwrap_err().fields.into_iter().map(|error| error.field).collect();
        assert_eq!(named, ["type", "starts", "time"]);
        assert_eq!(booking.sketch().unwrap_err().fields.len(), 3);
    }

    #[test]
    fn words_that_look_like_an_address_are_refused_at_their_field() {
        let owner = Owner::new();
        owner.set();
        let booking = booking();
        booking.fill(&full());
        booking.words.set("12 Rose Street".to_owned());
        assert!(booking.draft(true).unwrap_err().field("mail_place.words").is_some());
        assert!(booking.sketch().unwrap_err().field("mail_place.words").is_some());
    }

    #[test]
    fn a_sketch_carries_the_weeks_and_the_names_that_words_for_a_mail_are_held_against() {
        let owner = Owner::new();
        owner.set();
        let booking = booking();
        booking.fill(&full());
        booking.weeks.set("2".to_owned());
        let sketch = booking.sketch().unwrap();
        assert_eq!((&sketch.place, &sketch.with_whom), (&full().place, &full().with_whom));
        assert_eq!(sketch.repeat, booking.draft(true).unwrap().repeat);
        assert_eq!((sketch.note, sketch.bring), (None, None));
        // Who writes no words of their own sends no names for nothing.
        booking.said.set(Some(Said::Usual));
        let sketch = booking.sketch().unwrap();
        assert_eq!((sketch.place, sketch.with_whom), (None, None));
    }

    #[test]
    fn what_was_refused_is_not_held_against_another_time() {
        let owner = Owner::new();
        owner.set();
        let booking = booking();
        booking.fill(&full());
        booking.tries();
        booking.failure.set(Some(Failure::invalid(Vec::new())));
        assert!(booking.refusal().is_some());
        booking.note.set("Anything else".to_owned());
        assert!(booking.refusal().is_some());
        booking.time.set(Some(600));
        assert!(booking.refusal().is_none());
    }

    #[test]
    fn the_weekly_ones_keep_their_ids_when_it_is_saved_again() {
        let owner = Owner::new();
        owner.set();
        let booking = booking();
        booking.fill(&full());
        booking.weeks.set("3".to_owned());
        let first = booking.draft(true).unwrap().repeat.unwrap();
        assert_eq!(first.following.len(), 3);
        assert_eq!(booking.draft(true).unwrap().repeat, Some(first));
    }
}
