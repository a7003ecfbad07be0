//! Signing in, devices, refresh tokens, the second factor, and one's own account.

pub mod account;
pub mod change_password;
pub mod demo_info;
mod device;
pub mod devices;
pub mod end;
mod factor;
mod family;
mod forget;
mod guessable;
mod hashing;
mod open;
pub mod password;
pub mod rate_limit;
pub mod refresh;
pub mod reset;
pub mod sign_in;
pub mod step_up;
pub mod totp;
mod tries;
pub mod views;

pub use demo_info::DEMO_ADDRESSES;
pub use device::add_device;
pub use factor::remove_factor;
pub use family::end_devices;
pub use forget::forget;
pub use hashing::Hashers;
pub use open::cookie_name;
pub use password::{DEMO_PASSWORD, set_password};
