//! The fields of one form: filled from a record, read back into it.

use leptos::prelude::*;
use serde_json::Value;
use yaninda_shared::{problem::FieldError, values::ValueError};

use super::{
    json::{at, is_same, set},
    spec::Spec,
    typed::Typed,
};

/// One field and what was in it when the form opened.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub spec: &'static Spec,
    pub typed: Typed,
    pub was: StoredValue<Value>,
}

/// State of a form.
#[derive(Clone)]
pub struct Form {
    pub(super) fields: Vec<Field>,
    /// Stands before the paths in problem documents: `consent.`
    pub(super) prefix: &'static str,
}

impl Form {
    /// Fields filled from a record.
    #[must_use]
    pub fn new(specs: &'static [Spec], record: &Value) -> Self {
        Self::under("", specs, record)
    }

    /// The same for a record that is sent inside another one.
    #[must_use]
    pub fn under(prefix: &'static str, specs: &'static [Spec], record: &Value) -> Self {
        let fields = specs.iter().map(|spec| {
            let field = Field { spec, typed: Typed::new(spec.kind), was: StoredValue::new(Value::Null) };
            field.typed.fill(at(record, spec.path));
            field.begin();
            field
        });
        Self { fields: fields.collect(), prefix }
    }

    /// Puts what was typed into a record; refused fields are named.
    pub fn write(&self, record: &mut Value, errors: &mut Vec<FieldError>) {
        for Field { spec, typed, .. } in &self.fields {
            let value = untrack(|| typed.value(spec.kind))
                .and_then(|value| if spec.required && value.is_null() { Err(ValueError::Missing) } else { Ok(value) });
            match value {
                Ok(value) => set(record, spec.path, value),
                Err(why) => errors.push(FieldError::new([self.prefix, spec.path].concat(), why)),
            }
        }
    }

    /// Whether something was typed since the form opened; the caller runs again when that changes.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        // All are asked, so that the caller hears of each.
        self.fields.iter().filter(|field| field.is_touched()).count() > 0
    }

    /// Whether one of these paths is a field of this form.
    #[must_use]
    pub fn has_any(&self, errors: &[FieldError]) -> bool {
        let has = |field: &Field| {
            errors.iter().any(|error| {
                error.field.strip_prefix(self.prefix).is_some_and(|path| path.starts_with(field.spec.path))
            })
        };
        self.fields.iter().any(has)
    }

    /// The text of one line, for a form that suggests something.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<RwSignal<String>> {
        match self.fields.iter().find(|field| field.spec.path == path)?.typed {
            Typed::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Field {
    /// From here on, what is in the field counts as untouched.
    pub(super) fn begin(&self) {
        self.was.set_value(untrack(|| self.now()));
    }

    /// Whether it was changed since [`Field::begin`].
    pub(super) fn is_touched(&self) -> bool {
        let now = self.now();
        self.was.with_value(|was| !is_same(Some(was), Some(&now)))
    }

    /// What is in it; a text that is refused counts as it is.
    fn now(&self) -> Value {
        self.typed.value(self.spec.kind).unwrap_or_else(|why| why.to_string().into())
    }
}
