//! Adding and changing a way to reach the person.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    contacts::{Channel, ContactDraft},
    ids::{CaseId, ContactId},
};

use crate::{
    components::enum_options,
    format,
    forms::{
        self, Form, Job,
        Kind::{Flag, Line, One, Past},
        Options::Closed,
        Spec, set, value_of,
    },
    i18n::{k, t, tf},
    ids,
    store::{self, Failure},
};

static CONTACT: [Spec; 5] = [
    Spec::new("channel", k::CONTACTS_CHANNEL, One(Closed(|| enum_options(Channel::ALL, Channel::as_str)))).required(),
    Spec::new("value", k::CONTACTS_VALUE, Line).required().hint(k::CONTACTS_VALUE_HINT),
    Spec::new("safe", k::CONTACTS_SAFE, Flag).required(),
    Spec::new("last_confirmed_on", k::PROFILE_CONFIRMED_ON, Past),
    Spec::new("note", k::PROFILE_CONTACT_NOTE, Line),
];

/// A new way; whether it is safe must be said.
pub(super) fn add(case: CaseId) -> Job {
    job(t(k::CONTACTS_ADD).to_owned(), case, ids::new(ContactId::from_parts), json!({"channel": "phone"}), None)
}

/// A new e-mail address.
#[must_use]
pub fn add_mail(case: CaseId) -> Job {
    job(t(k::CONTACTS_ADD).to_owned(), case, ids::new(ContactId::from_parts), json!({"channel": "email"}), None)
}

/// One that is known: it is opened for that, which is one audit entry. Errors: those of reading it.
pub async fn change(case: CaseId, id: ContactId) -> Result<Job, Failure> {
    let record = store::contacts::reveal(case, id).await?;
    let title = tf(k::PROFILE_EDIT, &[("what", t(k::CONTACTS_ONE))]);
    Ok(job(title, case, id, value_of(&record.draft), Some(record.meta.version)))
}

/// The same after the person said that it is still safe: today stands in the form already. Errors: those of reading it.
pub async fn confirm(case: CaseId, id: ContactId) -> Result<Job, Failure> {
    let mut job = change(case, id).await?;
    let mut today = job.base.clone();
    set(&mut today, "last_confirmed_on", format::today().to_string().into());
    job.form = Form::new(&CONTACT, &today);
    job.lead = Some(t(k::CONTACTS_CONFIRM_LEAD).to_owned());
    Ok(job)
}

fn job(title: String, case: CaseId, id: ContactId, base: Value, version: Option<i64>) -> Job {
    Job {
        title,
        lead: None,
        form: Form::new(&CONTACT, &base),
        base,
        version,
        save: Rc::new(move |draft, version| Box::pin(save(case, id, draft, version))),
    }
}

async fn save(case: CaseId, id: ContactId, draft: Value, version: Option<i64>) -> Result<(), Failure> {
    let draft: ContactDraft = forms::draft(&draft)?;
    draft.validate(format::today()).map_err(Failure::invalid)?;
    store::contacts::save(case, id, version, &draft).await.map(drop)
}
