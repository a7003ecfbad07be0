//! A canary in everything that is sealed: nothing of it may lie readable anywhere.

mod fill;
mod marks;
mod nothing_readable;
mod places;
