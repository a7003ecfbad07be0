//! The few signs beside words. Each is decoration: the word says it.

use maud::{Markup, PreEscaped, html};

/// A sign, as the paths that draw it on 24 by 24.
#[derive(Clone, Copy)]
pub(super) struct Icon(&'static str);

pub(super) const GLOBE: Icon = Icon(
    r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.5 3.5 5.3 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.3-3.5-8.5s1-6 3.5-8.5z"/>"#,
);
pub(super) const PIN: Icon = Icon(
    r#"<path d="M12 21s-6.5-5.5-6.5-11a6.5 6.5 0 0 1 13 0c0 5.5-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.25"/>"#,
);
pub(super) const CHECK: Icon = Icon(r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#);
pub(super) const DONE: Icon = Icon(r#"<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.7L16 9.6"/>"#);
pub(super) const CLOCK: Icon = Icon(r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>"#);
pub(super) const CROSS: Icon = Icon(r#"<path d="m6 6 12 12M18 6 6 18"/>"#);
pub(super) const EXIT: Icon =
    Icon(r#"<path d="M13.5 4.5H7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h6.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5"/>"#);

impl Icon {
    /// The sign. It is drawn right without a style sheet too.
    pub(super) fn draw(self) -> Markup {
        html! {
            svg.i width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"
                stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" { (PreEscaped(self.0)) }
        }
    }
}
