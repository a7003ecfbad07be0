//! Ways to reach the person, each with its own safety.

mod code;
mod list;
mod record;

pub use code::{read_back, send_code};
pub use list::{Contacts, mail_address, shown};
pub use record::{add_mail, change, confirm};
