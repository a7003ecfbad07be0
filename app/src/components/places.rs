//! Where else one can go: what has no place in the bar of a phone.

use leptos::prelude::*;
use yaninda_shared::policy::{Action, Relation};

use super::{
    icon::Icon,
    row::{Row, Rows, Section},
};
use crate::{
    i18n::{Key, k, t},
    store::session,
};

/// Address, symbol, name, and the right that opens it.
const PLACES: [(&str, &str, Key, Action); 14] = [
    ("/calendar", "cal", k::NAV_CALENDAR, Action::AgendaRead),
    ("/approvals", "done", k::APPROVALS_TITLE, Action::ApprovalList),
    ("/referrals", "users", k::REFERRALS_TITLE, Action::ReferralList),
    ("/workshops", "book", k::WORKSHOPS_TITLE, Action::WorkshopRead),
    ("/identification", "chart", k::IDENTIFICATION_TITLE, Action::ReportRead),
    ("/reports", "chart", k::REPORTS_TITLE, Action::ReleaseRead),
    ("/funds", "cash", k::FUNDS_TITLE, Action::FundWrite),
    ("/import", "plus", k::IMPORT_TITLE, Action::ImportWrite),
    ("/exports", "lock", k::EXPORTS_TITLE, Action::ExportRequest),
    ("/clocks", "clock", k::CLOCKS_TITLE, Action::ClockRuleWrite),
    ("/milestone-types", "goal", k::MILESTONE_TYPES_TITLE, Action::MilestoneTypeWrite),
    ("/mail", "mail", k::NAV_MAIL, Action::MailRead),
    ("/users", "users", k::NAV_USERS, Action::UserRead),
    ("/audit", "shield", k::NAV_AUDIT, Action::AuditRead),
];

/// Where these are opened from, for the way back; nothing for who has them in the bar or among the settings.
#[must_use]
pub fn opened_from() -> &'static str {
    if session::may(Action::OverviewRead, Relation::Office) { "/overview" } else { "" }
}

/// Those that are open to the reader, if there are any.
#[component]
pub fn Places() -> impl IntoView {
    let open = PLACES.iter().filter(|place| session::may(place.3, Relation::Office)).collect::<Vec<_>>();
    let rows = open.into_iter().map(|(href, icon, name, _)| {
        view! {
            <Row href=*href>
                <span class="row-icon"><Icon name=*icon/></span>
                <span class="grow row-title">{t(*name)}</span>
                <Icon name="chev"/>
            </Row>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <Section title=t(k::OVERVIEW_PLACES)><Rows>{rows}</Rows></Section> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_a_symbol_of_the_sprite() {
        let sprite = include_str!("../../icons/icons.svg");
        assert!(PLACES.iter().all(|place| sprite.contains(&format!("id=\"i-{}\"", place.1))));
    }
}
