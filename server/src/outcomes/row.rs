//! The row of an assessment and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{AssessmentId, CaseId, OfficeId, UserId},
    outcomes::{AssessmentDraft, AssessmentRecord, Method, Occasion, Rating},
    record::Meta,
    values::{LongText, NaiveDate, Stamp},
};

use crate::{
    db::schema::assessments,
    records::{find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of an assessment: all of it but its day.
pub(crate) fn place(id: AssessmentId) -> Place {
    Place::new("assessments.sealed", id.raw())
}

/// What is sealed of an assessment.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Said {
    occasion: Occasion,
    method: Method,
    ratings: Vec<Rating>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<LongText>,
}

impl From<&AssessmentDraft> for Said {
    fn from(draft: &AssessmentDraft) -> Self {
        Self {
            occasion: draft.occasion,
            method: draft.method,
            ratings: draft.ratings.clone(),
            note: draft.note.clone(),
        }
    }
}

/// Table `assessments`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct AssessmentRow {
    pub id: AssessmentId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub occurred_on: NaiveDate,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
}

impl AssessmentRow {
    /// What a form would send to make it as it is.
    pub fn draft(&self, key: &Sealer) -> Result<AssessmentDraft, SealError> {
        let Said { occasion, method, ratings, note } = key.open(place(self.id), &self.sealed)?;
        Ok(AssessmentDraft { occurred_on: self.occurred_on, occasion, method, ratings, note })
    }

    /// Opens the assessment with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<AssessmentRecord, SealError> {
        Ok(AssessmentRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: self.draft(key)?,
            withdrawn: self.withdrawn,
        })
    }
}

find_of_case!(pub assessments, AssessmentId => AssessmentRow);

show_of_case!(pub AssessmentRecord);
