//! The week as a strip of days: the chosen one, today, and which of them hold something.

use leptos::prelude::*;
use yaninda_shared::values::NaiveDate;

use super::span::{View, address, moved, week_of};
use crate::{
    components::Icon,
    format,
    i18n::{k, t},
};

/// Seven days, the week before and the one after.
#[component]
pub(super) fn Strip(
    day: Memo<NaiveDate>,
    view: Memo<View>,
    /// Days on which something stands.
    busy: Memo<Vec<NaiveDate>>,
) -> impl IntoView {
    let step = move |by: i64, icon: &'static str, label| {
        let href = move || address(moved(day.get(), View::Week, by), view.get());
        view! { <a class="icon-button" href=href aria-label=t(label) title=t(label)><Icon name=icon/></a> }
    };
    view! {
        <nav class="strip" aria-label=t(k::CALENDAR_DAYS)>
            {step(-1, "back", k::CALENDAR_WEEK_BEFORE)}
            <ol class="strip-days">
                {move || week_of(day.get()).into_iter().map(|one| view! { <StripDay one=one day=day busy=busy/> }).collect_view()}
            </ol>
            {step(1, "chev", k::CALENDAR_WEEK_AFTER)}
        </nav>
    }
}

#[component]
fn StripDay(one: NaiveDate, day: Memo<NaiveDate>, busy: Memo<Vec<NaiveDate>>) -> impl IntoView {
    let today = one == format::today();
    let holds = move || busy.with(|busy| busy.contains(&one));
    view! {
        <li>
            <a
                class="strip-day"
                href=address(one, View::Day)
                aria-current=move || (day.get() == one).then_some("date")
                data-today=today.then_some("")
            >
                <span class="xs" aria-hidden="true">{format::weekday(one)}</span><span class="visually-hidden">{format::weekday_long(one)}</span>
                <b class="num">{format::day_of_month(one)}</b>
                {today.then(|| view! { <span class="visually-hidden">{t(k::TODAY_TITLE)}</span> })}
                <span class="strip-dot" data-on=move || holds().then_some("")>
                    {move || holds().then(|| view! { <span class="visually-hidden">{t(k::CALENDAR_HOLDS)}</span> })}
                </span>
            </a>
        </li>
    }
}
