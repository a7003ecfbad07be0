//! What is due on the caller's cases, in parts, each soonest first.

use leptos::prelude::*;
use yaninda_shared::today::{DueItem, Today};

use super::{group::Group, item::Item};
use crate::{
    components::{Button, Empty, Kind, Loaded, PageBar, Section},
    format,
    i18n::{k, t, tf},
    store,
};

/// Rows of a part before "show all", and how many are shown at once without asking.
const FIRST: usize = 6;
const FEW: usize = 8;

/// The parts that have something in them.
#[component]
pub fn TodayScreen() -> impl IntoView {
    view! {
        <section class="pane pane-on today">
            <PageBar title=t(k::TODAY_TITLE).to_owned() subtitle=format::day_long(format::today())/>
            <div class="pane-body">
                <Loaded reading=store::today::due() view={|today: Today| {
                    if today.items.is_empty() {
                        return view! { <Empty icon="today" title=t(k::TODAY_EMPTY_TITLE) text=t(k::TODAY_EMPTY_TEXT)/> }.into_any();
                    }
                    let parts = Group::ALL.map(|group| {
                        let items = today.items.iter().filter(|item| Group::of(item.kind) == group).cloned().collect();
                        view! { <Part group=group items=items/> }
                    });
                    view! { <div class="today-parts">{parts.collect_view()}</div> }.into_any()
                }}/>
            </div>
        </section>
    }
}

#[component]
fn Part(group: Group, items: Vec<DueItem>) -> impl IntoView {
    let count = items.len();
    let all = RwSignal::new(count <= FEW);
    let items = StoredValue::new(items);
    let rows = move || {
        let most = if all.get() { count } else { FIRST };
        items
            .with_value(|items| items.iter().take(most).cloned().map(|item| view! { <Item item=item/> }).collect_view())
    };
    let number = format::number(i64::try_from(count).unwrap_or_default());
    let more = StoredValue::new(tf(k::TODAY_ALL, &[("count", &number)]));
    (count > 0).then(|| {
        view! {
            <Section title=t(group.title()) count=number>
                <ul class="card rows">{rows}</ul>
                <Show when=move || !all.get()>
                    <div><Button kind=Kind::Quiet compact=true on_press=move |()| all.set(true)>{more.get_value()}</Button></div>
                </Show>
            </Section>
        }
    })
}
