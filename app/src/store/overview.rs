//! The figures of the office, and the list behind each.

use leptos::prelude::*;
use yaninda_shared::overview::{Figure, FigureLine, FigureQuery, Overview};

use super::{Listing, Reading, query};

/// Every figure of now.
#[must_use]
pub fn all() -> Reading<Overview> {
    Reading::new(|| Some("/overview".to_owned()))
}

/// What a figure counted; `None` while the address names none.
#[must_use]
pub fn lines(of: Signal<Option<(Figure, FigureQuery)>>) -> Listing<FigureLine> {
    Listing::new(move || of.with(|of| of.as_ref().map(|(figure, question)| address(*figure, question))))
}

/// The address of a list, of the API as of the app.
#[must_use]
pub fn address(figure: Figure, question: &FigureQuery) -> String {
    let question = query(question);
    let joint = if question.is_empty() { "" } else { "?" };
    ["/overview/", figure.as_str(), joint, &question].concat()
}

#[cfg(test)]
mod tests {
    use yaninda_shared::overview::Direction;

    use super::*;

    #[test]
    fn an_address_says_which_list_it_is() {
        assert_eq!(address(Figure::GoalsOverdue, &FigureQuery::default()), "/overview/goals_overdue");
        let up = FigureQuery { direction: Some(Direction::Up), ..FigureQuery::default() };
        assert_eq!(address(Figure::Recovery, &up), "/overview/recovery?direction=up");
    }
}
