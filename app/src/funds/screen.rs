//! The funds of the office.

use leptos::prelude::*;
use yaninda_shared::funds::{FundAmount, FundRecord};

use super::form::FundForm;
use crate::{
    components::{Button, Empty, Kind, Loaded, PageBar, Row, Rows, Sheet, opened_from},
    format,
    i18n::{k, t, tf},
    store,
};

/// `/funds`.
#[component]
pub fn FundsScreen() -> impl IntoView {
    let (open, edited) = (RwSignal::new(false), RwSignal::new(None::<FundRecord>));
    let edit = move |fund: Option<FundRecord>| {
        edited.set(fund);
        open.set(true);
    };
    view! {
        <section class="pane pane-on funds">
            <PageBar title=t(k::FUNDS_TITLE).to_owned() back=opened_from()>
                <Button kind=Kind::Primary compact=true icon="plus" on_press=move |()| edit(None) attr:data-test="add-fund">{t(k::FUNDS_ADD)}</Button>
            </PageBar>
            <div class="pane-body">
                <p class="sm muted">{t(k::FUNDS_LEAD)}</p>
                <Loaded reading=store::funds::list() view={move |funds: Vec<FundRecord>| {
                    if funds.is_empty() {
                        return view! { <Empty icon="cash" title=t(k::FUNDS_EMPTY)/> }.into_any();
                    }
                    let rows = funds.into_iter().map(move |fund| view! { <Fund fund=fund edit=Callback::new(edit)/> });
                    let rows = rows.collect_view();
                    view! { <Rows>{rows}</Rows> }.into_any()
                }}/>
            </div>
        </section>
        <Sheet open=open title=t(k::FUNDS_FUND)>
            <FundForm fund=edited.get_untracked() open=open/>
        </Sheet>
    }
}

/// What it gives and for which days.
fn gives(one: &FundAmount) -> String {
    let days = tf(k::FUNDS_DAYS, &[("from", &format::day(one.from)), ("to", &format::day(one.to))]);
    [format::money(&one.amount).as_str(), " · ", &days].concat()
}

#[component]
fn Fund(fund: FundRecord, edit: Callback<Option<FundRecord>>) -> impl IntoView {
    let own = fund.clone();
    let whose = [" ", fund.draft.code.as_str()].concat();
    let amounts = fund.draft.amounts.iter().map(|one| view! { <span class="row-text">{gives(one)}</span> });
    let amounts = amounts.collect_view();
    view! {
        <Row>
            <span class="grow">
                <span class="row-title"><bdi>{fund.draft.name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{fund.draft.code.as_str().to_owned()}</span></span>
                {amounts}
                {fund.draft.retired.then(|| view! { <span class="row-text">{t(k::FUNDS_RETIRED)}</span> })}
            </span>
            <Button compact=true icon="edit" on_press=move |()| edit.run(Some(own.clone()))>{t(k::ACTION_EDIT)}<span class="visually-hidden">{whose}</span></Button>
        </Row>
    }
}
