//! The next appointment of today, in one look: when, with whom, and the two things most done with it.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::AppointmentState,
    today::{DueItem, DueKind},
    values::NaiveDate,
};

use super::group::{href, subject};
use crate::{
    appointments::{AppointmentTag, ConfirmAnswer},
    components::{Kind, LinkButton},
    format,
    i18n::{k, t},
};

/// The first appointment of the day that is not over, if there is one.
pub(super) fn next(items: &[DueItem], today: NaiveDate) -> Option<DueItem> {
    let of_today = items.iter().filter(|item| item.kind == DueKind::Appointment && item.on == today);
    of_today.min_by_key(|item| item.starts).cloned()
}

/// A card of its own above everything that is only a row.
#[component]
pub(super) fn Next(item: DueItem) -> impl IntoView {
    let open = href(&item);
    let subject = subject(&item);
    view! {
        <section class="card card-pad stack next" aria-label=t(k::TODAY_NEXT) data-test="next">
            <div class="cluster">
                <h2 class="grow next-title">{t(k::TODAY_NEXT)}</h2>
                <AppointmentTag state=AppointmentState::Planned answer=item.answer unverified=item.unverified/>
            </div>
            <div class="next-what">
                <span class="next-time num">{item.starts.map(format::time)}</span>
                <p class="grow">
                    <span class="row-title"><bdi>{item.code_name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{item.number}</span></span>
                    <span class="row-text">{subject}</span>
                    <ConfirmAnswer unverified=item.unverified/>
                    {item.attends_only.then(|| view! { <span class="row-text">{t(k::TODAY_ATTENDS_ONLY)}</span> })}
                </p>
            </div>
            {(!item.attends_only).then(|| view! {
                <div class="two">
                    <LinkButton href=format!("/log?case={}", item.case) kind=Kind::Primary icon="plus">{t(k::NAV_LOG)}</LinkButton>
                    <LinkButton href=open icon="cal">{t(k::TODAY_OPEN_APPOINTMENT)}</LinkButton>
                </div>
            })}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{
        ids::CaseId,
        values::{CodeName, LocalTime},
    };

    use super::*;

    fn item(kind: DueKind, starts: &str) -> DueItem {
        let starts = LocalTime::parse(starts).unwrap();
        let (case, name) = (CaseId::from_parts(0, [0; 10]), CodeName::parse("Martı").unwrap());
        DueItem { starts: Some(starts), ..DueItem::about(kind, starts.day(), case, name, "IST-0001".to_owned()) }
    }

    #[test]
    fn the_next_one_is_the_soonest_of_today_that_is_not_over() {
        let all = [
            item(DueKind::OutcomeMissing, "2026-11-26T08:00"),
            item(DueKind::Appointment, "2026-11-26T15:00"),
            item(DueKind::Appointment, "2026-11-26T10:30"),
            item(DueKind::Appointment, "2026-11-27T09:00"),
        ];
        let today = "2026-11-26".parse().unwrap();
        assert_eq!(next(&all, today).map(|item| item.starts), Some(all[2].starts));
        assert!(next(&all, "2026-11-25".parse().unwrap()).is_none());
    }
}
