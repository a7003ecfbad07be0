//! How a case came to the office, on its profile.

use leptos::prelude::*;
use yaninda_shared::{
    ids::CaseId,
    policy::{Action, Relation},
    referrals::ReferralRecord,
};

use crate::{
    components::{LoadedList, Section},
    format,
    i18n::{Label, k, t},
    store::{self, session},
};

/// The referrals that led to it, if there are any.
#[component]
pub fn CameFrom(case: Signal<Option<CaseId>>) -> impl IntoView {
    let may = session::may(Action::ReferralList, Relation::Office);
    let listing = store::referrals::of_case(Signal::derive(move || case.get().filter(|_| may)));
    let some = move || listing.load().ready().is_some_and(|all| all.iter().any(|one| !one.withdrawn));
    view! {
        <Show when=some>
            <Section title=t(k::RECORD_KIND_REFERRAL)>
                <LoadedList listing=listing view={move |all: Vec<ReferralRecord>| {
                    let rows = all.into_iter().filter(|one| !one.withdrawn).map(|one| view! {
                        <li><a class="row" href="/referrals" data-test="came-from">
                            <span class="grow">
                                <span class="row-title">{one.draft.source.label()}</span>
                                <span class="row-text">{format::day(one.draft.received_on)}" · "{one.draft.outcome.label()}</span>
                            </span>
                        </a></li>
                    });
                    view! { <ul class="card rows">{rows.collect_view()}</ul> }
                }}/>
            </Section>
        </Show>
    }
}
