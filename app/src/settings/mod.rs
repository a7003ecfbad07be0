//! One's own settings: language, theme, safety, devices, password, second factor, sign out.

mod calendar;
mod devices;
mod password;
mod preferences;
mod screen;
mod second_step;

pub use screen::SettingsScreen;
