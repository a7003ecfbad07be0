//! The calendar screen: a day or a week, of one's own cases or of the office; the arrow keys go on and back.

use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_bindgen::JsCast;
use yaninda_shared::{
    appointments::Agenda,
    ids::UserId,
    policy::{Action, Relation, Role},
    values::NaiveDate,
};

use super::{
    grid::Grid,
    span::{View, address, moved, week_of},
    strip::Strip,
};
use crate::{
    browser,
    components::{Empty, Kind, LinkButton, Loaded, Note, PageBar, SelectField, Tone},
    format,
    i18n::{self, k, t},
    store::{self, memory, session},
};

/// `/calendar`, with `?day=` and `&view=`; a computer begins with the week, a phone with the day.
#[component]
pub fn CalendarScreen() -> impl IntoView {
    let query = use_query_map();
    let day = Memo::new(move |_| {
        let asked = query.with(|query| query.get("day").and_then(|day| day.parse::<NaiveDate>().ok()));
        asked.unwrap_or_else(format::today)
    });
    let usual = if browser::is_wide() { View::Week } else { View::Day };
    let view =
        Memo::new(move |_| query.with(|query| query.get("view").and_then(|view| View::parse(&view))).unwrap_or(usual));
    let worker = RwSignal::new(String::new());
    let week = Memo::new(move |_| week_of(day.get()));
    let days = Signal::derive(move || {
        week.with(|week| (week.first().copied().unwrap_or_default(), week.last().copied().unwrap_or_default()))
    });
    let of = Signal::derive(move || worker.with(|worker| worker.parse::<UserId>().ok()));
    let agenda = store::calendar::agenda(days, of);
    let busy = Memo::new(move |_| {
        agenda.get().map(|agenda| agenda.items.iter().map(|item| item.starts.day()).collect()).unwrap_or_default()
    });
    keys(day, view);
    let book = move || format!("/book?day={}", day.get());
    let writes = session::may(Action::CaseOpen, Relation::Office);
    view! {
        <section class="pane pane-on calendar">
            <PageBar title=t(k::NAV_CALENDAR).to_owned()>
                {writes.then(|| view! {
                    <a class="button button-p button-c" href=book data-test="new-appointment">{t(k::APPOINTMENTS_NEW)}</a>
                })}
            </PageBar>
            <div class="pane-body">
                <Choices day=day view=view worker=worker/>
                <Strip day=day view=view busy=busy/>
                <h2 class="calendar-title" aria-live="polite" data-test="shown-days">{move || title(day.get(), view.get())}</h2>
                <Loaded reading=agenda view={move |agenda: Agenda| {
                    let shown = if view.get() == View::Day { vec![day.get()] } else { week.get() };
                    let more = agenda.more.then(|| view! { <Note tone=Tone::Due icon="alert"><p data-test="agenda-more">{t(k::CALENDAR_MORE)}</p></Note> });
                    let items: Vec<_> = agenda.items.into_iter().filter(|item| shown.contains(&item.starts.day())).collect();
                    if items.is_empty() {
                        return view! { {more}<Nothing day=day.get() view=view.get() writes=writes/> }.into_any();
                    }
                    view! { {more}<Grid days=shown items=items/> }.into_any()
                }}/>
            </div>
        </section>
    }
}

/// Day or week, back to today, and for those who lead whose appointments.
#[component]
fn Choices(day: Memo<NaiveDate>, view: Memo<View>, worker: RwSignal<String>) -> impl IntoView {
    let choice = move |one: View, label| {
        let href = move || address(day.get(), one);
        view! { <a class="chip" class:chip-on=move || view.get() == one href=href aria-current=move || (view.get() == one).then_some("true")>{t(label)}</a> }
    };
    let today = move || address(format::today(), view.get());
    let leads = session::role() == Some(Role::Supervisor);
    view! {
        <div class="calendar-choices">
            <p class="chips">
                {choice(View::Day, k::CALENDAR_DAY)}
                {choice(View::Week, k::CALENDAR_WEEK)}
                <a class="chip" href=today>{t(k::TODAY_TITLE)}</a>
            </p>
            {leads.then(|| view! { <Whose worker=worker/> })}
        </div>
    }
}

/// Everyone's, or what one colleague attends.
#[component]
fn Whose(worker: RwSignal<String>) -> impl IntoView {
    let people = store::colleagues::list();
    let options = Signal::derive(move || {
        let all = people.get().unwrap_or_default().into_iter();
        let works = all.filter(|one| matches!(one.role, Role::Caseworker | Role::Supervisor) && !one.disabled);
        works.map(|one| (one.id.to_string(), one.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    view! { <SelectField label=t(k::APPOINTMENTS_ATTENDS) value=worker options=options empty=t(k::CALENDAR_EVERYONE)/> }
}

#[component]
fn Nothing(day: NaiveDate, view: View, writes: bool) -> impl IntoView {
    let title = t(if view == View::Day { k::CALENDAR_FREE_DAY } else { k::CALENDAR_FREE_WEEK });
    view! {
        <Empty icon="cal" title=title text=t(k::CALENDAR_FREE_TEXT)>
            {writes.then(|| view! { <LinkButton href=format!("/book?day={day}") kind=Kind::Soft icon="plus">{t(k::APPOINTMENTS_NEW)}</LinkButton> })}
        </Empty>
    }
}

/// The day in words, or first and last day of the week.
fn title(day: NaiveDate, view: View) -> String {
    match (view, week_of(day).as_slice()) {
        (View::Week, [first, .., last]) => [format::day_short(*first), format::day(*last)].join(" – "),
        _ => format::day_long(day),
    }
}

/// The arrows go to the next or former day or week, in the direction of the language.
fn keys(day: Memo<NaiveDate>, view: Memo<View>) {
    let navigate = use_navigate();
    let heard = window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        if modified || !memory::shortcuts() || is_busy(&event) {
            return;
        }
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        let by = if i18n::direction(i18n::current()) == "rtl" { -by } else { by };
        event.prevent_default();
        let to = untrack(|| address(moved(day.get(), view.get(), by), view.get()));
        navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    on_cleanup(move || heard.remove());
}

/// Whether the key belongs to a field, a list that scrolls, or a dialog.
fn is_busy(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let typing = target.is_some_and(|target| matches!(target.matches("input, select, textarea"), Ok(true)));
    let asked = browser::document().and_then(|document| document.query_selector("dialog[open]").ok().flatten());
    typing || asked.is_some()
}
