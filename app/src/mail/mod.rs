//! How mail fares in the office: what holds it up, what waits and failed, and the languages it may be written in.

mod counts;
mod languages;
mod lines;
mod pause;
mod screen;

pub use screen::MailScreen;
