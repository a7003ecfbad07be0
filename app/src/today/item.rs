//! One thing that is due: whose case, what, and when.

use leptos::prelude::*;
use yaninda_shared::today::{DueItem, DueKind};

use super::group::{href, icon, subject};
use crate::{
    components::{Icon, LinkButton, Row},
    format,
    i18n::{k, t, tf},
};

/// The row opens the record. A possible duplicate is about two cases and has a way to each.
#[component]
pub(super) fn Item(item: DueItem) -> impl IntoView {
    let day = format::day_short(item.on);
    // A waiting thing says since when; a date says how far it is.
    let (end, below) = match item.kind {
        DueKind::DocumentExpires => (format::due(item.on), Some(tf(k::DOCUMENTS_ENDS, &[("day", &day)]))),
        DueKind::NextStep | DueKind::ConfirmContact => (format::due(item.on), None),
        _ => (tf(k::TODAY_SINCE, &[("day", &day)]), None),
    };
    let late = item.on < format::today() && matches!(item.kind, DueKind::DocumentExpires | DueKind::NextStep);
    let text = subject(&item);
    let (name, icon) = (item.code_name.as_str().to_owned(), icon(item.kind));
    let inner = view! {
        <span class="row-icon" class:row-icon-due=late><Icon name=icon/></span>
        <span class="grow">
            <span class="row-title"><bdi>{name.clone()}</bdi>" "<span class="row-number" dir="ltr">{item.number.clone()}</span></span>
            <span class="row-text">{text}</span>
        </span>
        <span class="row-end"><span class:due=late>{end}</span>{below.map(|below| view! { <span class="row-text">{below}</span> })}</span>
    };
    match (item.kind, item.record) {
        (DueKind::PossibleDuplicate, Some(other)) => view! {
            <Row>
                {inner}
                <span class="cluster today-pair">
                    <LinkButton href=href(&item) compact=true>{tf(k::TODAY_OPEN, &[("name", &name)])}</LinkButton>
                    <LinkButton href="/cases/".to_owned() + &other.to_string() compact=true>{t(k::TODAY_OTHER)}</LinkButton>
                </span>
            </Row>
        }
        .into_any(),
        _ => view! { <Row href=href(&item)>{inner}</Row> }.into_any(),
    }
}
