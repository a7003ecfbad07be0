//! Where a figure leads: the list of cases under a filter, or a list of its own.

use leptos::prelude::*;
use yaninda_shared::{
    cases::CaseFilter,
    overview::{Figure, FigureQuery},
};

use crate::store::{memory, overview};

/// What a figure opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    Cases(CaseFilter),
    Lines(Figure, FigureQuery),
    /// What is decided, where it is decided.
    Requests(&'static str),
}

impl Opens {
    /// What a figure opens that needs nothing but today.
    pub(super) fn of(figure: Figure, quiet_days: u16) -> Self {
        match figure {
            Figure::Approvals => Self::Requests("/approvals"),
            Figure::Exports => Self::Requests("/exports"),
            _ => figure.filter(quiet_days).map_or_else(|| Self::Lines(figure, FigureQuery::default()), Self::Cases),
        }
    }

    /// Its address. The filter of the list of cases is kept by the tab and stands in no address.
    pub(super) fn href(&self) -> String {
        match self {
            Self::Cases(_) => "/cases".to_owned(),
            Self::Lines(figure, question) => overview::address(*figure, question),
            Self::Requests(screen) => (*screen).to_owned(),
        }
    }

    fn keep(&self) {
        if let Self::Cases(filter) = self {
            memory::set_filter(filter);
        }
    }
}

/// A link to the list behind a figure.
#[component]
pub(super) fn Behind(
    opens: Opens,
    class: &'static str,
    #[prop(optional)] test: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let href = opens.href();
    view! {
        <a class=class href=href data-test=test on:click=move |_| opens.keep()>{children()}</a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_leads_somewhere() {
        for figure in Figure::COUNTED {
            let href = Opens::of(*figure, 30).href();
            let screens = ["/cases", "/approvals", "/exports"];
            assert!(screens.contains(&href.as_str()) || href == format!("/overview/{figure}"), "{href}");
        }
    }
}
