//! The fields of a form on the screen, each kind with its own control.

use leptos::prelude::*;

use super::{
    amounts::Amounts,
    form::{Field, Form},
    listed::Listed,
    numbers::Numbers,
    spec::{Kind, Options, hours_before},
    typed::Typed,
};
use crate::{
    components::{
        ChipChecks, DateField, Explained, FieldGroup, Input, Segmented, SelectField, TextArea, TextField, error_of,
    },
    format,
    i18n::{k, t},
    store::Failure,
};

impl Form {
    /// All fields, with what the last try to save named.
    #[must_use]
    pub fn view(&self, failure: RwSignal<Option<Failure>>) -> AnyView {
        self.fields.iter().map(|field| draw(*field, self.prefix, failure)).collect_view().into_any()
    }
}

fn draw(Field { spec, typed, .. }: Field, prefix: &str, failure: RwSignal<Option<Failure>>) -> AnyView {
    let label = t(spec.label);
    let hint = spec.hint.map_or("", t);
    let error = error_of(failure, [prefix, spec.path].concat());
    match (typed, spec.kind) {
        (Typed::Day(day), Kind::Day) => view! { <DateField label=label hint=hint value=day error=error/> }.into_any(),
        (Typed::Day(day), _) => {
            view! { <DateField label=label hint=hint value=day max=format::today() error=error/> }.into_any()
        }
        (Typed::Hours(hours), _) => view! { <Hours label=label hint=hint hours=hours error=error/> }.into_any(),
        (Typed::Numbers(rows), _) => view! { <Numbers label=label rows=rows error=error/> }.into_any(),
        (Typed::Amounts(rows), _) => view! { <Amounts label=label hint=hint rows=rows error=error/> }.into_any(),
        (Typed::Many(many), Kind::Listed(options)) => {
            view! { <Listed label=label many=many options=options error=error/> }.into_any()
        }
        (Typed::Many(many), kind) => {
            let options = if matches!(kind, Kind::Before) { before(&many.get_untracked()) } else { options(kind, "") };
            view! { <ChipChecks legend=label value=many options=options error=error/> }.into_any()
        }
        (Typed::Text(text), Kind::Explained(options, says)) => {
            let options = options.all_with(&text.get_untracked()).into_iter();
            let options = options.map(|(code, label)| {
                let says = says(&code);
                (code, label, says)
            });
            view! { <Explained legend=label hint=hint value=text options=options.collect() error=error/> }.into_any()
        }
        (Typed::Text(text), kind @ (Kind::One(_) | Kind::Flag)) => {
            let options = options(kind, &text.get_untracked());
            // A few stand side by side; one of them is always chosen.
            if spec.required && options.len() <= 3 {
                return view! { <Segmented legend=label hint=hint value=text options=options error=error/> }.into_any();
            }
            let empty = t(spec.empty.unwrap_or(if spec.required { k::FORM_CHOOSE } else { k::FORM_NOT_SAID }));
            view! { <SelectField label=label hint=hint value=text options=Signal::stored(options) empty=empty error=error/> }.into_any()
        }
        (Typed::Text(text), Kind::Text) => {
            view! { <TextArea label=label hint=hint value=text error=error/> }.into_any()
        }
        (Typed::Text(text), kind) => {
            let input = match kind {
                Kind::Phone => Input::Phone,
                Kind::Email => Input::Email,
                Kind::Count(_) | Kind::Year => Input::Number,
                _ => Input::Text,
            };
            view! { <TextField label=label hint=hint value=text input=input error=error/> }.into_any()
        }
    }
}

/// The hours that are offered, with those chosen already.
fn before(chosen: &[String]) -> Vec<(String, String)> {
    let mut all: Vec<i64> =
        chosen.iter().filter_map(|hours| hours.parse().ok()).chain([168, 72, 48, 24, 2, 1]).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    all.into_iter().map(|hours| (hours.to_string(), hours_before(hours))).collect()
}

fn options(kind: Kind, chosen: &str) -> Vec<(String, String)> {
    match kind {
        Kind::One(options) | Kind::Many(options) => options.all_with(chosen),
        Kind::Flag => Options::Closed(|| {
            vec![("true".to_owned(), t(k::FORM_YES).to_owned()), ("false".to_owned(), t(k::FORM_NO).to_owned())]
        })
        .all(),
        _ => Vec::new(),
    }
}

/// From and to, in half hours: the same writing in every browser and language.
#[component]
fn Hours(
    label: &'static str,
    hint: &'static str,
    hours: [RwSignal<String>; 2],
    error: Signal<Option<String>>,
) -> impl IntoView {
    let [from, to] = hours;
    let times = |end: u32, present: RwSignal<String>| {
        let mut all: Vec<String> = (end..48 + end).map(|half| format::clock(half * 30)).collect();
        let present = present.get_untracked();
        if !present.is_empty() && !all.contains(&present) {
            all.push(present);
            all.sort_unstable();
        }
        Signal::stored(all.into_iter().map(|time| (time.clone(), time)).collect::<Vec<_>>())
    };
    let none = t(k::FORM_NOT_SAID);
    view! {
        <FieldGroup legend=label hint=hint error=error>
            <div class="two">
                <SelectField label=t(k::FORM_FROM) value=from options=times(0, from) empty=none/>
                <SelectField label=t(k::FORM_TO) value=to options=times(1, to) empty=none/>
            </div>
        </FieldGroup>
    }
}
