//! An amount as people type it, and its currency.

use leptos::prelude::*;
use yaninda_shared::values::{Currency, Money, ValueError};

use super::text_field::framed;
use crate::i18n::{k, t};

/// Currencies that are offered; any other can still come from the server.
const OFFERED: [&str; 4] = ["TRY", "EUR", "USD", "GBP"];

/// Reads what [`MoneyField`] holds: nothing, an amount, or why it is not one.
pub fn parse_money(amount: &str, currency: &str) -> Result<Option<Money>, ValueError> {
    if amount.trim().is_empty() {
        return Ok(None);
    }
    Money::parse(amount, Currency::parse(currency)?).map(Some)
}

/// An amount and a currency code; read them with [`parse_money`].
#[component]
pub fn MoneyField(
    #[prop(into)] label: String,
    amount: RwSignal<String>,
    currency: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let inner = move |aria: super::field::FieldAria| {
        let mut offered = OFFERED.map(str::to_owned).to_vec();
        let present = currency.get_untracked();
        if !offered.contains(&present) {
            offered.push(present);
        }
        view! {
            <div class="money">
                <input
                    class="input num"
                    id=aria.id
                    dir="ltr"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=move || aria.described_by.get()
                    aria-invalid=move || aria.invalid.get()
                    prop:value=move || amount.get()
                    on:input=move |event| amount.set(event_target_value(&event))
                />
                <select
                    autocomplete="off"
                    class="input"
                    aria-label=t(k::MONEY_CURRENCY)
                    prop:value=move || currency.get()
                    on:change=move |event| currency.set(event_target_value(&event))
                >
                    {offered.into_iter().map(|code| view! {
                        <option value=code.clone() selected=code == currency.get_untracked()>{code.clone()}</option>
                    }).collect_view()}
                </select>
            </div>
        }
    };
    framed(label, None, error, optional, inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_no_amount() {
        assert_eq!(parse_money(" ", "TRY"), Ok(None));
        assert_eq!(parse_money("18.500", "TRY").unwrap().unwrap().minor(), 1_850_000);
        assert_eq!(parse_money("x", "TRY"), Err(ValueError::WrongType));
    }
}
