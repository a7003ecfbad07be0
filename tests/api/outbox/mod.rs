//! Mails to survivors: whether they may be sent, when, what came of them.

mod bounces;
mod gate;
mod health;
mod held_up;
mod hours;
mod mailbox;
mod other_office;
mod planning;
mod query_plans;
mod sending;
mod series;
mod subjects;
mod trying_out;
