//! Agreements of a case, those that stand first.

use leptos::prelude::*;
use yaninda_shared::{consents::ConsentRecord, ids::CaseId};

use super::record;
use crate::{
    components::{Button, EditButton, Empty, Icon, Kind, Loaded, Row, Rows, Section, Size, Tag},
    format,
    forms::Job,
    i18n::{Label, k, t, tf},
    store,
};

/// The list with its forms.
#[component]
pub fn Consents(
    case: Signal<Option<CaseId>>,
    may_write: Signal<bool>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let give = move |()| job.set(case.get_untracked().map(record::give));
    let action = move || {
        may_write.get().then(|| view! { <Button kind=Kind::Quiet compact=true icon="plus" on_press=give attr:data-test="give-consent">{t(k::CONSENTS_ADD)}</Button> })
    };
    view! {
        <Section title=t(k::CONSENTS_TITLE) action=action.into_any()>
            <Loaded reading=store::consents::list(case) view={move |mut all: Vec<ConsentRecord>| {
                if all.is_empty() {
                    return view! { <Empty icon="shield" title=t(k::CONSENTS_EMPTY)/> }.into_any();
                }
                all.sort_by_key(|consent| consent.withdrawn_on.is_some());
                let rows = all.into_iter().map(|consent| view! { <Consent consent=consent may_write=may_write job=job/> }).collect_view();
                view! { <Rows>{rows}</Rows> }.into_any()
            }}/>
        </Section>
    }
}

#[component]
fn Consent(consent: ConsentRecord, may_write: Signal<bool>, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let draft = &consent.draft;
    let scope: Vec<&str> = draft.scope.iter().map(|scope| scope.label()).collect();
    let given = tf(
        k::CONSENTS_GIVEN,
        &[
            ("by", draft.given_by.label()),
            ("day", &format::day(draft.given_on)),
            ("language", &format::language(draft.language.as_str())),
        ],
    );
    let lines = [
        Some(draft.purpose.as_str().to_owned()),
        draft.interpreter.as_ref().map(|text| labelled(t(k::CONSENTS_INTERPRETER), text.as_str())),
        draft.note.as_ref().map(|text| labelled(t(k::CONSENTS_NOTE), text.as_str())),
    ];
    let ended = consent.withdrawn_on.map(|day| {
        let day = tf(k::CONSENTS_WITHDRAWN, &[("day", &format::day(day))]);
        let reason = consent.withdraw_reason.as_ref().map(|reason| reason.as_str().to_owned());
        view! {
            <span class="row-text"><Tag icon="close" text=day/>{reason.map(|reason| view! { " "<bdi>{reason}</bdi> })}</span>
        }
    });
    let stands = consent.withdrawn_on.is_none();
    let title = scope.join(t(k::FORM_COMMA));
    let record = StoredValue::new(consent);
    let correct = move |()| job.set(Some(record.with_value(record::correct)));
    let withdraw = move |()| job.set(Some(record.with_value(record::withdraw)));
    view! {
        <Row>
            <span class="row-icon"><Icon name=if stands { "shield" } else { "minus" } size=Size::Small/></span>
            <div class="grow" data-test="consent">
                <span class="row-title">{title}</span>
                <span class="row-text">{given}</span>
                {lines.into_iter().flatten().map(|line| view! { <span class="row-text" dir="auto">{line}</span> }).collect_view()}
                {ended}
                {move || (stands && may_write.get()).then(|| view! {
                    <span class="row-actions">
                        <EditButton label=tf(k::PROFILE_EDIT, &[("what", t(k::TIMELINE_CONSENT))]) on_press=correct/>
                        <Button kind=Kind::Quiet compact=true on_press=withdraw attr:data-test="withdraw-consent">{t(k::ACTION_WITHDRAW)}</Button>
                    </span>
                })}
            </div>
        </Row>
    }
}

fn labelled(label: &str, text: &str) -> String {
    [label, ": ", text].concat()
}
