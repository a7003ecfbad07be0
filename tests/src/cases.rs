//! Cases for tests.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::ids::{CaseId, OfficeId};

use crate::{Persona, World};

/// No two open cases of an office share a code name.
fn next_code_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("Kestane {}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The draft of a new case with everything it needs; tests change what they are about.
#[must_use]
pub fn case_draft() -> Value {
    json!({
        "code_name": next_code_name(),
        "risk": "standard",
        "opened_on": "2026-11-20",
        "profile": {},
        "safe_contact": {},
        "consent_id": Uuid::now_v7(),
        "consent": {
            "given_by": "person",
            "scope": ["services", "data_kept"],
            "purpose": "Support by the programme",
            "language": "tr",
            "given_on": "2026-11-20",
        },
    })
}

/// The draft with these fields in place of its own.
#[must_use]
pub fn case_draft_with(fields: &Value) -> Value {
    let mut draft = case_draft();
    for (name, value) in fields.as_object().into_iter().flatten() {
        draft[name] = value.clone();
    }
    draft
}

/// The same draft as an edit takes it: without consent.
#[must_use]
pub fn case_edit() -> Value {
    let mut draft = case_draft();
    if let Some(object) = draft.as_object_mut() {
        object.remove("consent");
        object.remove("consent_id");
    }
    draft
}

impl World {
    /// Opens a case as this person; a caseworker becomes its worker. Answers its id and version.
    pub async fn open_case(&self, persona: &Persona) -> (CaseId, i64) {
        self.open_case_with(persona, &case_draft()).await
    }

    /// Opens a case with this draft.
    pub async fn open_case_with(&self, persona: &Persona, draft: &Value) -> (CaseId, i64) {
        let id = Uuid::now_v7();
        let opened = persona.create(&format!("/cases/{id}"), draft).await.expect(201);
        (CaseId::try_from(id).expect("a UUIDv7"), opened.version())
    }

    /// Moves a case to another office, as one supervisor asks and another one decides.
    pub async fn transfer(&self, case: CaseId, to: OfficeId) {
        let (asks, from) = if to == self.istanbul {
            (&self.stranger_supervisor, self.ankara)
        } else {
            (&self.supervisor, self.istanbul)
        };
        let path = format!("/cases/{case}/approvals/{}", Uuid::now_v7());
        let wish = json!({ "kind": "transfer", "office": to, "note": "Found work there" });
        asks.create(&path, &wish).await.expect(201);
        let other = self.supervisor_of(from);
        other.act(&format!("{path}/decide"), 1, &json!({ "approve": true })).await.expect(200);
    }
}
