//! One case in a list: code name, where it stands, what is next, how much danger there is.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use yaninda_shared::{cases::CaseSummary, users::Colleague, values::NaiveDate};

use crate::{
    components::{RiskMark, Row},
    format,
    i18n::{Label, k, t, tf, tn},
    store::{Reading, colleagues},
};

/// After so many days without contact the row says so.
const QUIET: i64 = 30;

/// `people` is given where cases of several workers stand together: then the worker is named.
#[component]
pub(super) fn CaseRow(
    case: CaseSummary,
    people: Option<Reading<Vec<Colleague>>>,
    /// What a search found it by.
    #[prop(optional)]
    matched: Option<&'static str>,
) -> impl IntoView {
    let href = "/cases/".to_owned() + &case.id.to_string();
    let own = href.clone();
    let path = use_location().pathname;
    let (text, due) = state(&case, format::today());
    let worker = case.worker;
    let who = move || {
        people.map(|people| match worker {
            Some(worker) => colleagues::name(people, worker),
            None => t(k::CASE_NOBODY).to_owned(),
        })
    };
    let late = case.next_due_on.is_some_and(|day| day < format::today());
    view! {
        <Row href=href current=Signal::derive(move || path.with(|path| path.starts_with(&own)))>
            <span class="grow">
                <span class="row-title"><bdi>{case.code_name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{case.number}</span></span>
                <span class="row-text">
                    <span class:due=due>{text}</span>
                    {move || who().map(|who| view! { " · "<bdi>{who}</bdi> })}
                </span>
                {matched.filter(|text| !text.is_empty()).map(|text| view! { <span class="row-text">{text}</span> })}
            </span>
            <span class="case-row-end">
                {case.next_due_on.map(|day| view! { <span class:due=late>{tf(k::CASES_NEXT, &[("left", &format::due(day))])}</span> })}
                <RiskMark risk=case.risk/>
            </span>
        </Row>
    }
}

/// The one thing to know about a case, and whether it asks for attention.
fn state(case: &CaseSummary, today: NaiveDate) -> (String, bool) {
    let quiet = (today - case.last_contact_on.unwrap_or(case.opened_on)).num_days();
    if !case.status.is_open() {
        (case.status.label().to_owned(), false)
    } else if case.close_requested {
        (t(k::CASES_CLOSE_ASKED).to_owned(), true)
    } else if quiet > QUIET {
        (tf(k::CASES_QUIET, &[("days", &tn(k::COUNT_DAYS, quiet))]), true)
    } else {
        (case.status.label().to_owned(), false)
    }
}
