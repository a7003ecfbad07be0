//! Signing in, locking, leaving, the second factor and the one-time link.

mod away;
mod demo;
mod enrol;
mod frame;
pub mod leave;
mod lock;
mod reset;
mod sign_in;
mod step_up;
mod totp;

pub use away::AwayScreen;
pub use enrol::EnrolScreen;
pub use lock::LockScreen;
pub use reset::ResetScreen;
pub use sign_in::SignInScreen;
pub use step_up::StepUpSheet;
pub use totp::TotpSetUp;
