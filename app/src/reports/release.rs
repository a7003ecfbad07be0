//! One release: how far it is, and what it publishes.

use leptos::{html, prelude::*, task::spawn_local};
use yaninda_shared::{
    disclosure::GRAIN,
    ids::ReleaseId,
    releases::{ReleaseRecord, ReleaseState, ReleaseView},
    reports::{Figures, ReportTable},
};

use super::{
    export::{Export, Source},
    figures::Table,
    list::{Names, progress, said, whose},
    period::name,
};
use crate::{
    browser,
    components::{Loaded, Note, Tone},
    i18n::{k, t, tf},
    store::{self, Listing, Reading},
};

/// The release that is chosen, under its name, where the reader is taken when another one is.
#[component]
pub(super) fn Release(
    list: Listing<ReleaseRecord>,
    names: Names,
    chosen: RwSignal<Option<ReleaseId>>,
) -> impl IntoView {
    let reading: Reading<ReleaseView> = store::releases::one(chosen.into());
    let title = Memo::new(move |_| {
        let known = list.load().ready().and_then(|all| all.into_iter().find(|one| Some(one.id) == chosen.get()));
        // One that was asked for a moment ago is not on the list yet.
        let one = known.or_else(|| reading.get().map(|view| view.release));
        one.map(|one| [name(one.period), whose(&one, names)].join(" · ")).unwrap_or_default()
    });
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        chosen.track();
        spawn_local(async move {
            browser::sleep(0).await;
            if let Some(Some(heading)) = heading.try_get_untracked() {
                let _ = heading.focus();
                heading.scroll_into_view();
            }
        });
    });
    view! {
        <h2 node_ref=heading class="release-name" tabindex="-1" data-test="release-name"><bdi>{title}</bdi></h2>
        <Loaded reading=reading view={move |view: ReleaseView| view! { <Shown view=view/> }}/>
    }
}

#[component]
fn Shown(view: ReleaseView) -> impl IntoView {
    let ReleaseView { release, tables, now } = view;
    if release.state != ReleaseState::Published {
        let text = [Some(said(&release)), progress(&release)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        return view! { <Note tone=Tone::Wait><p>{text}</p></Note> }.into_any();
    }
    let mark = format!("<{}*", release.threshold);
    let note = tf(k::RELEASES_MARK_NOTE, &[("threshold", &release.threshold.to_string())]);
    let explained = note.clone();
    let has_now = !now.is_empty();
    let source = Source::Release(release.id, release.period);
    let shown = mark.clone();
    let amounts = tf(k::RELEASES_AMOUNTS_NOTE, &[("grain", &GRAIN.to_string())]);
    let published = |table: ReportTable| tables.iter().any(|one| one.table == table);
    let about_ratings = published(ReportTable::Ratings).then(|| view! { <p>{t(k::RELEASES_RATINGS_NOTE)}</p> });
    let about_amounts = published(ReportTable::Spend).then(|| view! { <p>{amounts.clone()}</p> });
    let tables = tables.into_iter().map(move |figures| {
        let now: Option<Figures> = now.iter().find(|one| one.table == figures.table).cloned();
        // Money is hidden by another rule, and all of it looks alike.
        let (mark, note) = match figures.table {
            ReportTable::Spend => (t(k::RELEASES_NOT_SHOWN).to_owned(), amounts.clone()),
            _ => (mark.clone(), note.clone()),
        };
        view! { <Table figures=figures now=now mark=mark note=note/> }
    });
    view! {
        <Note icon="shield">
            <p><bdi class="b" dir="ltr">{shown}</bdi>": "{explained}</p>
            {about_ratings}
            {about_amounts}
            {has_now.then(|| view! { <p>{t(k::RELEASES_NOW_NOTE)}</p> })}
        </Note>
        {tables.collect_view()}
        <Export source=source/>
    }
    .into_any()
}
