//! The frame: which stage the app is in, the routes, the idle lock and the cover.

mod app;
mod guard;
mod parts;
mod routes;

pub use app::App;
