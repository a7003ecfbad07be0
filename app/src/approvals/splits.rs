//! A hint: payments that are together above the limit and each within it.

use leptos::prelude::*;
use yaninda_shared::approvals::SplitPayment;

use crate::{
    components::{Row, Rows, Section},
    format,
    i18n::{self, k, t, tn},
    store,
};

/// Nothing while there is none: a hint is no page to wait for.
#[component]
pub(super) fn Splits() -> impl IntoView {
    let splits = store::approvals::splits();
    move || {
        splits.get().filter(|all| !all.is_empty()).map(|all| {
            view! {
                <Section title=t(k::APPROVALS_SPLITS)>
                    <p class="sm muted">{t(k::APPROVALS_SPLITS_WHY)}</p>
                    <Rows>{all.into_iter().map(|one| view! { <Split one=one/> }).collect_view()}</Rows>
                </Section>
            }
        })
    }
}

#[component]
fn Split(one: SplitPayment) -> impl IntoView {
    let types: Vec<&str> = one.service_types.iter().map(|code| i18n::service(code)).collect();
    let text = [types.join(", "), tn(k::COUNT_PAYMENTS, one.services), format::money(&one.total)];
    let days = [one.from, one.to].map(format::day_short).join("–");
    view! {
        <Row href=format!("/cases/{}/services", one.case)>
            <span class="grow" data-test="split">
                <span class="row-title"><bdi>{one.code_name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{one.number}</span></span>
                <span class="row-text">{text.join(" · ")}</span>
            </span>
            <span class="row-end" dir="ltr">{days}</span>
        </Row>
    }
}
