//! The second step: what each column holds, and how its values are to be read.

use leptos::prelude::*;
use yaninda_shared::{
    imports::{ConsentTerms, DateOrder, Doubles, ImportColumn, ImportField, ImportKind, ImportMapping, ImportRecord},
    values::{Currency, LanguageTag, ShortText},
};

use super::{
    file::fares,
    guide::{Guide, column_name},
    meanings::meanings,
    reading::ReadAs,
};
use crate::{
    components::{Button, Kind, Note, PrivateForm, Section, Segmented, SelectField, TextField, Tone},
    forms::Options,
    i18n::{Label, k, t, tf, tn},
    store,
};

/// What is chosen.
#[derive(Clone, Copy)]
struct Chosen {
    kind: ImportKind,
    columns: StoredValue<Vec<RwSignal<String>>>,
    dates: RwSignal<Option<DateOrder>>,
    doubles: RwSignal<Doubles>,
    currency: RwSignal<String>,
    purpose: RwSignal<String>,
    language: RwSignal<String>,
}

impl Chosen {
    fn of(import: &ImportRecord) -> Self {
        let mapping = &import.mapping;
        let field = |field: &Option<ImportField>| field.map_or_else(String::new, |field| field.as_str().to_owned());
        let terms = mapping.consent.as_ref();
        let purpose = terms.map(|terms| terms.purpose.as_str()).unwrap_or(t(k::OPEN_PURPOSE_USUAL));
        let language = terms.map_or("tr", |terms| terms.language.as_str());
        Self {
            kind: import.kind,
            columns: StoredValue::new(mapping.columns.iter().map(|one| RwSignal::new(field(one))).collect()),
            dates: RwSignal::new(mapping.dates),
            doubles: RwSignal::new(mapping.doubles),
            currency: RwSignal::new(mapping.currency.map_or_else(String::new, String::from)),
            purpose: RwSignal::new(purpose.to_owned()),
            language: RwSignal::new(language.to_owned()),
        }
    }

    fn fields(self) -> Vec<Option<ImportField>> {
        self.columns.with_value(|all| all.iter().map(|one| one.with(|one| ImportField::from_code(one))).collect())
    }

    fn mapping(self) -> ImportMapping {
        let columns = untrack(|| self.fields());
        let consent = (self.kind == ImportKind::Cases).then(|| {
            let purpose = ShortText::parse(&self.purpose.get_untracked()).ok()?;
            let language = LanguageTag::parse(&self.language.get_untracked()).ok()?;
            Some(ConsentTerms { purpose, language })
        });
        ImportMapping {
            meanings: meanings(&columns),
            columns,
            dates: self.dates.get_untracked(),
            currency: Currency::parse(self.currency.get_untracked().trim()).ok(),
            doubles: self.doubles.get_untracked(),
            consent: consent.flatten(),
        }
    }

    /// What is in the way of checking.
    fn in_the_way(self) -> Vec<String> {
        let fields = self.fields();
        let of_kind = || ImportField::ALL.iter().filter(|field| field.kind() == self.kind);
        let missing: Vec<&str> = of_kind()
            .filter(|field| field.is_needed() && !fields.contains(&Some(**field)))
            .map(|field| field.label())
            .collect();
        let count = |field: &ImportField| fields.iter().filter(|one| **one == Some(*field)).count();
        let twice = of_kind().filter(|field| count(field) > 1);
        let twice = twice.map(|field| tf(k::IMPORT_TWICE, &[("field", field.label())]));
        let missing = (!missing.is_empty()).then(|| tf(k::IMPORT_MISSING, &[("fields", &missing.join(", "))]));
        missing.into_iter().chain(twice).collect()
    }
}

/// A choice for each column; below them what cannot be told from the file.
#[component]
pub(super) fn Columns(guide: Guide) -> impl IntoView {
    let import = guide.import.get_untracked()?;
    let chosen = Chosen::of(&import);
    let record = StoredValue::new(import.clone());
    let check = move || {
        if !guide.busy.get_untracked() && untrack(|| chosen.in_the_way()).is_empty() {
            let mapping = chosen.mapping();
            guide.take(async move { store::imports::check(&record.get_value(), &mapping).await });
        }
    };
    let lead = if import.remembered { k::IMPORT_REMEMBERED } else { k::IMPORT_GUESSED };
    let in_the_way = move || {
        let all = chosen.in_the_way();
        (!all.is_empty()).then(|| {
            view! { <Note tone=Tone::Due>{all.into_iter().map(|one| view! { <p data-test="in-the-way">{one}</p> }).collect_view()}</Note> }
        })
    };
    let has_day = move || chosen.fields().iter().flatten().any(|field| field.is_day());
    let columns = import.columns.clone();
    Some(view! {
        {import.stopped.then(|| view! { <Note tone=Tone::Due><p>{t(k::IMPORT_STOPPED)}</p></Note> })}
        <p>{tn(k::COUNT_ROWS, import.rows)}". "{t(lead)}</p>
        <ReadAs import=import guide=guide/>
        <div aria-live="polite">{move || fares(guide)}</div>
        <PrivateForm class="stack" submit=check busy=guide.busy>
            {columns.iter().enumerate().map(|(at, column)| view! { <Column at=at column=column.clone() all=columns.clone() chosen=chosen/> }).collect_view()}
            <Show when=has_day><Dates chosen=chosen/></Show>
            {match chosen.kind {
                ImportKind::Cases => view! { <OfCases chosen=chosen/> }.into_any(),
                ImportKind::Services => view! {
                    <TextField label=t(k::IMPORT_CURRENCY) value=chosen.currency optional=true/>
                }.into_any(),
            }}
            {in_the_way}
            <div class="cluster">
                <Button kind=Kind::Primary icon="check" submit=true busy=guide.busy off=Signal::derive(move || !chosen.in_the_way().is_empty()) attr:data-test="check">{t(k::IMPORT_START_CHECK)}</Button>
                <Button kind=Kind::Quiet on_press=move |()| guide.begin_again() attr:data-test="other-file">{t(k::IMPORT_OTHER_FILE)}</Button>
            </div>
        </PrivateForm>
    })
}

#[component]
fn Column(at: usize, column: ImportColumn, all: Vec<ImportColumn>, chosen: Chosen) -> impl IntoView {
    let value = chosen.columns.with_value(|all| all.get(at).copied())?;
    let of_kind = ImportField::ALL.iter().filter(|field| field.kind() == chosen.kind);
    let options: Vec<(String, String)> =
        of_kind.map(|field| (field.as_str().to_owned(), field.label().to_owned())).collect();
    let samples = column.samples.join(" · ");
    let hint = if samples.is_empty() { String::new() } else { tf(k::IMPORT_SAMPLES, &[("samples", &samples)]) };
    let label = column_name(&all, u16::try_from(at).unwrap_or(u16::MAX));
    Some(view! {
        <div class="import-samples" data-test="column">
            <SelectField label=label value=value options=options empty=t(k::IMPORT_LEAVE_OUT).to_owned() hint=hint/>
        </div>
    })
}

#[component]
fn Dates(chosen: Chosen) -> impl IntoView {
    let known = DateOrder::ALL.iter().map(|order| (Some(*order), order.label().to_owned()));
    let options = known.chain([(None, t(k::IMPORT_DATES_ASK).to_owned())]).collect();
    view! { <Segmented legend=t(k::IMPORT_DATES) hint=t(k::IMPORT_DATES_HINT).to_owned() options=options value=chosen.dates/> }
}

#[component]
fn OfCases(chosen: Chosen) -> impl IntoView {
    let doubles = Doubles::ALL.iter().map(|one| (*one, one.label().to_owned())).collect();
    let languages = Options::Languages.all_with(&chosen.language.get_untracked());
    view! {
        <Segmented legend=t(k::IMPORT_DOUBLES) options=doubles value=chosen.doubles/>
        <Section title=t(k::IMPORT_CONSENT)>
            <div class="stack">
                <p class="sm muted">{t(k::IMPORT_CONSENT_HINT)}</p>
                <TextField label=t(k::OPEN_PURPOSE) value=chosen.purpose/>
                <SelectField label=t(k::IMPORT_CONSENT_LANGUAGE) value=chosen.language options=languages/>
            </div>
        </Section>
    }
}
