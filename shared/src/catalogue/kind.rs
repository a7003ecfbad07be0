//! One type of service and its fields.

use serde::Serialize;

use super::{Category, DocumentKind, Unit};
use crate::services::{Confidentiality, ServiceStatus};

/// What a per-type field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "options", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// The number of a document: one line of text, masked wherever more than one entry is shown.
    Number,
    /// A line of text that tells where somebody lives, goes or is sued: shown in full only where one entry is read by
    /// who may read restricted ones.
    Hidden,
    /// A day, ISO 8601.
    Day,
    /// Yes or no.
    Flag,
    /// A whole number from 0.
    Count,
    /// A whole number from 0 to 100.
    Percent,
    /// ISO 3166-1 alpha-2.
    Country,
    /// ISO 639.
    Language,
    /// One of these.
    Choice(&'static [&'static str]),
}

/// A per-type field; its value is always sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldSpec {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: &'static str,
    #[serde(flatten)]
    pub kind: FieldKind,
}

/// A type of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceKind {
    /// Category, dot, name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: &'static str,
    pub category: Category,
    pub unit: Unit,
    /// The status a new entry starts with: the most usual for this type.
    pub usual: ServiceStatus,
    /// Who may read the details unless the worker chooses otherwise.
    pub confidentiality: Confidentiality,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub icon: &'static str,
    /// Offered first.
    pub common: bool,
    /// Offered "again like last month".
    pub repeats: bool,
    /// Delivering it means that somebody met or spoke to the person.
    pub contact: bool,
    /// Logging it makes or changes a document of this kind.
    pub document: Option<DocumentKind>,
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<FieldSpec>))]
    pub fields: &'static [FieldSpec],
}

impl ServiceKind {
    /// A type with the icon of its category that everyone on the case may read; the rest is added to it.
    pub(super) const fn new(code: &'static str, category: Category, unit: Unit, usual: ServiceStatus) -> Self {
        Self {
            code,
            category,
            unit,
            usual,
            confidentiality: Confidentiality::Team,
            icon: category.icon(),
            common: false,
            repeats: false,
            contact: false,
            document: None,
            fields: &[],
        }
    }

    pub(super) const fn restricted(self) -> Self {
        Self { confidentiality: Confidentiality::Restricted, ..self }
    }

    pub(super) const fn icon(self, icon: &'static str) -> Self {
        Self { icon, ..self }
    }

    pub(super) const fn common(self) -> Self {
        Self { common: true, ..self }
    }

    pub(super) const fn repeats(self) -> Self {
        Self { repeats: true, ..self }
    }

    pub(super) const fn contact(self) -> Self {
        Self { contact: true, ..self }
    }

    pub(super) const fn document(self, kind: DocumentKind) -> Self {
        Self { document: Some(kind), ..self }
    }

    pub(super) const fn fields(self, fields: &'static [FieldSpec]) -> Self {
        Self { fields, ..self }
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|spec| spec.key == key)
    }
}
