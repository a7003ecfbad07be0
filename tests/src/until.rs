//! Waiting for what can be seen, rather than for as long as it usually takes.

use std::time::{Duration, Instant};

/// Looks again and again until it is so, for at most twenty seconds.
pub async fn until(what: &str, is_so: impl Fn() -> bool) {
    until_within(Duration::from_secs(20), what, is_so).await;
}

/// As [`until`], for at most so long.
pub async fn until_within(most: Duration, what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < most, "not within {most:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
