//! Giving, correcting and withdrawing an agreement.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    consents::{ConsentDraft, ConsentRecord, ConsentWithdrawal},
    ids::{CaseId, ConsentId},
};

use super::fields::{CONSENT, WITHDRAWAL};
use crate::{
    format,
    forms::{self, Form, Job, at, set, value_of},
    i18n::{k, t, tf},
    ids,
    store::{self, Failure},
};

/// What is usual; the language it was explained in is left to choose.
#[must_use]
pub fn usual() -> Value {
    json!({
        "given_by": "person", "scope": ["services", "data_kept"],
        "purpose": t(k::OPEN_PURPOSE_USUAL), "given_on": format::today().to_string(),
    })
}

/// A new agreement.
pub(super) fn give(case: CaseId) -> Job {
    job(t(k::CONSENTS_ADD).to_owned(), case, ids::new(ConsentId::from_parts), usual(), None)
}

/// A new agreement to e-mail, on top of what is usual.
#[must_use]
pub fn to_mail(case: CaseId) -> Job {
    let mut base = usual();
    set(&mut base, "scope", json!(["services", "data_kept", "email"]));
    job(t(k::CONSENTS_ADD).to_owned(), case, ids::new(ConsentId::from_parts), base, None)
}

/// One that was recorded wrongly.
pub(super) fn correct(record: &ConsentRecord) -> Job {
    let title = tf(k::PROFILE_EDIT, &[("what", t(k::TIMELINE_CONSENT))]);
    job(title, record.case, record.id, value_of(&record.draft), Some(record.meta.version))
}

fn job(title: String, case: CaseId, id: ConsentId, base: Value, version: Option<i64>) -> Job {
    Job {
        title,
        lead: None,
        form: Form::new(&CONSENT, &base),
        base,
        version,
        save: Rc::new(move |draft, version| Box::pin(save(case, id, draft, version))),
    }
}

async fn save(case: CaseId, id: ConsentId, draft: Value, version: Option<i64>) -> Result<(), Failure> {
    let draft: ConsentDraft = forms::draft(&draft)?;
    draft.validate(format::today()).map_err(Failure::invalid)?;
    store::consents::save(case, id, version, &draft).await.map(drop)
}

/// An agreement ends.
pub(super) fn withdraw(record: &ConsentRecord) -> Job {
    let (case, id) = (record.case, record.id);
    let base = json!({"on": format::today().to_string()});
    Job {
        title: t(k::CONSENTS_WITHDRAW_TITLE).to_owned(),
        lead: Some(t(k::CONSENTS_WITHDRAW_LEAD).to_owned()),
        form: Form::new(&WITHDRAWAL, &base),
        base,
        version: Some(record.meta.version),
        save: Rc::new(move |draft, version| Box::pin(end(case, id, draft, version.unwrap_or_default()))),
    }
}

/// What is withdrawn is the agreement, however it was reworded meanwhile: then only its version moves on. Errors: the
/// server's, among them that it was withdrawn already.
async fn end(case: CaseId, id: ConsentId, draft: Value, version: i64) -> Result<(), Failure> {
    let withdrawal: ConsentWithdrawal = forms::draft(&draft)?;
    let Err(mut failure) = store::consents::withdraw(case, id, version, &withdrawal).await else { return Ok(()) };
    if let Some(current) = failure.current.take()
        && at(&current, "withdrawn_on").is_none()
    {
        let mut same = draft;
        set(&mut same, "version", current.get("version").cloned().unwrap_or_default());
        failure.current = Some(same);
    }
    Err(failure)
}
