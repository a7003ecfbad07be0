//! Labels of the closed lists of `shared`: the key is `{prefix}.{text}`.

use yaninda_shared::{
    appointments::{AnswerKind, AppointmentState, Hears},
    approvals::{ApprovalKind, ApprovalState},
    audit::AuditAction,
    case_file::{CaseFileKept, CaseFilePart, CaseFileReason},
    cases::{
        Assignment, CaseSort, CaseStatus, CloseReason, DecisionMakingOrg, ExploitationType, Gender, MethodOfControl,
        ProtectionStatus, ReadBy, Risk, Sex, TraffickingStatus, Wording,
    },
    catalogue::{Category, Unit},
    clocks::{BuiltInRule, ClockEvent, DeadlineState, Grade, Measure, ReminderAnswer, SpanUnit},
    comments::CommentKind,
    consents::{ConsentBy, ConsentScope},
    contacts::Channel,
    documents::{DocumentKind, DocumentStatus},
    exports::{ExportPart, ExportReason, ExportState, HtcdsFormat},
    imports::{DateOrder, Delimiter, Doubles, ImportField, ImportKind, ImportState, TextEncoding, Trouble},
    mail::{MailKind, MailPause, MailState, Refusal},
    milestones::{ChosenBy, Evidence, MilestoneKind, MilestoneState},
    outcomes::{Confidence, Method, Occasion, OutcomeArea, OutcomeDomain, Score, Unrated},
    overview::{Direction, Figure},
    plans::{GoalState, PlanStep, StepBy},
    policy::{Action, Relation, Role},
    problem::Code,
    record::RecordKind,
    referrals::{Indicator, ReferralOutcome, ReferralSource},
    releases::{ReleaseRefusal, ReleaseScope, ReleaseState},
    reports::{AgeBand, AgeGroup, Axis, CaseFlow, FundRow, Further, RatingChange, ReportTable, StatusGroup},
    services::{Confidentiality, DeliveredBy, ServiceStatus},
    tasks::TaskKind,
    timeline::EventKind,
    today::DueKind,
    users::Locale,
    workshops::{FeedbackPhase, WorkshopTopic},
};

use super::{find, t};

/// A value with a text for people.
pub trait Label: Copy {
    /// The text in the present locale.
    fn label(self) -> &'static str;
}

macro_rules! labels {
    ($($name:ident $prefix:literal),+ $(,)?) => {
        $(impl Label for $name {
            fn label(self) -> &'static str { look_up($prefix, self.as_str()) }
        })+

        /// Names of all keys that labels need.
        #[cfg(test)]
        pub(super) fn needed() -> Vec<String> {
            let mut names = Vec::new();
            $(names.extend($name::ALL.iter().map(|value| format!("{}.{}", $prefix, value.as_str())));)+
            names.extend((Score::MIN..=Score::MAX).map(|step| format!("score.{step}")));
            for prefix in ["clock_rule", "clock_source"] {
                names.extend(BuiltInRule::ALL.iter().map(|rule| format!("{prefix}.{rule}")));
            }
            for domain in OutcomeDomain::ALL {
                names.extend((Score::MIN..=Score::MAX).map(|step| format!("anchor.{domain}.{step}")));
            }
            names
        }
    };
}

labels! {
    Action "right",
    AgeBand "age_band",
    AgeGroup "age_group",
    AnswerKind "answer",
    AppointmentState "appointment_state",
    ApprovalKind "approval_kind",
    ApprovalState "approval_state",
    AuditAction "audit_action",
    Assignment "assignment",
    CaseFlow "case_flow",
    BuiltInRule "clock_title",
    CaseSort "case_sort",
    CaseStatus "case_status",
    Category "category",
    Channel "channel",
    ChosenBy "chosen_by",
    ClockEvent "clock_event",
    CloseReason "close_reason",
    CommentKind "comment_kind",
    Code "problem",
    Confidence "confidence",
    Confidentiality "confidentiality",
    ConsentBy "consent_by",
    ConsentScope "consent_scope",
    DateOrder "date_order",
    DeadlineState "deadline_state",
    DecisionMakingOrg "decision_org",
    DeliveredBy "delivered_by",
    Delimiter "delimiter",
    Direction "direction",
    DocumentKind "document_kind",
    DocumentStatus "document_status",
    Doubles "doubles",
    DueKind "due_kind",
    EventKind "event_kind",
    Evidence "evidence",
    FeedbackPhase "feedback_phase",
    Indicator "indicator",
    ExploitationType "exploitation",
    CaseFileKept "case_file_kept",
    CaseFilePart "case_file_part",
    CaseFileReason "case_file_reason",
    ExportPart "export_part",
    ExportReason "export_reason",
    ExportState "export_state",
    Figure "figure",
    FundRow "fund_row",
    Further "further",
    Gender "gender",
    GoalState "goal_state",
    Grade "grade",
    Hears "hears",
    ImportField "import_field",
    ImportKind "import_kind",
    ImportState "import_state",
    HtcdsFormat "htcds_format",
    Locale "locale",
    MailKind "mail_kind",
    MailPause "mail_pause",
    MailState "mail_state",
    Measure "measure",
    Method "rating_method",
    MethodOfControl "control",
    MilestoneKind "milestone",
    MilestoneState "milestone_state",
    Occasion "occasion",
    OutcomeArea "outcome_area",
    OutcomeDomain "outcome_domain",
    PlanStep "plan_step",
    ProtectionStatus "protection",
    RatingChange "rating_change",
    ReadBy "read_by",
    RecordKind "record_kind",
    ReferralOutcome "referral_outcome",
    ReferralSource "referral_source",
    Refusal "refusal",
    Relation "relation",
    ReminderAnswer "reminder_answer",
    ReleaseRefusal "release_refusal",
    ReleaseScope "release_scope",
    ReleaseState "release_state",
    ReportTable "report_table",
    Risk "risk",
    Role "role",
    ServiceStatus "service_status",
    Sex "sex",
    StatusGroup "status_group",
    SpanUnit "span_unit",
    StepBy "step_by",
    TaskKind "task_kind",
    TextEncoding "text_encoding",
    TraffickingStatus "trafficking_status",
    Trouble "trouble",
    Unit "unit",
    Unrated "unrated",
    Wording "wording",
    WorkshopTopic "workshop_topic",
}

fn look_up(prefix: &str, text: &str) -> &'static str {
    find(&format!("{prefix}.{text}")).map_or("", t)
}

/// The name of a row or a column of a table of figures.
#[must_use]
pub fn figure(axis: Axis, code: &str) -> String {
    match axis.key(code) {
        Some(key) => find(&key).map_or("", t).to_owned(),
        None if axis == Axis::Nationality => crate::format::country(code),
        // A fund or a currency is its own name.
        None => code.to_owned(),
    }
}

/// The words of a step of the scale.
#[must_use]
pub fn score(score: Score) -> &'static str {
    look_up("score", &score.get().to_string())
}

/// What a step of the scale means in a domain, in plain sentences.
#[must_use]
pub fn anchor(domain: OutcomeDomain, score: Score) -> &'static str {
    look_up("anchor", &[domain.as_str(), ".", &score.get().to_string()].concat())
}

/// The sentence of a rule that comes with the program; its `{span}` is to be filled.
#[must_use]
pub fn clock_rule(rule: BuiltInRule) -> &'static str {
    look_up("clock_rule", rule.as_str())
}

/// Where a rule that comes with the program is from.
#[must_use]
pub fn clock_source(rule: BuiltInRule) -> &'static str {
    look_up("clock_source", rule.as_str())
}

/// Label of a type of service by its catalogue code.
#[must_use]
pub fn service(code: &str) -> &'static str {
    look_up("service", code)
}

/// Label of a per-type field by its key.
#[must_use]
pub fn field(key: &str) -> &'static str {
    look_up("field", key)
}

/// Label of an option of a per-type field.
#[must_use]
pub fn choice(option: &str) -> &'static str {
    look_up("choice", option)
}
