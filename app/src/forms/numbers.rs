//! Numbers on papers: what it is, the number, the country; rows come and go.

use leptos::prelude::*;

use super::typed::NumberRow;
use crate::{
    components::{Button, FieldGroup, Kind, SelectField, TextField},
    forms::Options,
    i18n::{k, t},
};

/// One card a number.
#[component]
pub(super) fn Numbers(
    label: &'static str,
    rows: RwSignal<Vec<NumberRow>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let countries = StoredValue::new(Options::Countries.all());
    let row = move |(at, [kind, number, country]): (usize, NumberRow)| {
        view! {
            <li class="card card-pad stack">
                <TextField label=t(k::FORM_NUMBER_KIND) value=kind hint=t(k::FORM_NUMBER_KIND_HINT)/>
                <TextField label=t(k::FORM_NUMBER) value=number/>
                <SelectField label=t(k::FORM_COUNTRY) value=country options=Signal::stored(countries.get_value()) empty=t(k::FORM_NOT_SAID)/>
                <Button kind=Kind::Quiet compact=true icon="close" on_press=move |()| rows.update(|rows| { rows.remove(at); })>{t(k::ACTION_REMOVE)}</Button>
            </li>
        }
    };
    let add = move |()| rows.update(|rows| rows.push([0; 3].map(|_| RwSignal::new(String::new()))));
    view! {
        <FieldGroup legend=label error=error>
            <ul class="stack-s">{move || rows.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <Button compact=true icon="plus" on_press=add>{t(k::FORM_ADD_NUMBER)}</Button>
        </FieldGroup>
    }
}
