//! Per-type fields, drawn from the catalogue.

use std::collections::BTreeMap;

use leptos::prelude::*;
use yaninda_shared::{
    catalogue::{FieldKind, FieldSpec, ServiceKind},
    documents::{DocumentDraft, DocumentKind, DocumentStatus},
    services::FieldValue,
    values::{NaiveDate, ShortText, ValueError, parse_count},
};

use crate::{
    components::{DateField, Input, Refused, SelectField, TextField, error_of},
    forms::Options,
    i18n::{self, k, t},
    store::Failure,
};

/// What was typed into the fields of one type.
#[derive(Clone)]
pub(super) struct Details(Vec<(&'static FieldSpec, Typed)>);

#[derive(Clone, Copy)]
enum Typed {
    Text(RwSignal<String>),
    Day(RwSignal<Option<NaiveDate>>),
}

impl Details {
    /// Fields of a type, filled from an entry.
    pub(super) fn new(kind: &ServiceKind, from: &BTreeMap<String, FieldValue>) -> Self {
        let fields = kind.fields.iter().map(|spec| {
            let text = match from.get(spec.key) {
                Some(FieldValue::Text(text)) => text.as_str().to_owned(),
                Some(FieldValue::Count(count)) => count.to_string(),
                Some(FieldValue::Flag(flag)) => flag.to_string(),
                None => String::new(),
            };
            let typed = match spec.kind {
                FieldKind::Day => Typed::Day(RwSignal::new(text.parse().ok())),
                _ => Typed::Text(RwSignal::new(text)),
            };
            (spec, typed)
        });
        Self(fields.collect())
    }

    /// The values; empty fields are left out, and one that cannot be read is refused by name.
    pub(super) fn values(&self, refused: &mut Refused) -> BTreeMap<String, FieldValue> {
        let mut values = BTreeMap::new();
        for (spec, typed) in &self.0 {
            let text = match typed {
                Typed::Day(day) => day.get_untracked().map_or_else(String::new, |day| day.to_string()),
                Typed::Text(text) => text.get_untracked(),
            };
            if !text.trim().is_empty()
                && let Some(value) = refused.check(&field_path(spec), value(spec.kind, &text))
            {
                values.insert(spec.key.to_owned(), value);
            }
        }
        values
    }

    /// What is typed about the days of the paper that the service obtains.
    pub(super) fn days(&self, kind: DocumentKind) -> DocumentDraft {
        let day = |key: &str| {
            self.0.iter().find(|(spec, _)| spec.key == key).and_then(|(_, typed)| match typed {
                Typed::Day(day) => day.get(),
                Typed::Text(_) => None,
            })
        };
        let (issued_on, expires_on) = (day("issued"), day("expires"));
        DocumentDraft { issued_on, expires_on, ..DocumentDraft::new(kind, DocumentStatus::Delivered) }
    }

    /// The fields themselves; `issued` hears that a paper was given out.
    pub(super) fn view(&self, failure: RwSignal<Option<Failure>>, issued: Callback<()>) -> impl IntoView + use<> {
        self.0.clone().into_iter().map(|(spec, typed)| field(spec, typed, failure, issued)).collect_view()
    }
}

fn field_path(spec: &FieldSpec) -> String {
    ["details.", spec.key].concat()
}

fn value(kind: FieldKind, text: &str) -> Result<FieldValue, ValueError> {
    match kind {
        FieldKind::Flag => Ok(FieldValue::Flag(text == "true")),
        FieldKind::Count | FieldKind::Percent => parse_count(text).map(FieldValue::Count),
        _ => ShortText::parse(text).map(FieldValue::Text),
    }
}

fn field(spec: &'static FieldSpec, typed: Typed, failure: RwSignal<Option<Failure>>, issued: Callback<()>) -> AnyView {
    let label = i18n::field(spec.key);
    let error = error_of(failure, field_path(spec));
    match typed {
        Typed::Day(day) if spec.key == "issued" => {
            view! { <DateField label=label hint=t(k::LOG_ISSUED_HINT) value=day error=error on_give=issued/> }.into_any()
        }
        Typed::Day(day) => view! { <DateField label=label value=day error=error/> }.into_any(),
        Typed::Text(text) => match options(spec.kind, &text.get_untracked()) {
            Some(options) => {
                view! { <SelectField label=label value=text options=options empty=t(k::FORM_NOT_SAID).to_owned() error=error/> }.into_any()
            }
            None => {
                let counted = matches!(spec.kind, FieldKind::Count | FieldKind::Percent);
                let input = if counted { Input::Number } else { Input::Text };
                view! { <TextField label=label value=text input=input error=error/> }.into_any()
            }
        },
    }
}

fn options(kind: FieldKind, chosen: &str) -> Option<Vec<(String, String)>> {
    match kind {
        FieldKind::Choice(choices) => {
            Some(choices.iter().map(|choice| ((*choice).to_owned(), i18n::choice(choice).to_owned())).collect())
        }
        FieldKind::Flag => {
            Some(vec![("true".to_owned(), t(k::FORM_YES).to_owned()), ("false".to_owned(), t(k::FORM_NO).to_owned())])
        }
        FieldKind::Country => Some(Options::Countries.all_with(chosen)),
        FieldKind::Language => Some(Options::Languages.all_with(chosen)),
        FieldKind::Text
        | FieldKind::Number
        | FieldKind::Hidden
        | FieldKind::Day
        | FieldKind::Count
        | FieldKind::Percent => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_read_or_refused_and_never_dropped() {
        assert_eq!(value(FieldKind::Count, "٣"), Ok(FieldValue::Count(3)));
        assert_eq!(value(FieldKind::Percent, "80%"), Err(ValueError::WrongType));
        assert_eq!(value(FieldKind::Count, "three"), Err(ValueError::WrongType));
        assert_eq!(value(FieldKind::Text, &"x".repeat(301)), Err(ValueError::TooLong));
        assert_eq!(value(FieldKind::Flag, "false"), Ok(FieldValue::Flag(false)));
    }
}
