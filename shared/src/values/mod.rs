//! Values that exist only if valid: parsed once, by the form and by the server with the same code.

mod codes;
mod day;
mod email;
mod error;
mod local;
mod mask;
mod money;
mod neutral;
mod numbers;
mod phone;
mod texts;
mod time;

pub use codes::{Country, FundCode, LanguageTag};
pub use day::{NaiveDate, check_day, check_not_future};
pub use email::EmailAddress;
pub use error::ValueError;
pub use local::{LocalTime, ZoneName};
pub use mask::MASK;
pub use money::{Currency, Money};
pub use neutral::NeutralPhrase;
pub use numbers::{parse_count, parse_hundredths, plain_digits};
pub use phone::PhoneNumber;
pub use texts::{CodeName, LongText, Name, ShortText};
pub use time::Stamp;
