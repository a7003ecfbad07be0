//! What the log calls a field or what something was done to, in the reader's language.

use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalState},
    case_file::{CaseFileKept, CaseFilePart, CaseFileReason},
    clocks::ReminderAnswer,
    exports::{ExportPart, ExportReason},
    mail::Refusal,
    policy::{Action, Role},
    record::RecordKind,
};

use crate::i18n::{Key, Label, k, t};

const NAMES: [(&str, Key); 60] = [
    ("action", k::AUDIT_WHAT),
    ("address", k::OPEN_ADDRESS),
    ("answer", k::AUDIT_ANSWER),
    ("appointment", k::AUDIT_APPOINTMENT),
    ("approval_limits", k::OFFICE_LIMITS),
    ("birth_date", k::OPEN_BORN),
    ("body", k::TIMELINE_NOTE),
    ("calendar", k::FEED_TITLE),
    ("case", k::AUDIT_OF_CASE),
    ("case_file", k::CASE_FILE_TITLE),
    ("checked", k::IMPORT_STATE_CHECKED),
    ("close_reason", k::PROFILE_CLOSE_REASON),
    ("close_request", k::TEAM_ASK_CLOSE),
    ("code", k::SIGNIN_CODE),
    ("code_name", k::OPEN_CODE_NAME),
    ("confirm_days", k::OFFICE_CONFIRM),
    ("consent", k::TIMELINE_CONSENT),
    ("contact", k::CONTACTS_ONE),
    ("country", k::FORM_COUNTRY),
    ("document", k::DOCUMENTS_ONE),
    ("email", k::OPEN_EMAIL),
    ("family_names", k::OPEN_FAMILY),
    ("file", k::FILES_TITLE),
    ("fund", k::RECORD_KIND_FUND),
    ("given_names", k::OPEN_GIVEN),
    ("goal", k::RECORD_KIND_GOAL),
    ("htcds", k::EXPORTS_STANDARD_TITLE),
    ("identified_export", k::EXPORTS_NAMED_TITLE),
    ("identity", k::PROFILE_IDENTITY),
    ("knows", k::HEARS_KNOWS),
    ("link", k::USERS_LINK),
    ("locale", k::USERS_LANGUAGE),
    ("mail_sender", k::OFFICE_SENDER),
    ("mail_subject", k::OFFICE_SUBJECT),
    ("mapping", k::IMPORT_STEP_COLUMNS),
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
    ("referral", k::RECORD_KIND_REFERRAL),
    ("risk", k::OPEN_RISK),
    ("role", k::USERS_ROLE),
    ("rule", k::RECORD_KIND_CLOCK_RULE),
    ("run", k::IMPORT_STATE_RUNNING),
    ("safe_contact", k::PROFILE_SAFE_CONTACT),
    ("service", k::CASES_SERVICES),
    ("status", k::CASE_STATUS),
    ("time", k::AUDIT_WHEN),
    ("totp", k::SETTINGS_TOTP),
    ("user", k::USERS_PERSON),
    ("workshop", k::RECORD_KIND_WORKSHOP),
];

/// Its label; a role is named too, what was asked for and how it was decided, why a mail was not sent, and what was answered
/// to a reminder. One that this version does not know is shown as it came.
pub(super) fn label(name: &str) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, key)| t(*key));
    let role = Role::from_code(name).map(Label::label);
    let answer = ReminderAnswer::from_code(name).map(Label::label);
    let refusal = Refusal::from_code(name).map(Label::label);
    let asked = ApprovalKind::from_code(name).map(Label::label);
    let state = ApprovalState::from_code(name).map(Label::label);
    let export = ExportPart::from_code(name).map(Label::label);
    let reason = ExportReason::from_code(name).map(Label::label);
    let paper = CaseFilePart::from_code(name).map(Label::label);
    let wanted = CaseFileReason::from_code(name).map(Label::label);
    let kept = CaseFileKept::from_code(name).map(Label::label);
    let answers = [role, refusal, answer, asked, state, export, reason, paper, wanted, kept];
    known.or_else(|| answers.into_iter().flatten().next()).unwrap_or(name).to_owned()
}

/// What it was done to: a record, a list, or what was asked for and refused.
pub(super) fn kind(name: &str) -> String {
    let list = || match name {
        "timeline" => Some(t(k::CASES_TIMELINE)),
        "audit" => Some(t(k::AUDIT_TITLE)),
        "changes" => Some(t(k::AUDIT_CHANGES)),
        "report" => Some(t(k::REPORTS_TITLE)),
        "identification" => Some(t(k::IDENTIFICATION_TITLE)),
        "people" => Some(t(k::PEOPLE_TITLE)),
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
