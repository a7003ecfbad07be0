//! The Yanında server: API, diesel store, sealed data, audit and command line.
//!
//! Read [`routes`] first, then [`access`]: the only door to data.

pub mod access;
pub mod appointments;
pub mod assignments;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod calendar;
pub mod cases;
pub mod catalogue;
pub mod changes;
pub mod cli;
pub mod comments;
pub mod config;
pub mod consents;
pub mod contacts;
pub mod db;
pub mod demo;
pub mod documents;
pub mod feed;
pub mod history;
pub mod http;
pub mod mail;
pub mod milestones;
pub mod notes;
pub mod offices;
pub mod outbox;
pub mod outcomes;
pub mod plans;
pub mod problem;
pub mod random;
pub mod reports;
pub mod routes;
pub mod seal;
pub mod server;
pub mod services;
pub mod sessions;
pub mod shares;
pub mod survivor;
pub mod tasks;
pub mod time;
pub mod timeline;
pub mod today;
pub mod users;
pub mod words;
