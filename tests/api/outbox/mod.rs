//! Mails to survivors: whether they may be sent, when, what came of them.

mod bounces;
mod cancelling;
mod gate;
mod health;
mod held_up;
mod hours;
mod mailbox;
mod other_office;
mod planning;
mod query_plans;
mod sending;
mod subjects;
mod trying_out;
