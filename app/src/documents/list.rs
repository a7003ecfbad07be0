//! Documents of a case.

use leptos::prelude::*;
use yaninda_shared::documents::DocumentRecord;

use super::case_id;
use crate::{
    components::{DocumentTag, Empty, LoadedList, Row, Rows},
    i18n::{Label, k, t},
    store,
};

/// The list.
#[component]
pub fn Documents() -> impl IntoView {
    view! {
        <LoadedList listing=store::documents::list(case_id()) view={|documents: Vec<DocumentRecord>| {
            if documents.is_empty() {
                return view! { <Empty icon="id" title=t(k::STATE_EMPTY)/> }.into_any();
            }
            view! { <Rows>{documents.into_iter().map(|document| view! {
                <Row><span class="grow row-title">{document.draft.kind.label()}</span><DocumentTag status=document.draft.status/></Row>
            }).collect_view()}</Rows> }.into_any()
        }}/>
    }
}
