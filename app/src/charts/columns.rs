//! Upright bars side by side, such as one a month.

use leptos::prelude::*;

use crate::format;

/// How tall the highest bar is drawn.
const TALL: i64 = 100;

/// How a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Full,
    /// Before something that the others come after.
    Hollow,
    /// Neither before nor after.
    Between,
    /// Not over yet: drawn with a broken line.
    SoFar,
}

impl Look {
    /// The class of a picture drawn like this.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Full => "column-full",
            Self::Hollow => "column-hollow",
            Self::Between => "column-between",
            Self::SoFar => "column-so-far",
        }
    }
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Under the bar.
    pub short: String,
    /// For a reader.
    pub name: String,
    pub value: i64,
    pub href: Option<String>,
    pub look: Look,
}

/// How tall a bar is: nothing is nothing, and anything is seen.
fn tall(value: i64, most: i64) -> i64 {
    if value <= 0 || most <= 0 { 0 } else { (value * TALL / most).max(2) }
}

/// What a look stands for, beside a picture of it.
#[component]
pub fn ColumnKey(look: Look, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <span>
            <svg class=look.class() viewBox="0 0 14 14" aria-hidden="true" focusable="false"><rect x="1" y="1" width="12" height="12" rx="2"></rect></svg>
            {text}
        </span>
    }
}

/// The bars, in their order.
#[component]
pub fn Columns(columns: Vec<Column>) -> impl IntoView {
    let most = columns.iter().map(|column| column.value).max().unwrap_or_default();
    let bars = columns.into_iter().map(|column| {
        let height = tall(column.value, most);
        let inner = view! {
            <span class="visually-hidden">{column.name.clone()}": "</span>
            <span class="column-value num">{format::number(column.value)}</span>
            <svg class=["column-bar ", column.look.class()].concat() viewBox="0 0 24 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect x="1" width="22" y=(TALL - height).to_string() height=height.to_string() rx="2"></rect>
            </svg>
            <span class="column-name" aria-hidden="true">{column.short}</span>
        };
        let item = match column.href {
            Some(href) => view! { <a class="column" href=href title=column.name>{inner}</a> }.into_any(),
            None => view! { <span class="column">{inner}</span> }.into_any(),
        };
        view! { <li>{item}</li> }
    });
    view! { <ul class="columns">{bars.collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_fills_the_picture_and_the_least_is_seen() {
        assert_eq!([tall(11, 11), tall(1, 1000), tall(0, 11), tall(0, 0)], [100, 2, 0, 0]);
    }
}
