//! Mails as whole mails: what they say in every language, what programs of others read in them, and what is not in them.

mod calendars;
mod directions;
mod every_mail;
mod hostile;
mod leaks;
mod parts;
mod readers;
mod signatures;
mod snapshots;
