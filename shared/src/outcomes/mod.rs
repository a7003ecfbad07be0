//! How life goes for the person, domain by domain: ratings from 1 to 5, when they are due, and what changed. Each domain
//! stands for itself; nothing is ever summed over them.

mod change;
mod domain;
mod draft;
mod schedule;
mod score;

pub use change::{Standing, standings};
pub use domain::{OutcomeArea, OutcomeDomain};
pub use draft::{AssessmentDraft, AssessmentRecord, Confidence, MAX_RATINGS, Method, Rating, Unrated};
pub use schedule::{AssessmentDue, Facts, Occasion};
pub use score::Score;
