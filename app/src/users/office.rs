//! The settings of one's own office: its name and after how many days a case is quiet or contact is confirmed again,
//! what is paid without an approval, and what its mails are sent as.

use std::rc::Rc;

use serde_json::Value;
use yaninda_shared::{
    ids::OfficeId,
    offices::{OfficeDraft, OfficeRecord},
};

use crate::{
    forms::{
        self, Form, Job,
        Kind::{Amounts, Count, Line, One, Phrase},
        Options, Spec, value_of,
    },
    i18n::{k, t},
    store::{Failure, colleagues},
};

static OFFICE: [Spec; 7] = [
    Spec::new("name", k::USERS_NAME, Line).required(),
    Spec::new("quiet_days", k::OFFICE_QUIET, Count(365)).required().hint(k::OFFICE_DAYS_HINT),
    Spec::new("confirm_days", k::OFFICE_CONFIRM, Count(365)).required().hint(k::OFFICE_DAYS_HINT),
    Spec::new("country", k::OFFICE_COUNTRY, One(Options::Countries)),
    Spec::new("approval_limits", k::OFFICE_LIMITS, Amounts).hint(k::OFFICE_LIMITS_HINT),
    Spec::new("mail_sender", k::OFFICE_SENDER, Phrase).hint(k::OFFICE_SENDER_HINT),
    Spec::new("mail_subject", k::OFFICE_SUBJECT, Phrase).hint(k::OFFICE_SUBJECT_HINT),
];

/// Changes them.
pub(super) fn change(office: OfficeRecord) -> Job {
    let (id, version) = (office.id, office.version);
    let base = value_of(&office.draft);
    Job {
        title: t(k::OFFICE_TITLE).to_owned(),
        lead: None,
        form: Form::new(&OFFICE, &base),
        base,
        version: Some(version),
        save: Rc::new(move |draft, version| Box::pin(save(id, draft, version))),
    }
}

async fn save(id: OfficeId, draft: Value, version: Option<i64>) -> Result<(), Failure> {
    let draft: OfficeDraft = forms::draft(&draft)?;
    draft.validate().map_err(Failure::invalid)?;
    colleagues::save_office(id, version.unwrap_or_default(), &draft).await.map(drop)
}
