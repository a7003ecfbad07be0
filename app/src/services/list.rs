//! Services of a case.

use leptos::prelude::*;
use yaninda_shared::services::ServiceRecord;

use super::case_id;
use crate::{
    components::{Empty, LoadedList, Row, Rows, ServiceTag},
    i18n::{self, k, t},
    store,
};

/// The list.
#[component]
pub fn Services() -> impl IntoView {
    view! {
        <LoadedList listing=store::services::list(case_id()) view={|services: Vec<ServiceRecord>| {
            if services.is_empty() {
                return view! { <Empty icon="plus" title=t(k::STATE_EMPTY)/> }.into_any();
            }
            view! { <Rows>{services.into_iter().map(|service| view! {
                <Row><span class="grow row-title">{i18n::service(&service.draft.code)}</span><ServiceTag status=service.draft.status/></Row>
            }).collect_view()}</Rows> }.into_any()
        }}/>
    }
}
