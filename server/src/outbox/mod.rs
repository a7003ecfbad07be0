//! The outbox: what is to be written to survivors, whether it may be, and that it is, once and in time.
//!
//! A mail is a row in the unit of work of what it tells ([`plan`](plan())). It is claimed by one server at a time, judged and
//! rendered when it leaves, and handed over outside every transaction. What must hold: nothing is sent that the gate
//! ([`judge`]) refuses, nothing leaves outside the person's safe hours, nothing is lost whenever the process dies, and what
//! is sent twice has the same Message-ID. Nobody who waits for an answer waits for a mail server.

mod address;
mod again;
mod backoff;
mod bounce;
pub mod by_hand;
mod claim;
mod code;
mod enqueue;
mod fail;
mod folder;
mod foresee;
mod gate;
pub mod health;
pub mod languages;
pub mod mailbox;
mod news;
mod notice;
mod occasion;
pub mod of_appointment;
mod of_office;
mod plan;
mod queue;
mod refuse;
mod render;
mod row;
mod send;
mod settle;
mod smtp;
pub mod subjects;
mod token;
mod told;
mod transport;
mod windows;
mod worker;

pub use bounce::{Bounce, bounce};
pub use code::plan_code;
pub use enqueue::{has_to_be_told, look_again};
pub use foresee::{Foreseen, foresee, foresee_ending};
pub use gate::{HandedOver, Standing, judge, judge_case, judge_code, link_may_lead, objection};
pub(crate) use of_office::handled;
pub use plan::{Happened, plan, plan_booked};
pub use queue::Queue;
pub use smtp::Smtp;
pub use token::{address_code, link_hash, message_token, sent_to};
pub use transport::{Carrier, Trouble};
pub use windows::Windows;
pub use worker::{pass, run};
