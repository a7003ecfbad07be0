//! Showing whose an e-mail address is: a neutral mail with a code goes there, and the person reads it back.

use std::rc::Rc;

use serde_json::{Value, json};
use yaninda_shared::{
    contacts::{ContactProof, ContactRecord},
    ids::{CaseId, ContactId},
    mail::Refusal,
};

use crate::{
    components::toast,
    forms::{self, Form, Job, Kind::Line, Spec},
    i18n::{Label, k, t},
    store::{self, Failure},
};

static PROOF: [Spec; 1] = [Spec::new("code", k::CONTACTS_CODE, Line).required().hint(k::CONTACTS_CODE_HINT)];

/// Sends a code, or another one in its place, and says so.
pub async fn send_code(contact: &ContactRecord) {
    match store::contacts::send_code((contact.case, contact.id, contact.meta.version)).await {
        Ok(_) => toast::say(t(k::CONTACTS_CODE_SENT)),
        Err(failure) => toast::say(why_not(&failure)),
    }
}

/// Why nothing may be sent there, if that is why it did not work.
fn why_not(failure: &Failure) -> &'static str {
    let refused = failure.fields.iter().find(|error| error.field == "mail");
    refused.and_then(|error| Refusal::from_code(&error.code)).map_or_else(|| failure.message(), Label::label)
}

/// The code as the person reads it.
#[must_use]
pub fn read_back(contact: &ContactRecord) -> Job {
    let (case, id) = (contact.case, contact.id);
    let base = json!({});
    Job {
        title: t(k::CONTACTS_ENTER_CODE).to_owned(),
        lead: Some(t(k::CONTACTS_CODE_LEAD).to_owned()),
        form: Form::new(&PROOF, &base),
        base,
        version: None,
        save: Rc::new(move |draft, _| Box::pin(prove(case, id, draft))),
    }
}

async fn prove(case: CaseId, id: ContactId, draft: Value) -> Result<(), Failure> {
    let proof: ContactProof = forms::draft(&draft)?;
    store::contacts::prove(case, id, &proof).await.map(drop).map_err(named)
}

/// A code that is not the one is no choice from a list.
fn named(mut failure: Failure) -> Failure {
    for error in failure.fields.iter_mut().filter(|error| error.field == "code") {
        "wrong_code".clone_into(&mut error.code);
    }
    failure
}
