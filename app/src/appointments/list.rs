//! The appointments of a case: what is to be done about them, those to come, and those before.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentRecord, AppointmentState},
    policy::Action,
    values::Stamp,
};

use super::row::AppointmentRow;
use crate::{
    cases::{case_id, this_case},
    components::{Empty, LinkButton, LoadedList, Rows, Section},
    format,
    i18n::{k, t},
    store,
    tasks::OpenTasks,
};

/// The tab of a case.
#[component]
pub fn Appointments() -> impl IntoView {
    let case = case_id();
    let may_write = store::cases::may(this_case(), Action::EntryWrite);
    view! {
        <OpenTasks tasks=store::tasks::open(case)/>
        {move || case.get().filter(|_| may_write.get()).map(|case| view! {
            <p><LinkButton href=format!("/book?case={case}") icon="plus" compact=true attr:data-test="book-here">{t(k::APPOINTMENTS_NEW)}</LinkButton></p>
        })}
        <LoadedList listing=store::appointments::list(case) view={move |all: Vec<AppointmentRecord>| {
            if all.is_empty() {
                return view! { <Empty icon="cal" title=t(k::APPOINTMENTS_EMPTY) text=t(k::APPOINTMENTS_EMPTY_TEXT)/> }.into_any();
            }
            let (coming, before) = split(all, format::now());
            view! { {group(t(k::APPOINTMENTS_COMING), coming)} {group(t(k::APPOINTMENTS_BEFORE), before)} }.into_any()
        }}/>
    }
}

/// Those that are planned and not over, soonest first; the others, latest first.
fn split(all: Vec<AppointmentRecord>, now: Stamp) -> (Vec<AppointmentRecord>, Vec<AppointmentRecord>) {
    let comes = |one: &AppointmentRecord| one.state == AppointmentState::Planned && one.ends_at > now;
    let (mut coming, mut before): (Vec<_>, Vec<_>) = all.into_iter().partition(comes);
    coming.sort_by_key(|one| one.starts_at);
    before.sort_by_key(|one| std::cmp::Reverse(one.starts_at));
    (coming, before)
}

fn group(title: &'static str, all: Vec<AppointmentRecord>) -> Option<AnyView> {
    let count = format::number(i64::try_from(all.len()).unwrap_or(i64::MAX));
    (!all.is_empty()).then(|| {
        view! {
            <Section title=title count=count>
                <Rows>{all.into_iter().map(|one| view! { <AppointmentRow one=one/> }).collect_view()}</Rows>
            </Section>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn one(starts_at: i64, state: &str) -> AppointmentRecord {
        let user = "01960000-0000-7000-8000-000000000003";
        serde_json::from_value(json!({
            "id": "01960000-0000-7000-8000-000000000001", "case": "01960000-0000-7000-8000-000000000002",
            "version": 1, "created_at": 0, "created_by": user, "updated_at": 0, "updated_by": user,
            "type": "CMG.phone", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul", "minutes": 60,
            "state": state, "starts_at": starts_at, "ends_at": starts_at + 10, "sequence": 0
        }))
        .unwrap()
    }

    #[test]
    fn what_is_cancelled_or_over_does_not_come() {
        let all = vec![
            one(300, "planned"),
            one(250, "cancelled"),
            one(200, "planned"),
            one(10, "planned"),
            one(50, "attended"),
        ];
        let (coming, before) = split(all, Stamp::from_micros(100));
        let at = |all: &[AppointmentRecord]| all.iter().map(|one| one.starts_at.micros()).collect::<Vec<_>>();
        assert_eq!((at(&coming), at(&before)), (vec![200, 300], vec![250, 50, 10]));
    }
}
