//! Says beside the cost that a supervisor will be asked, by the rule the server follows.

use leptos::prelude::*;
use yaninda_shared::{
    approvals::{Before, Payment, Ruling, rule},
    services::ServiceDraft,
    values::{FundCode, ShortText, parse_hundredths},
};

use super::form::Form;
use crate::{
    components::{Note, Tone, parse_money},
    i18n::{k, t},
    store::{colleagues, session},
};

/// Nothing for what is within the office's limit.
#[component]
pub(super) fn AboveLimit(form: Form, from: RwSignal<Option<ServiceDraft>>) -> impl IntoView {
    let offices = colleagues::offices();
    let limits = Memo::new(move |_| {
        let own = session::me().map(|me| me.office);
        let office = offices.get().unwrap_or_default().into_iter().find(|office| Some(office.id) == own);
        office.map(|office| office.draft.approval_limits).unwrap_or_default()
    });
    let status = form.status;
    let form = StoredValue::new(form);
    let asks = Memo::new(move |_| {
        let was = from.get();
        let payment = form.with_value(|form| typed(form, was.as_ref()));
        let stood = was.as_ref().and_then(Payment::of);
        let before =
            Before { status: was.as_ref().map(|was| was.status), payment: stood.as_ref(), ..Before::default() };
        matches!(rule(status.get(), payment.as_ref(), &limits.get(), &before), Ruling::Ask | Ruling::Held)
    });
    move || {
        asks.get()
            .then(|| view! { <Note tone=Tone::Wait><p data-test="above-limit">{t(k::APPROVALS_ABOVE)}</p></Note> })
    }
}

/// The payment as it is typed; the details of the type are taken as they were.
fn typed(form: &Form, was: Option<&ServiceDraft>) -> Option<Payment> {
    let text = |typed: RwSignal<String>| typed.with(|typed| ShortText::parse(typed)).ok();
    let cost =
        form.amount.with(|amount| form.currency.with(|currency| parse_money(amount, currency))).ok().flatten()?;
    Some(Payment {
        cost,
        code: form.kind.code.to_owned(),
        quantity: form.quantity.with(|typed| parse_hundredths(typed)).ok(),
        fund: form.fund.with(|typed| FundCode::parse(typed)).ok(),
        delivered_by: form.delivered_by.get(),
        provider: text(form.provider),
        focal_point: text(form.focal_point),
        details: was.and_then(Payment::of).map(|was| was.details).unwrap_or_default(),
    })
}
