//! Workshops for officials: who came, what they thought of it, and what they knew before and after. Nobody is named
//! anywhere: of participants there are counts, and answers to the form belong to nobody.

mod answer;
mod draft;
mod feedback;

pub use answer::{Answered, Choices, MOST_CHOICES, MOST_QUESTIONS};
pub use draft::{Attendance, Paper, Question, WorkshopDraft, WorkshopTopic};
pub use feedback::{
    EFFECTIVE_FROM, Effective, FeedbackOpening, FeedbackPhase, Knowledge, QuestionResult, Results, WorkshopRecord,
};
