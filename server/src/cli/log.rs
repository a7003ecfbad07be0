//! Log lines on standard error: sentences and ids, as text or JSON.

use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::Settings;

/// Starts logging; a second call changes nothing.
pub(super) fn start(settings: &Settings) {
    let filter: Targets = settings.log.parse().unwrap_or_default();
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(true);
    let _ = if settings.log_json {
        registry.with(layer.json()).try_init()
    } else {
        registry.with(layer.with_ansi(false)).try_init()
    };
}
