//! What pays for a service: one of the office's funds.

use leptos::prelude::*;

use crate::{
    components::{SelectField, TextField, error_of},
    i18n::{k, t},
    store::{self, Failure},
};

/// The funds that are still used, and what stands there already. Its code is typed where the office has set up none.
#[component]
pub(super) fn FundField(fund: RwSignal<String>, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let all = store::funds::list();
    let known = Memo::new(move |_| {
        let used = all.get().unwrap_or_default().into_iter().filter(|fund| !fund.draft.retired);
        used.map(|fund| (String::from(fund.draft.code), fund.draft.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || {
        let known = known.get();
        let other = Some(fund.get()).filter(|code| !code.is_empty() && known.iter().all(|(known, _)| known != code));
        let named = known.into_iter().map(|(code, name)| {
            let label = format!("{name} · {code}");
            (code, label)
        });
        named.chain(other.map(|code| (code.clone(), code))).collect::<Vec<_>>()
    });
    move || {
        let error = error_of(failure, "fund");
        if known.with(Vec::is_empty) {
            view! { <TextField label=t(k::LOG_FUND) value=fund hint=t(k::LOG_FUND_HINT) error=error/> }.into_any()
        } else {
            view! { <SelectField label=t(k::FUNDS_FUND) value=fund options=options empty=t(k::FUNDS_NONE) error=error/> }
                .into_any()
        }
    }
}
