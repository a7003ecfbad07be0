//! Choosing a type: the usual ones first, then all by category.

use leptos::prelude::*;
use yaninda_shared::catalogue::{self, Category, ServiceKind};

use crate::{
    components::{Icon, Size},
    i18n::{self, Label, k, t},
};

/// Most types of one's own that are put first.
const MOST: usize = 8;

/// What a user takes most, filled up with what is usual.
pub fn first(most_used: &[String], usual: impl Iterator<Item = &'static ServiceKind>) -> Vec<&'static ServiceKind> {
    let mut first: Vec<_> = most_used.iter().filter_map(|code| catalogue::find(code)).take(MOST).collect();
    for kind in usual {
        if !first.contains(&kind) {
            first.push(kind);
        }
    }
    first
}

/// Tiles of types; a press chooses one. `first` stand before all others.
#[component]
pub fn Types(chosen: RwSignal<Option<&'static ServiceKind>>, first: Vec<&'static ServiceKind>) -> impl IntoView {
    let all = RwSignal::new(false);
    let tile = move |kind: &'static ServiceKind| {
        view! {
            <button type="button" class="chip" data-test=format!("type-{}", kind.code) on:click=move |_| chosen.set(Some(kind))>
                <Icon name=kind.icon size=Size::Small/>
                <span>{i18n::service(kind.code)}</span>
            </button>
        }
    };
    view! {
        <section class="section" aria-label=t(k::LOG_TYPE)>
            <div class="chips-tiles">{first.into_iter().map(tile).collect_view()}</div>
            <button type="button" class="button button-q" data-test="all-types" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                {t(k::LOG_ALL_TYPES)}
            </button>
            <Show when=move || all.get()>
                {Category::ALL.iter().map(|category| view! {
                    <h3>{category.label()}</h3>
                    <div class="chips-tiles">
                        {catalogue::all().filter(|kind| kind.category == *category).map(tile).collect_view()}
                    </div>
                }).collect_view()}
            </Show>
        </section>
    }
}
