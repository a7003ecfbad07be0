//! The bar at the foot of a phone, the rail at the side of a computer. Lock and Leave are always there.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use yaninda_shared::policy::{Action, Relation};

use super::icon::Icon;
use crate::{
    browser,
    i18n::{k, t},
    sessions::leave,
    store::session,
};

/// Where Log leads: on the screen of a case it starts with that case.
#[must_use]
pub fn log_address(path: &str) -> String {
    match path.strip_prefix("/cases/").and_then(|rest| rest.split('/').next()) {
        Some(case) if case != "new" && !case.is_empty() => ["/log?case=", case].concat(),
        _ => "/log".to_owned(),
    }
}

/// What opens from the overview, besides what it opens itself.
const OF_OVERVIEW: [&str; 8] =
    ["/funds", "/import", "/exports", "/clocks", "/milestone-types", "/referrals", "/workshops", "/identification"];
/// What has a place of its own in the rail alone.
const OF_RAIL: [&str; 2] = ["/approvals", "/reports"];

/// Whether this address belongs to a place of the bar; on a computer the bar is the rail.
fn is_within(path: &str, place: &str, rail: bool) -> bool {
    let below = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match place {
        "/calendar" => path == place || path == "/book",
        "/overview" => below(place) || OF_OVERVIEW.into_iter().any(below) || (!rail && OF_RAIL.into_iter().any(below)),
        _ => below(place),
    }
}

/// Where each role can go; what is not allowed is not shown.
#[component]
pub fn Nav() -> impl IntoView {
    let path = use_location().pathname;
    let may = |action| session::may(action, Relation::Office);
    let current =
        move |href: &'static str| move || path.with(|path| is_within(path, href, browser::is_wide())).then_some("page");
    let link = move |href: &'static str, icon: &'static str, label: &'static str| {
        view! { <a class="nav-item" href=href aria-current=current(href)><Icon name=icon/><span>{label}</span></a> }
    };
    let in_rail = move |href: &'static str, icon: &'static str, label: &'static str| {
        view! { <a class="nav-item nav-wide" href=href aria-current=current(href)><Icon name=icon/><span>{label}</span></a> }
    };
    // With a calendar the bar of a phone is full: there the settings open from Today, and mail from the settings.
    let days = may(Action::AgendaRead);
    // Who has the overview finds the calendar there and on Today.
    let over = may(Action::OverviewRead);
    let log = move || path.with(|path| log_address(path));
    view! {
        <nav class="nav" aria-label=t(k::NAV_MAIN)>
            // As far from Lock as the bar is long: one of them is meant often, the other must not happen by a slip.
            <button type="button" class="nav-item nav-leave" aria-description=t(k::NAV_LEAVE_HINT) on:click=|_| leave::leave()>
                <Icon name="exit"/><span>{t(k::NAV_LEAVE)}</span>
            </button>
            {may(Action::TodayRead).then(|| link("/today", "today", t(k::NAV_TODAY)))}
            {may(Action::CaseList).then(|| link("/cases", "cases", t(k::NAV_CASES)))}
            {may(Action::CaseOpen).then(|| view! {
                <a class="nav-item nav-log" href=log><Icon name="plus"/><span>{t(k::NAV_LOG)}</span></a>
            })}
            {may(Action::UserRead).then(|| link("/users", "users", t(k::NAV_USERS)))}
            {may(Action::MailRead).then(|| view! {
                <a class="nav-item" class:nav-wide=days href="/mail" aria-current=current("/mail")><Icon name="mail"/><span>{t(k::NAV_MAIL)}</span></a>
            })}
            {may(Action::AuditRead).then(|| link("/audit", "shield", t(k::NAV_AUDIT)))}
            // A manager works with what is published and nothing else.
            {(may(Action::ReleaseRead) && !over).then(|| link("/reports", "chart", t(k::REPORTS_TITLE)))}
            {over.then(|| link("/overview", "chart", t(k::OVERVIEW_TITLE)))}
            {(may(Action::ApprovalList) && over).then(|| in_rail("/approvals", "done", t(k::APPROVALS_TITLE)))}
            {(may(Action::ReleaseRead) && over).then(|| in_rail("/reports", "copy", t(k::REPORTS_TITLE)))}
            {days.then(|| view! {
                <a class="nav-item" class:nav-wide=over href="/calendar" aria-current=current("/calendar")><Icon name="cal"/><span>{t(k::NAV_CALENDAR)}</span></a>
            })}
            <a class="nav-item" class:nav-wide=days href="/settings" aria-current=current("/settings")><Icon name="sliders"/><span>{t(k::NAV_SETTINGS)}</span></a>
            <button type="button" class="nav-item nav-lock" on:click=|_| session::lock()>
                <Icon name="lock"/><span>{t(k::NAV_LOCK)}</span>
            </button>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_place_of_the_bar_is_marked_there() {
        let within = |path: &str, place: &str| is_within(path, place, true);
        assert!(
            within("/cases/1/entry/2", "/cases") && within("/book", "/calendar") && within("/workshops/1", "/overview")
        );
        assert!(!within("/casework", "/cases") && !within("/calendar", "/today"));
        assert!(within("/reports", "/reports") && !within("/reports", "/overview"));
        assert!(is_within("/reports", "/overview", false), "the bar of a phone has no place for it");
    }
}
