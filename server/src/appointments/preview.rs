//! A mail as the person would read it, before there is one: its secrets are samples and its links lead nowhere.

use yaninda_shared::{
    appointments::{AppointmentDraft, MailPreview},
    cases::Wording,
};

use super::when::zone;
use crate::{
    mail::{Body, Content, Entry, Level, Link, Occasion, Reply, Token, word},
    outbox::{Foreseen, Standing},
    problem::{ApiError, ApiResult},
};

/// Where the link of a preview leads: nowhere.
const NOWHERE: &str = "https://example.org";
/// What stands in for secrets of a mail that is not made yet.
const SAMPLE: &str = "example0example0example0";

/// The mail that is foreseen; nothing if it would not leave.
pub(super) fn preview(
    standing: &Standing,
    draft: &AppointmentDraft,
    mail: &Foreseen,
) -> ApiResult<Option<MailPreview>> {
    let level = level(standing.level, draft)?;
    let (Some(language), Some(level), Ok(leaves_at)) = (standing.language, level, mail.leaves_at) else {
        return Ok(None);
    };
    let calendar = matches!(level, Level::Calendar(..));
    let occasion = Occasion { what: mail.what, starts: draft.starts };
    let content = Content { language, body: Body::Appointment(occasion, level) };
    let words = word(&content, standing.subject.as_ref());
    Ok(Some(MailPreview {
        kind: content.kind(),
        language,
        rtl: language.rtl(),
        wording: standing.level,
        sender: standing.sender.as_ref().map(|phrase| phrase.as_str().to_owned()),
        subject: words.subject,
        text: words.text,
        calendar,
        leaves_at,
        reminders_at: mail.reminders_at.clone(),
    }))
}

/// What a mail of this wording would hold; nothing of one that may not be written.
fn level(wording: Wording, draft: &AppointmentDraft) -> ApiResult<Option<Level>> {
    let link = |path: &str| Link::parse(&format!("{NOWHERE}/{path}{SAMPLE}")).map_err(ApiError::internal);
    let reply = || ApiResult::Ok(Reply { place: draft.mail_place.clone(), link: link("")?, stop: link("stop/")? });
    let entry = || {
        ApiResult::Ok(Entry {
            uid: Token::parse(SAMPLE).map_err(ApiError::internal)?,
            sequence: 0,
            zone: zone(&draft.zone).map_err(|why| ApiError::field("zone", why))?,
            minutes: draft.minutes,
        })
    };
    Ok(match wording {
        Wording::Nothing => None,
        Wording::TimeOnly => Some(Level::TimeOnly),
        Wording::Place => Some(Level::Place(reply()?)),
        Wording::Calendar => Some(Level::Calendar(reply()?, entry()?)),
    })
}
