//! Whether anything may be written to a person: asked before a mail is queued and again before it is sent.
//!
//! There is one gate. What it refuses is not sent, by whatever way a mail came to be; the first reason is the one to mend
//! first.

use diesel::prelude::*;
use yaninda_shared::{
    cases::{SafeContact, Wording},
    contacts::Channel,
    ids::{CaseId, ContactId, MailId, OfficeId},
    mail::{MailLanguage, Refusal},
    values::{EmailAddress, NaiveDate, NeutralPhrase, Stamp},
};

use super::{
    address::{Candidate, candidates, choose, holds_until},
    token,
    windows::Windows,
};
use crate::{
    access::Core,
    appointments::when,
    cases::CaseRow,
    consents::email_agreement,
    contacts::row::ContactRow,
    db::{
        AnyConnection, each,
        schema::{cases, contacts, mail_languages, offices},
    },
    offices::row::OfficeRow,
    problem::{ApiError, ApiResult},
    seal::Sealer,
    words::approval::texts_hash,
};

/// How a person stands to mail from us.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Why nothing may be written.
    pub refused: Option<Refusal>,
    /// The address that is or would be written to.
    pub address: Option<(ContactId, EmailAddress)>,
    /// The person's rules.
    pub rules: SafeContact,
    /// How much a mail may say.
    pub level: Wording,
    /// The language it is in, if there is one.
    pub language: Option<MailLanguage>,
    /// When a mail may arrive.
    pub windows: Windows,
    /// The day the address was last confirmed to be safe.
    pub confirmed_on: Option<NaiveDate>,
    /// The last day on which that holds.
    pub confirmed_until: Option<NaiveDate>,
    /// The sender's name that the office chose.
    pub sender: Option<NeutralPhrase>,
    /// The subject that the office chose.
    pub subject: Option<NeutralPhrase>,
}

/// Judges mail about appointments of a case.
pub fn judge(conn: &mut AnyConnection, core: &Core, office: OfficeId, case: CaseId, now: Stamp) -> ApiResult<Standing> {
    Facts::load(conn, core, office, case, now)?.judge(core, None)
}

/// The same of a case that is at hand.
pub fn judge_case(conn: &mut AnyConnection, core: &Core, case: CaseRow, now: Stamp) -> ApiResult<Standing> {
    Facts::of(conn, core, case, now)?.judge(core, None)
}

/// Judges the mail that is to show whose address a contact is: it need not be proven or confirmed yet, but it must be said
/// to be safe.
pub fn judge_code(
    conn: &mut AnyConnection,
    core: &Core,
    office: OfficeId,
    case: CaseId,
    contact: ContactId,
    now: Stamp,
) -> ApiResult<Standing> {
    Facts::load(conn, core, office, case, now)?.judge(core, Some(contact))
}

/// A mail that was handed over, as far as its link is held against the gate.
#[derive(Clone, Copy, Debug)]
pub struct HandedOver<'a> {
    pub id: MailId,
    pub office: OfficeId,
    pub case: CaseId,
    /// What was kept of the address.
    pub sent_to: &'a [u8],
}

/// Whether the link in a mail may still lead anywhere: the case is open, the person agrees to e-mail, wishes for it with a
/// link, and the inbox it lies in is still said to be safe. How long ago that was said, and that they stopped further mails,
/// does not matter: whoever holds the link knows already what it shows.
pub fn link_may_lead(conn: &mut AnyConnection, core: &Core, mail: HandedOver<'_>, now: Stamp) -> ApiResult<bool> {
    let facts = Facts::load(conn, core, mail.office, mail.case, now)?;
    let wished = match facts.rules.wording {
        Wording::Place | Wording::Calendar => facts.rules.channel == Some(Channel::Email),
        Wording::Nothing | Wording::TimeOnly => false,
    };
    let is_there = |one: &Candidate| token::sent_to(&core.keys, mail.id, &one.address) == mail.sent_to;
    let safe = facts.addresses.iter().any(|one| one.safe && is_there(one));
    Ok(facts.case.open && wished && safe && facts.consent != Some(Refusal::NoConsent))
}

/// Everything the gate looks at.
struct Facts {
    office: OfficeRow,
    case: CaseRow,
    rules: SafeContact,
    consent: Option<Refusal>,
    addresses: Vec<Candidate>,
    language: Option<MailLanguage>,
    approved: bool,
    today: NaiveDate,
}

impl Facts {
    fn load(conn: &mut AnyConnection, core: &Core, office: OfficeId, id: CaseId, now: Stamp) -> ApiResult<Self> {
        let case: CaseRow = cases::table
            .filter(cases::id.eq(id))
            .filter(cases::office_id.eq(office))
            .get_result(conn)
            .optional()?
            .ok_or_else(ApiError::not_found)?;
        Self::of(conn, core, case, now)
    }

    fn of(conn: &mut AnyConnection, core: &Core, case: CaseRow, now: Stamp) -> ApiResult<Self> {
        let id = case.id;
        let key = core.keys.case(conn, case.office_id, id)?;
        let rules = case.safe_contact(&key)?;
        let language = rules.language.as_ref().and_then(MailLanguage::of);
        let (office, approved) = office(conn, case.office_id, language)?;
        let reached: Vec<ContactRow> = each!(conn, |c| contacts::table
            .filter(contacts::office_id.eq(office.id))
            .filter(contacts::case_id.eq(id))
            .filter(contacts::channel.eq(Channel::Email))
            .order(contacts::id)
            .load(c))?;
        let today = core.day(now);
        let consent = objection(conn, core, &key, &case, today)?;
        let addresses = candidates(&reached, &key)?;
        Ok(Self { office, case, rules, consent, addresses, language, approved, today })
    }

    /// In the order in which a worker mends them.
    fn judge(self, core: &Core, code_for: Option<ContactId>) -> ApiResult<Standing> {
        let days = self.office.confirm_days;
        let (best, address) = match code_for {
            None => choose(&self.addresses, days, self.today),
            Some(contact) => {
                let found = self.addresses.iter().find(|one| one.id == contact);
                let refused = match found {
                    None => Some(Refusal::NoAddress),
                    Some(one) => (!one.safe).then_some(Refusal::AddressUnsafe),
                };
                (found, refused)
            }
        };
        let reasons = [
            core.settings.neutral().is_err().then_some(Refusal::NotSetUp),
            (!self.case.open).then_some(Refusal::CaseClosed),
            (self.rules.wording == Wording::Nothing || self.rules.channel.is_none()).then_some(Refusal::NoChoice),
            (self.rules.channel != Some(Channel::Email)).then_some(Refusal::OtherChannel),
            // Whose clock is not known, nobody knows the safe hours of.
            self.rules.zone.as_ref().is_some_and(|zone| when::zone(zone).is_err()).then_some(Refusal::NoChoice),
            self.consent,
            address,
            self.language.is_none().then_some(Refusal::NoLanguage),
            (!self.approved).then_some(Refusal::LanguageUnapproved),
        ];
        let confirmed_on = best.and_then(|one| one.confirmed_on);
        let shown = self.office.show(Vec::new())?.draft;
        Ok(Standing {
            refused: reasons.into_iter().flatten().next(),
            address: best.map(|one| (one.id, one.address.clone())),
            level: self.rules.wording,
            language: self.language,
            windows: Windows::of(&self.rules, core.settings.time_zone),
            confirmed_on,
            confirmed_until: confirmed_on.map(|day| holds_until(day, days)),
            sender: shown.mail_sender,
            subject: shown.mail_subject,
            rules: self.rules,
        })
    }
}

/// What the person has against mail: they did not agree to it, or they stopped it and have not agreed again since.
pub fn objection(
    conn: &mut AnyConnection,
    core: &Core,
    key: &Sealer,
    case: &CaseRow,
    today: NaiveDate,
) -> ApiResult<Option<Refusal>> {
    let agreed = email_agreement(conn, key, case.office_id, case.id, today)?;
    Ok(match (agreed, case.mail_stopped_at) {
        (None, _) => Some(Refusal::NoConsent),
        (Some(agreed), Some(stopped)) if !agreed.is_after(stopped, core.day(stopped)) => Some(Refusal::Stopped),
        (Some(_), _) => None,
    })
}

/// The office, and whether it has recorded that a native speaker found the present texts of this language right.
fn office(conn: &mut AnyConnection, id: OfficeId, language: Option<MailLanguage>) -> ApiResult<(OfficeRow, bool)> {
    let approval = mail_languages::office_id.eq(offices::id).and(mail_languages::language.nullable().eq(language));
    let (office, approved): (OfficeRow, Option<String>) = each!(conn, |c| offices::table
        .left_join(mail_languages::table.on(approval))
        .filter(offices::id.eq(id))
        .select((offices::all_columns, mail_languages::texts_hash.nullable()))
        .get_result(c))?;
    Ok((office, language.zip(approved).is_some_and(|(language, hash)| hash == texts_hash(language))))
}
