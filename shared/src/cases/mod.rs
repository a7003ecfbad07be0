//! Cases: one survivor's file in one office.

mod close;
mod code_names;
mod draft;
mod duplicates;
mod grant;
mod htcds;
mod identity;
mod list;
mod profile;
mod reveal;
mod safe_contact;
mod search;
mod status;
mod view;

pub use close::{CloseDecision, CloseReason, CloseRequest, Reopen};
pub use code_names::CODE_NAMES;
pub use draft::CaseDraft;
pub use duplicates::{DuplicateAnswer, DuplicateQuery};
pub use grant::{Assignment, AssignmentDraft, GrantEnd, GrantRecord};
pub use htcds::{
    DecisionMakingOrg, ExploitationType, Gender, HtcdsCaseStatus, MethodOfControl, ProtectionStatus, Sex,
    TraffickingStatus,
};
pub use identity::{Identity, IdentityNumber};
pub use list::{CaseFilter, CaseSort, OfWorker};
pub use profile::{Dependants, Identification, Profile};
pub use reveal::Reveal;
pub use safe_contact::{ReadBy, SafeContact, SafeHours, Wording};
pub use search::{SearchHit, SearchQuery};
pub use status::{CaseStatus, Risk, StatusChange};
pub use view::{CaseRecord, CaseSummary};
