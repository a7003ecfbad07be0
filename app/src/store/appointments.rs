//! Appointments of a case: list, check before saving, book, move, cancel, how it went, and the mails about it.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{
        AppointmentCheck, AppointmentDraft, AppointmentMail, AppointmentRecord, Cancellation, Ending, EndingCheck,
        OutcomeDraft,
    },
    ids::{AppointmentId, CaseId},
};

use super::{Failure, Listing, Reading, Versioned, cases::under, reading, write};
use crate::{api, browser};

/// Milliseconds without a change before a draft is checked.
const PAUSE: i32 = 350;

/// A draft, and what the server says of it.
type Said = (AppointmentDraft, Result<AppointmentCheck, Failure>);

/// What the server says of a draft. `Copy`.
#[derive(Clone, Copy)]
pub struct Checked {
    draft: Signal<Option<AppointmentDraft>>,
    said: Signal<Option<Said>, LocalStorage>,
}

impl Checked {
    /// The newest answer, which may be about the draft as it was a moment ago; nothing while there is no draft, or before the
    /// first answer.
    #[must_use]
    pub fn get(self) -> Option<Result<AppointmentCheck, Failure>> {
        self.said.get().map(|(_, answer)| answer)
    }

    /// What is wrong with the draft as it is; nothing while that is being found out.
    #[must_use]
    pub fn failure(self) -> Option<Failure> {
        let (of, answer) = self.said.get()?;
        answer.err().filter(|_| self.draft.with(|draft| draft.as_ref() == Some(&of)))
    }
}

fn path(case: CaseId, id: AppointmentId) -> String {
    under(case, &["/appointments/", &id.to_string()].concat())
}

/// All of a case, latest day first.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<AppointmentRecord> {
    Listing::new(move || case.get().map(|case| under(case, "/appointments?limit=100")))
}

/// Clashes and the mail of a draft, asked anew a moment after it changes and after every save elsewhere.
#[must_use]
pub fn check(case: CaseId, id: AppointmentId, draft: Signal<Option<AppointmentDraft>>) -> Checked {
    let path = path(case, id);
    let checked = LocalResource::new(move || {
        // What forbade the mail may be mended by now.
        let _ = reading::revision();
        let (asks, draft, path) = (draft, draft.get(), path.clone());
        async move {
            let draft = draft?;
            browser::sleep(PAUSE).await;
            // The form was left, or the app locked: nobody asks any more.
            asks.try_get_untracked()?;
            let answer = write::post(&[path.as_str(), "/check"].concat(), &draft).await;
            Some((draft, answer))
        }
    });
    Checked { draft, said: Signal::derive_local(move || checked.get().flatten()) }
}

/// What would be told if one ended so now.
pub async fn ending(case: CaseId, id: AppointmentId, ending: Ending) -> Result<EndingCheck, Failure> {
    api::get(&[path(case, id).as_str(), "/ending?state=", ending.as_str()].concat()).await
}

/// Books one (`version` is `None`), or changes it.
pub async fn save(
    case: CaseId,
    id: AppointmentId,
    version: Option<i64>,
    draft: &AppointmentDraft,
) -> Result<AppointmentRecord, Failure> {
    write::put(&path(case, id), version, draft).await
}

/// Cancels one of this version.
pub async fn cancel(
    (case, id, version): (CaseId, AppointmentId, i64),
    wish: &Cancellation,
) -> Result<AppointmentRecord, Failure> {
    write::act(&[path(case, id).as_str(), "/cancel"].concat(), version, wish).await
}

/// Says how one went that only its id is known of.
pub async fn end_by_id(case: CaseId, id: AppointmentId, draft: &OutcomeDraft) -> Result<(), Failure> {
    let path = path(case, id);
    let now: Versioned = api::get(&path).await?;
    write::act_empty(&[&path, "/outcome"].concat(), now.version, draft).await
}

/// Says how one of this version went.
pub async fn end(
    (case, id, version): (CaseId, AppointmentId, i64),
    draft: &OutcomeDraft,
) -> Result<AppointmentRecord, Failure> {
    write::act(&[path(case, id).as_str(), "/outcome"].concat(), version, draft).await
}

/// The mails about it, newest first.
#[must_use]
pub fn mails(case: CaseId, id: AppointmentId) -> Reading<Vec<AppointmentMail>> {
    Reading::new(move || Some([path(case, id).as_str(), "/mails"].concat()))
}

/// Sends the last one again, as far as it is still right.
pub async fn resend((case, id, version): (CaseId, AppointmentId, i64)) -> Result<AppointmentRecord, Failure> {
    write::act(&[path(case, id).as_str(), "/resend"].concat(), version, &serde_json::json!({})).await
}
