//! Per-type fields, drawn from the catalogue.

use std::collections::BTreeMap;

use leptos::prelude::*;
use yaninda_shared::{
    catalogue::{FieldKind, FieldSpec, ServiceKind},
    services::FieldValue,
    values::{Country, LanguageTag, NaiveDate, ShortText},
};

use crate::{
    components::{DateField, Input, SelectField, TextField, error_of},
    format,
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

    /// The values; empty fields are left out.
    pub(super) fn values(&self) -> BTreeMap<String, FieldValue> {
        let value = |spec: &FieldSpec, typed: Typed| match typed {
            Typed::Day(day) => ShortText::parse(&day.get_untracked()?.to_string()).ok().map(FieldValue::Text),
            Typed::Text(text) => {
                let text = text.get_untracked();
                match spec.kind {
                    FieldKind::Flag => text.parse().ok().map(FieldValue::Flag),
                    FieldKind::Count => text.trim().parse().ok().map(FieldValue::Count),
                    _ => ShortText::parse(&text).ok().map(FieldValue::Text),
                }
            }
        };
        self.0.iter().filter_map(|(spec, typed)| Some((spec.key.to_owned(), value(spec, *typed)?))).collect()
    }

    /// The fields themselves.
    pub(super) fn view(&self, failure: RwSignal<Option<Failure>>) -> impl IntoView + use<> {
        self.0.clone().into_iter().map(|(spec, typed)| field(spec, typed, failure)).collect_view()
    }
}

fn field(spec: &'static FieldSpec, typed: Typed, failure: RwSignal<Option<Failure>>) -> AnyView {
    let label = i18n::field(spec.key);
    let error = error_of(failure, format!("details.{}", spec.key));
    match typed {
        Typed::Day(day) => view! { <DateField label=label value=day error=error/> }.into_any(),
        Typed::Text(text) => match options(spec.kind) {
            Some(options) => {
                view! { <SelectField label=label value=text options=options empty=t(k::FORM_NOT_SAID).to_owned() error=error/> }.into_any()
            }
            None => {
                let input = if spec.kind == FieldKind::Count { Input::Number } else { Input::Text };
                view! { <TextField label=label value=text input=input error=error/> }.into_any()
            }
        },
    }
}

fn options(kind: FieldKind) -> Option<Vec<(String, String)>> {
    let named = |codes: Vec<&'static str>, name: fn(&str) -> String| {
        let mut all: Vec<(String, String)> = codes.into_iter().map(|code| (code.to_owned(), name(code))).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    };
    match kind {
        FieldKind::Choice(choices) => {
            Some(choices.iter().map(|choice| ((*choice).to_owned(), i18n::choice(choice).to_owned())).collect())
        }
        FieldKind::Flag => {
            Some(vec![("true".to_owned(), t(k::FORM_YES).to_owned()), ("false".to_owned(), t(k::FORM_NO).to_owned())])
        }
        FieldKind::Country => Some(named(Country::all().collect(), format::country)),
        FieldKind::Language => Some(named(LanguageTag::all().collect(), format::language)),
        FieldKind::Text | FieldKind::Day | FieldKind::Count => None,
    }
}
