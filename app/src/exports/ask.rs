//! Asking for a file with names.

use std::rc::Rc;

use serde_json::json;
use yaninda_shared::{
    exports::{ExportDraft, ExportPart},
    ids::{CaseId, ExportId},
};

use crate::{
    components::enum_options,
    forms::{
        self, Form, Job,
        Kind::{Line, Many},
        Options::Closed,
        Spec,
    },
    i18n::{k, t},
    ids,
    store::exports,
};

static REQUEST: [Spec; 4] = [
    Spec::new("purpose", k::EXPORTS_PURPOSE, Line).required(),
    Spec::new("recipient", k::EXPORTS_RECIPIENT, Line).required(),
    Spec::new("key", k::EXPORTS_KEY, Line).required().hint(k::EXPORTS_KEY_HINT),
    Spec::new("parts", k::EXPORTS_PARTS, Many(Closed(|| enum_options(ExportPart::ALL, ExportPart::as_str)))),
];

/// For one case, or for all that are open.
pub(super) fn job(case: Option<CaseId>) -> Job {
    let id = ids::new(ExportId::from_parts);
    let base = match case {
        Some(case) => json!({ "parts": ["identity"], "cases": [case] }),
        None => json!({ "parts": ["identity"] }),
    };
    let scope = if case.is_some() { k::EXPORTS_SCOPE_ONE } else { k::EXPORTS_SCOPE_OPEN };
    Job {
        title: t(k::EXPORTS_ASK).to_owned(),
        lead: Some(t(scope).to_owned()),
        form: Form::new(&REQUEST, &base),
        base,
        version: None,
        save: Rc::new(move |draft, _| {
            Box::pin(async move {
                let draft: ExportDraft = forms::draft(&draft)?;
                exports::ask(id, &draft).await.map(drop)
            })
        }),
    }
}
