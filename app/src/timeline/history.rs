//! The past of an entry: who changed what and when, newest first.

use leptos::prelude::*;
use yaninda_shared::{
    ids::UserId,
    record::Meta,
    timeline::{Entry, EntryDetail},
    users::Colleague,
    values::Stamp,
};

use super::{
    entry::{is_withdrawn, meta},
    facts,
};
use crate::{
    format,
    i18n::{k, t, tn},
    store,
};

type Changes = Vec<(&'static str, String, String)>;

/// One step of the past.
struct Step {
    by: UserId,
    at: Stamp,
    withdrawn: bool,
    changes: Changes,
}

fn steps(former: &[Entry], now: &Entry) -> Vec<Step> {
    let after = former.iter().skip(1).chain([now]);
    let step = |(before, after): (&Entry, &Entry)| {
        let Meta { updated_by, updated_at, .. } = *meta(after)?;
        let withdrawn = is_withdrawn(after) && !is_withdrawn(before);
        let changes = facts::changes(&facts::of(before), &facts::of(after));
        Some(Step { by: updated_by, at: updated_at, withdrawn, changes })
    };
    let mut steps: Vec<Step> = former.iter().zip(after).filter_map(step).collect();
    steps.reverse();
    steps
}

/// The steps, folded until wanted; the oldest is the recording.
#[component]
pub(super) fn History(detail: EntryDetail, people: store::Reading<Vec<Colleague>>) -> impl IntoView {
    let name = move |user| move || store::colleagues::name(people, user);
    let steps = steps(&detail.former, &detail.item.entry);
    let count = i64::try_from(steps.len() + 1).unwrap_or(i64::MAX);
    let first = meta(&detail.item.entry).copied();
    let nothing = || t(k::STATE_NONE).to_owned();
    let shown = steps.into_iter().map(|step| {
        let changes = step.changes.into_iter().map(|(label, was, is)| {
            let (was, is) = (if was.is_empty() { nothing() } else { was }, if is.is_empty() { nothing() } else { is });
            view! {
                <li><span class="muted">{label}": "</span><del dir="auto">{was}</del>" "<ins dir="auto">{is}</ins></li>
            }
        });
        view! {
            <li class="history-step" data-test="version">
                <p class="sm"><strong dir="auto">{name(step.by)}</strong>" · "{format::instant(step.at)}</p>
                {step.withdrawn.then(|| view! { <p class="sm">{t(k::TIMELINE_WITHDRAWN)}</p> })}
                <ul class="sm">{changes.collect_view()}</ul>
            </li>
        }
    });
    view! {
        <details class="card card-pad history" data-test="history">
            <summary>{tn(k::COUNT_VERSIONS, count)}</summary>
            <ol class="stack-s">
                {shown.collect_view()}
                {first.map(|meta| view! {
                    <li class="history-step" data-test="version">
                        <p class="sm"><strong dir="auto">{name(meta.created_by)}</strong>" · "{format::instant(meta.created_at)}</p>
                        <p class="sm">{t(k::ENTRY_RECORDED)}</p>
                    </li>
                })}
            </ol>
        </details>
    }
}
