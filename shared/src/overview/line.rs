//! One line of the list behind a figure.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseId, UserId},
    mail::Refusal,
    outcomes::Score,
    record::RecordKind,
    values::{CodeName, Money, NaiveDate},
};

/// What was counted: a record of a case, or what is known of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FigureLine {
    pub case: CaseId,
    pub code_name: CodeName,
    pub number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<UserId>,
    /// The day it is counted by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The record that was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_kind: Option<RecordKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Uuid>,
    /// Catalogue code, kind of document, milestone, task or mail, for its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Why a mail was not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
    /// Of spend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Of recovery: the first step and the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<(Score, Score)>,
}

impl FigureLine {
    /// A line about a case.
    #[must_use]
    pub const fn about(case: CaseId, code_name: CodeName, number: String, worker: Option<UserId>) -> Self {
        Self {
            case,
            code_name,
            number,
            worker,
            on: None,
            on_kind: None,
            record: None,
            subject: None,
            reason: None,
            amount: None,
            steps: None,
        }
    }
}
