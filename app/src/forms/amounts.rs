//! Amounts, one a currency; rows come and go.

use leptos::prelude::*;

use super::typed::AmountRow;
use crate::{
    components::{Button, FieldGroup, Kind, MoneyField},
    i18n::{k, t},
};

/// One amount a row.
#[component]
pub(super) fn Amounts(
    label: &'static str,
    hint: &'static str,
    rows: RwSignal<Vec<AmountRow>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let row = move |(at, [amount, currency]): (usize, AmountRow)| {
        view! {
            <li class="stack-s">
                <MoneyField label=t(k::FORM_AMOUNT) amount=amount currency=currency/>
                <Button kind=Kind::Quiet compact=true icon="close" on_press=move |()| rows.update(|rows| { rows.remove(at); })>{t(k::ACTION_REMOVE)}</Button>
            </li>
        }
    };
    let add = move |()| rows.update(|rows| rows.push(["", "TRY"].map(|text| RwSignal::new(text.to_owned()))));
    view! {
        <FieldGroup legend=label hint=hint error=error>
            <ul class="stack-s">{move || rows.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <Button compact=true icon="plus" on_press=add attr:data-test="add-amount">{t(k::FORM_ADD_AMOUNT)}</Button>
        </FieldGroup>
    }
}
