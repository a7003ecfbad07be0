//! The frame: which stage the app is in, the routes, the keys, the idle lock and the cover.

mod app;
mod guard;
mod keys;
mod parts;
mod routes;

pub use app::App;
