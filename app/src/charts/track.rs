//! A bar along its track: a part of a whole, or of the longest of several.

use leptos::prelude::*;

/// How much of the track is filled, in thousandths.
fn filled(value: i64, most: i64) -> i64 {
    if most <= 0 {
        0
    } else {
        (i128::from(value.max(0)) * 1000 / i128::from(most)).min(1000).try_into().unwrap_or(1000)
    }
}

/// A picture of what stands beside it in words. What goes beyond the whole is marked.
#[component]
pub fn Track(value: i64, most: i64) -> impl IntoView {
    let over = most > 0 && value > most;
    view! {
        <svg class="track" class:track-over=over viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="track-all" width="1000" height="14" rx="4"></rect>
            <rect class="track-part" width=filled(value, most).to_string() height="14" rx="4"></rect>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_never_longer_than_its_track() {
        assert_eq!([filled(5, 10), filled(30, 10), filled(-1, 10), filled(1, 0)], [500, 1000, 0, 0]);
        assert_eq!(filled(i64::MAX, i64::MAX), 1000);
    }
}
