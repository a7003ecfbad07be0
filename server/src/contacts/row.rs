//! The row of a contact and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    cases::SafeContact,
    contacts::{Channel, ContactDraft, ContactRecord},
    ids::{CaseId, ContactId, MailId, OfficeId, UserId},
    record::Meta,
    values::{NaiveDate, PhoneNumber, ShortText, Stamp},
};

use crate::{
    access::{OfCase, Reading},
    cases::tokens::Exact,
    db::schema::contacts,
    problem::ApiResult,
    records::{find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a contact: value, note and whether it is safe.
pub(crate) fn place(id: ContactId) -> Place {
    Place::new("contacts.sealed", id.raw())
}

/// What is sealed of a contact.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Details {
    pub value: ShortText,
    pub safe: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl From<&ContactDraft> for Details {
    fn from(draft: &ContactDraft) -> Self {
        Self { value: draft.value.clone(), safe: draft.safe, note: draft.note.clone() }
    }
}

/// Table `contacts`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct ContactRow {
    pub id: ContactId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub channel: Channel,
    pub last_confirmed_on: Option<NaiveDate>,
    pub sealed: Vec<u8>,
    /// The day the person read a code back that was sent to this address.
    pub proven_on: Option<NaiveDate>,
    /// The mail with the code that waits to be read back.
    pub code_mail: Option<MailId>,
    pub code_tries: i32,
}

impl ContactRow {
    /// Opens the contact with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<ContactRecord, SealError> {
        let Details { value, safe, note } = key.open(place(self.id), &self.sealed)?;
        Ok(ContactRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: ContactDraft { channel: self.channel, value, safe, last_confirmed_on: self.last_confirmed_on, note },
            proven_on: self.proven_on,
            code_sent: self.code_mail.is_some(),
        })
    }
}

/// The exact number that finds the case, if this is a way to call.
pub fn exact(draft: &ContactDraft) -> Vec<Exact> {
    let phone = match draft.channel {
        Channel::Phone | Channel::Sms | Channel::Messenger => PhoneNumber::parse(draft.value.as_str()).ok(),
        Channel::Email | Channel::Visit | Channel::ThroughPerson => None,
    };
    phone.iter().map(Exact::phone).collect()
}

/// Every contact of this case, opened, oldest first; at most 200.
pub fn all<R: OfCase>(reading: &mut Reading<'_, R>) -> ApiResult<Vec<ContactRecord>> {
    let key = reading.case_key()?;
    let rows: Vec<ContactRow> = contacts::table
        .filter(contacts::office_id.eq(reading.caller.office))
        .filter(contacts::case_id.eq(reading.case()))
        .order(contacts::id)
        .limit(200)
        .load(reading.conn)?;
    Ok(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
}

/// The day on which safe contact was last confirmed, by these rules or of a safe contact.
pub fn confirmed_on<R: OfCase>(reading: &mut Reading<'_, R>, rules: &SafeContact) -> ApiResult<Option<NaiveDate>> {
    let safe = all(reading)?.into_iter().filter(|contact| contact.draft.safe);
    Ok(safe.filter_map(|contact| contact.draft.last_confirmed_on).max().max(rules.last_confirmed_on))
}

find_of_case!(pub(super) contacts, ContactId => ContactRow);

show_of_case!(pub(super) ContactRecord);
