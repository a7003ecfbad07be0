//! Comments of colleagues and supervisors on an entry: said in passing, asked, or flagged as wrong; answering and resolving them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseId, CommentId, UserId},
    problem::{Checker, FieldError},
    record::{Meta, RecordKind},
    values::{LongText, Stamp, ValueError},
};

text_enum! {
    /// What a comment wants.
    #[derive(Default)]
    CommentKind {
        /// Nothing in particular.
        #[default]
        Comment = "comment",
        /// An answer of a colleague; it stays open until who asked, or a supervisor, resolves it.
        Question = "question",
        /// Something is wrong with the entry; open like a question.
        Flag = "flag",
    }
}

impl CommentKind {
    /// Whether it waits for somebody until it is resolved.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Question | Self::Flag)
    }
}

/// A question or flag that is open for so many days is shown to every supervisor.
pub const LATE_DAYS: i64 = 7;

/// Body of `PUT /cases/{id}/comments/{comment}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentDraft {
    #[serde(default)]
    pub kind: CommentKind,
    /// `service`, `document`, `note`, `consent`, `assessment`, `milestone`, `goal` or `plan`.
    pub on_kind: RecordKind,
    pub on: Uuid,
    /// Of a question: a colleague who works on the case or a supervisor; the supervisors, if nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_of: Option<UserId>,
    /// The comment, question or flag that this answers; answers are not answered in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<CommentId>,
    pub body: LongText,
}

impl CommentDraft {
    /// Checks that it says what its kind needs and nothing else.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if self.asked_of.is_some() && self.kind != CommentKind::Question {
            checker.refuse("asked_of", ValueError::NotAllowedHere);
        }
        if self.reply_to.is_some() && self.kind.waits() {
            checker.refuse("reply_to", ValueError::NotAllowedHere);
        }
        checker.finish()
    }
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentRecord {
    pub id: CommentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: CommentDraft,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<UserId>,
    /// Of an open question or flag: whose turn it is; the supervisors', if nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<UserId>,
}

impl CommentRecord {
    /// Whether this person may say that it is dealt with: of a question or flag who asked, and supervisors.
    #[must_use]
    pub fn resolvable_by(&self, user: UserId, supervises: bool) -> bool {
        let theirs = !self.draft.kind.waits() || supervises || self.meta.created_by == user;
        theirs && self.resolved_at.is_none() && self.draft.reply_to.is_none()
    }
}
