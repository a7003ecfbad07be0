//! What the log calls a field or what something was done to, in the reader's language.

use yaninda_shared::{
    mail::Refusal,
    policy::{Action, Role},
    record::RecordKind,
};

use crate::i18n::{Key, Label, k, t};

const NAMES: [(&str, Key); 48] = [
    ("action", k::AUDIT_WHAT),
    ("address", k::OPEN_ADDRESS),
    ("answer", k::AUDIT_ANSWER),
    ("appointment", k::AUDIT_APPOINTMENT),
    ("birth_date", k::OPEN_BORN),
    ("body", k::TIMELINE_NOTE),
    ("calendar", k::FEED_TITLE),
    ("case", k::AUDIT_OF_CASE),
    ("close_reason", k::PROFILE_CLOSE_REASON),
    ("close_request", k::TEAM_ASK_CLOSE),
    ("code", k::SIGNIN_CODE),
    ("code_name", k::OPEN_CODE_NAME),
    ("confirm_days", k::OFFICE_CONFIRM),
    ("consent", k::TIMELINE_CONSENT),
    ("contact", k::CONTACTS_ONE),
    ("document", k::DOCUMENTS_ONE),
    ("email", k::OPEN_EMAIL),
    ("family_names", k::OPEN_FAMILY),
    ("file", k::FILES_TITLE),
    ("given_names", k::OPEN_GIVEN),
    ("goal", k::RECORD_KIND_GOAL),
    ("identity", k::PROFILE_IDENTITY),
    ("knows", k::HEARS_KNOWS),
    ("link", k::USERS_LINK),
    ("locale", k::USERS_LANGUAGE),
    ("mail_sender", k::OFFICE_SENDER),
    ("mail_subject", k::OFFICE_SUBJECT),
    ("milestone", k::RECORD_KIND_MILESTONE),
    ("name", k::USERS_NAME),
    ("numbers", k::PROFILE_NUMBERS),
    ("occurred_on", k::LOG_WHEN),
    ("opened_on", k::PROFILE_OPENED_ON),
    ("other_names", k::PROFILE_OTHER_NAMES),
    ("password", k::SIGNIN_PASSWORD),
    ("pending_role", k::USERS_ROLE),
    ("phone", k::OPEN_PHONE),
    ("plan", k::RECORD_KIND_PLAN),
    ("profile", k::CASES_PROFILE),
    ("quiet_days", k::OFFICE_QUIET),
    ("ratings", k::RECORD_KIND_ASSESSMENT),
    ("risk", k::OPEN_RISK),
    ("role", k::USERS_ROLE),
    ("safe_contact", k::PROFILE_SAFE_CONTACT),
    ("service", k::CASES_SERVICES),
    ("status", k::CASE_STATUS),
    ("time", k::AUDIT_WHEN),
    ("totp", k::SETTINGS_TOTP),
    ("user", k::USERS_PERSON),
];

/// Its label; a role is named too, and why a mail was not sent. One that this version does not know is shown as it came.
pub(super) fn label(name: &str) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, key)| t(*key));
    let role = || Role::from_code(name).map(Label::label);
    let refusal = || Refusal::from_code(name).map(Label::label);
    known.or_else(role).or_else(refusal).unwrap_or(name).to_owned()
}

/// What it was done to: a record, a list, or what was asked for and refused.
pub(super) fn kind(name: &str) -> String {
    let list = || match name {
        "timeline" => Some(t(k::CASES_TIMELINE)),
        "audit" => Some(t(k::AUDIT_TITLE)),
        "changes" => Some(t(k::AUDIT_CHANGES)),
        _ => None,
    };
    let record = RecordKind::from_code(name).map(Label::label);
    let refused = || Action::from_code(name).map(Label::label);
    record.or_else(refused).or_else(list).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_as_its_form_names_it() {
        assert_eq!(label("safe_contact"), "Safe contact");
        assert_eq!(label("supervisor"), "Supervisor");
        assert_eq!(label("something_new"), "something_new");
        assert_eq!([kind("note"), kind("case_list"), kind("timeline")], ["Note", "List of cases", "Timeline"]);
    }
}
