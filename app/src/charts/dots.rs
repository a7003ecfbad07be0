//! Where something was and where it is, on one scale.

use leptos::prelude::*;

/// From where to where the scale is drawn.
const LEFT: f64 = 10.0;
const WIDE: f64 = 200.0;

/// Where a value stands on the scale from `lowest` to `highest`.
fn place(value: f64, lowest: f64, highest: f64) -> f64 {
    let part = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.0 };
    LEFT + WIDE * part.clamp(0.0, 1.0)
}

/// A hollow dot for before, a full one for now, and the way between: a picture of what stands beside it in words.
#[component]
pub fn Dots(before: f64, now: f64, lowest: f64, highest: f64) -> impl IntoView {
    let (from, to) = (place(before, lowest, highest), place(now, lowest, highest));
    let text = |value: f64| format!("{value:.1}");
    let mut ticks = String::new();
    for step in 0..=4_u8 {
        ticks += &format!("M{} 2V22", text(LEFT + WIDE * f64::from(step) / 4.0));
    }
    view! {
        <svg class="dots" viewBox="0 0 220 24" aria-hidden="true" focusable="false">
            <path class="dots-grid" d=ticks></path>
            <path class="dots-way" d=format!("M{} 12H{}", text(from), text(to))></path>
            <circle class="dots-before" cx=text(from) cy="12" r="5"></circle>
            <circle class="dots-now" cx=text(to) cy="12" r="6"></circle>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_on_the_scale_and_never_beside_it() {
        let places = [1.0, 3.0, 5.0, 9.0].map(|value| place(value, 1.0, 5.0));
        assert_eq!(places.map(|place| format!("{place:.0}")), ["10", "110", "210", "210"]);
        assert_eq!(format!("{:.0}", place(1.0, 1.0, 1.0)), "10");
    }
}
