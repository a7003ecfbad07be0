//! The steps of the sheet: when and how it was rated, then one domain after the other.

use leptos::prelude::*;
use yaninda_shared::outcomes::{Confidence, Method, Occasion, OutcomeDomain};

use super::{
    form::{Form, Row, Step},
    scale::{Anchors, Scale},
};
use crate::{
    components::{Button, DateField, Icon, Kind, Segmented, SelectField, Size, TextField, enum_options, error_of},
    format,
    i18n::{Label, k, t, tf},
};

/// Day, occasion and method.
#[component]
pub(super) fn About(form: Form) -> impl IntoView {
    let methods = Method::ALL.iter().map(|method| (*method, method.label().to_owned())).collect();
    view! {
        <p class="sm muted">{t(k::OUTCOMES_LEAD)}</p>
        <DateField label=t(k::LOG_WHEN) value=form.occurred_on max=format::today() error=error_of(form.saved.failure, "occurred_on")/>
        <SelectField label=t(k::OUTCOMES_OCCASION) value=form.occasion options=Signal::stored(enum_options(Occasion::ALL, Occasion::as_str)) error=error_of(form.saved.failure, "occasion")/>
        <Segmented legend=t(k::OUTCOMES_METHOD) value=form.method options=methods error=error_of(form.saved.failure, "method")/>
    }
}

/// One domain: how it is, how the person sees it, what it was, what would help.
#[component]
pub(super) fn Domain(form: Form, row: Row) -> impl IntoView {
    let domain = row.domain;
    let error = move |field| error_of(form.saved.failure, row.path(field));
    let all = move || form.rows();
    let at = move || all().iter().position(|other| other.domain == domain).map_or(0, |at| at + 1);
    let count = |number: usize| format::number(i64::try_from(number).unwrap_or_default());
    let place = move || {
        let place = tf(k::OUTCOMES_PLACE, &[("at", &count(at())), ("all", &count(all().len()))]);
        [domain.area().label(), &place].join(" · ")
    };
    let was = form.start.with_value(|start| start.was(domain));
    let was = was.map(|(on, score)| {
        tf(k::OUTCOMES_WAS, &[("score", &score.get().to_string()), ("day", &format::day_short(on))])
    });
    let detailed = untrack(|| {
        !row.confidence.with(String::is_empty)
            || !row.evidence.with(String::is_empty)
            || error("evidence").get().is_some()
    });
    view! {
        <div class="stack-s">
            <p class="sm muted">{place}</p>
            {domain.is_optional().then(|| view! { <p class="sm">{t(k::OUTCOMES_OPTIONAL_KEPT)}</p> })}
            <Anchors domain=domain/>
        </div>
        <Scale legend=t(k::OUTCOMES_NOW) who="worker" domain=domain said=row.said error=merged(error("score"), error("unrated"))/>
        {was.map(|was| view! { <p class="sm muted cluster"><Icon name="info" size=Size::Small/><span class="grow">{was}</span></p> })}
        <Scale legend=t(k::OUTCOMES_OWN) who="own" domain=domain said=row.own error=merged(error("own_score"), error("own_unrated"))/>
        <TextField label=t(k::OUTCOMES_HELP) optional=true value=row.help error=error("help")/>
        <details open=detailed>
            <summary>{t(k::LOG_DETAILS)}</summary>
            <div class="stack">
                <TextField label=t(k::OUTCOMES_EVIDENCE) value=row.evidence error=error("evidence")/>
                <SelectField label=t(k::OUTCOMES_CONFIDENCE) value=row.confidence options=Signal::stored(enum_options(Confidence::ALL, Confidence::as_str)) empty=t(k::FORM_NOT_SAID).to_owned()/>
            </div>
        </details>
    }
}

/// One of two errors of the same control.
fn merged(one: Signal<Option<String>>, other: Signal<Option<String>>) -> Signal<Option<String>> {
    Signal::derive(move || one.get().or_else(|| other.get()))
}

/// Opens the domain that is not asked about otherwise, and goes there.
#[component]
pub(super) fn OpenOptional(form: Form, go: Callback<Step>) -> impl IntoView {
    let optional = OutcomeDomain::ALL.iter().find(|domain| domain.is_optional());
    optional.map(|domain| {
        let press = move |()| {
            form.opened.set(true);
            go.run(Step::Domain(*domain));
        };
        let text = StoredValue::new(tf(k::FORM_ADD, &[("what", domain.label())]));
        view! {
            <Show when=move || !form.opened.get()>
                <div><Button kind=Kind::Quiet compact=true icon="plus" on_press=press attr:data-test="open-optional">{text.get_value()}</Button></div>
            </Show>
        }
    })
}
