//! What is asked for and decided by somebody else: a payment above the office's limit, closing a case, its transfer.

mod draft;
mod kind;
mod payment;
mod record;

pub use draft::{ApprovalDecision, ApprovalDraft};
pub use kind::{ApprovalKind, ApprovalState};
pub use payment::{Before, Payment, Ruling, claims_payment, rule, within};
pub use record::{ApprovalRecord, Decided, PaymentAsked, SplitPayment, WaitingApproval};
