//! Labels of the closed lists of `shared`: the key is `{prefix}.{text}`.

use yaninda_shared::{
    appointments::{AnswerKind, AppointmentState, Hears},
    audit::AuditAction,
    cases::{
        Assignment, CaseSort, CaseStatus, CloseReason, DecisionMakingOrg, ExploitationType, Gender, MethodOfControl,
        ProtectionStatus, ReadBy, Risk, Sex, TraffickingStatus, Wording,
    },
    catalogue::{Category, Unit},
    consents::{ConsentBy, ConsentScope},
    contacts::Channel,
    documents::{DocumentKind, DocumentStatus},
    mail::{MailKind, MailPause, MailState, Refusal},
    milestones::{ChosenBy, Evidence, MilestoneKind, MilestoneState},
    outcomes::{Confidence, Method, Occasion, OutcomeArea, OutcomeDomain, Score, Unrated},
    plans::{GoalState, PlanStep, StepBy},
    policy::{Action, Relation, Role},
    problem::Code,
    record::RecordKind,
    services::{Confidentiality, DeliveredBy, ServiceStatus},
    tasks::TaskKind,
    timeline::EventKind,
    today::DueKind,
    users::Locale,
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
            for domain in OutcomeDomain::ALL {
                names.extend((Score::MIN..=Score::MAX).map(|step| format!("anchor.{domain}.{step}")));
            }
            names
        }
    };
}

labels! {
    Action "right",
    AnswerKind "answer",
    AppointmentState "appointment_state",
    AuditAction "audit_action",
    Assignment "assignment",
    CaseSort "case_sort",
    CaseStatus "case_status",
    Category "category",
    Channel "channel",
    ChosenBy "chosen_by",
    CloseReason "close_reason",
    Code "problem",
    Confidence "confidence",
    Confidentiality "confidentiality",
    ConsentBy "consent_by",
    ConsentScope "consent_scope",
    DecisionMakingOrg "decision_org",
    DeliveredBy "delivered_by",
    DocumentKind "document_kind",
    DocumentStatus "document_status",
    DueKind "due_kind",
    EventKind "event_kind",
    Evidence "evidence",
    ExploitationType "exploitation",
    Gender "gender",
    GoalState "goal_state",
    Hears "hears",
    Locale "locale",
    MailKind "mail_kind",
    MailPause "mail_pause",
    MailState "mail_state",
    Method "rating_method",
    MethodOfControl "control",
    MilestoneKind "milestone",
    MilestoneState "milestone_state",
    Occasion "occasion",
    OutcomeArea "outcome_area",
    OutcomeDomain "outcome_domain",
    PlanStep "plan_step",
    ProtectionStatus "protection",
    ReadBy "read_by",
    RecordKind "record_kind",
    Refusal "refusal",
    Relation "relation",
    Risk "risk",
    Role "role",
    ServiceStatus "service_status",
    Sex "sex",
    StepBy "step_by",
    TaskKind "task_kind",
    TraffickingStatus "trafficking_status",
    Unit "unit",
    Unrated "unrated",
    Wording "wording",
}

fn look_up(prefix: &str, text: &str) -> &'static str {
    find(&format!("{prefix}.{text}")).map_or("", t)
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
