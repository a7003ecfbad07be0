//! What is due on the caller's cases, in parts, each soonest first.

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yaninda_shared::{
    policy::{Action, Relation},
    today::{DueExport, DueItem, Today},
};

use super::{
    group::Group,
    item::Item,
    next::{Next, next},
};
use crate::{
    browser,
    components::{Button, Empty, Icon, Kind, Loaded, PageBar, Row, Rows, Section},
    format,
    i18n::{k, t, tf},
    store::{self, session},
    users::WaitingPasswords,
};

/// Rows of a part before "show all", and how many are shown at once without asking.
const FIRST: usize = 6;
const FEW: usize = 8;

/// The parts that have something in them.
#[component]
pub fn TodayScreen() -> impl IntoView {
    view! {
        <section class="pane pane-on today">
            <PageBar title=t(k::TODAY_TITLE).to_owned() subtitle=format::day_long(format::today())>
                {session::may(Action::OverviewRead, Relation::Office).then(|| view! {
                    <a class="icon-button today-settings" href="/calendar" title=t(k::NAV_CALENDAR) aria-label=t(k::NAV_CALENDAR)><Icon name="cal"/></a>
                })}
                <a class="icon-button today-settings" href="/settings" title=t(k::NAV_SETTINGS) aria-label=t(k::NAV_SETTINGS)><Icon name="sliders"/></a>
            </PageBar>
            <div class="pane-body">
                <WaitingPasswords/>
                <Loaded reading=store::today::due() view={|today: Today| {
                    if today.items.is_empty() && today.exports.is_empty() {
                        return view! { <Empty icon="today" title=t(k::TODAY_EMPTY_TITLE) text=t(k::TODAY_EMPTY_TEXT)/> }.into_any();
                    }
                    let next = next(&today.items, today.today);
                    // It is not said twice.
                    let rows: Vec<&DueItem> = today.items.iter().filter(|item| Some(*item) != next.as_ref()).collect();
                    let part = |group: Group| {
                        let items = rows.iter().filter(|item| Group::of(item) == group).copied().cloned().collect();
                        view! { <Part group=group items=items/> }
                    };
                    let urgent = part(Group::Urgent);
                    let parts = Group::REST.map(part).collect_view();
                    view! {
                        {urgent}
                        <Exports waiting=today.exports/>
                        {next.map(|item| view! { <Next item=item/> })}
                        <div class="today-parts">{parts}</div>
                    }
                    .into_any()
                }}/>
            </div>
        </section>
    }
}

/// Files that name people, which wait for the reader's decision.
#[component]
fn Exports(waiting: Vec<DueExport>) -> impl IntoView {
    let people = store::colleagues::list();
    (!waiting.is_empty()).then(|| {
        let rows = waiting.into_iter().map(move |one| {
            let asked_by = move || tf(k::EXPORTS_ASKED_BY, &[("name", &store::colleagues::name(people, one.asked_by))]);
            view! {
                <Row href="/exports".to_owned()>
                    <span class="row-icon"><Icon name="download"/></span>
                    <span class="grow" data-test="export-waits">
                        <span class="row-title">{t(k::TODAY_EXPORT_WAITS)}</span>
                        <span class="row-text"><bdi>{asked_by}</bdi></span>
                    </span>
                    <span class="row-end">{tf(k::TODAY_SINCE, &[("day", &format::day_short(one.on))])}</span>
                </Row>
            }
        });
        view! { <Section title=t(k::EXPORTS_TITLE)><Rows>{rows.collect_view()}</Rows></Section> }
    })
}

#[component]
fn Part(group: Group, mut items: Vec<DueItem>) -> impl IntoView {
    if group == Group::Appointments {
        items.sort_by_key(|item| (item.on, item.starts));
    }
    let count = items.len();
    let all = RwSignal::new(count <= FEW);
    let items = StoredValue::new(items);
    let rows = move || {
        let most = if all.get() { count } else { FIRST };
        items
            .with_value(|items| items.iter().take(most).cloned().map(|item| view! { <Item item=item/> }).collect_view())
    };
    let number = format::number(i64::try_from(count).unwrap_or_default());
    let list = NodeRef::<html::Ul>::new();
    let show_all = move |()| {
        all.set(true);
        spawn_local(async move {
            browser::sleep(0).await;
            // The button is gone: the first row it brought has the focus, or the next one that can be opened.
            let rows = format!(":scope > :nth-child(n + {}) a[href]", FIRST + 1);
            let link = list.get_untracked().and_then(|list| list.query_selector(&rows).ok().flatten());
            if let Some(Ok(link)) = link.map(JsCast::dyn_into::<HtmlElement>) {
                let _ = link.focus();
            }
        });
    };
    let more = StoredValue::new(tf(k::TODAY_ALL, &[("count", &number)]));
    (count > 0).then(|| {
        view! {
            <Section title=t(group.title()) count=number>
                <ul node_ref=list class="card rows">{rows}</ul>
                <Show when=move || !all.get()>
                    <div><Button kind=Kind::Quiet compact=true on_press=show_all>{more.get_value()}</Button></div>
                </Show>
            </Section>
        }
    })
}
