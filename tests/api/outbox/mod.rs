//! Mails to survivors: whether they may be sent, when, what came of them.

mod bounces;
mod gate;
mod health;
mod hours;
mod mailbox;
mod planning;
mod sending;
mod subjects;
