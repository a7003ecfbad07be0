//! The profile as it is read: safe contact first, then who agreed to what, then what is known.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use yaninda_shared::{
    cases::CaseRecord,
    policy::{Action, allows},
};

use super::{
    edit,
    identity::Identity,
    parts::{ABOUT, CASE, FAMILY, HAPPENED, LEGAL, MESSAGES, SAFE_CONTACT},
};
use crate::{
    cases::case_id,
    components::{EditButton, Loaded, Note, Section, Tone, toast},
    consents::Consents,
    contacts::Contacts,
    format,
    forms::{EditSheet, Facts, Job, Spec, value_of},
    i18n::{Key, Label, k, t},
    referrals::CameFrom,
    store::{self, Reading},
};

/// What may be done with the case, without the record: buttons do not flicker when it is read again.
#[derive(Clone, Copy, Default, PartialEq)]
struct May {
    edit: bool,
    reveal: bool,
    consent: bool,
    contact: bool,
}

fn may(case: &CaseRecord) -> May {
    let may = |action| store::session::role().is_some_and(|role| allows(role, action, case.relation));
    May {
        edit: may(Action::CaseEdit),
        reveal: may(Action::CaseReveal),
        consent: may(Action::ConsentWrite),
        contact: may(Action::ContactWrite),
    }
}

/// All parts, and the sheet that edits one of them.
#[component]
pub fn Profile() -> impl IntoView {
    let id = case_id();
    let case = store::cases::one(id);
    let may = Memo::new(move |_| case.get().map(|case| may(&case)).unwrap_or_default());
    let job = RwSignal::new_local(None::<Job>);
    let part =
        move |title: Key, specs: &'static [Spec]| view! { <Part title=title specs=specs case=case may=may job=job/> };
    view! {
        <div class="profile">
            <div class="profile-column">
                {part(k::PROFILE_SAFE_CONTACT, &SAFE_CONTACT)}
                {part(k::PROFILE_MESSAGES, &MESSAGES)}
                <Contacts case=id may_write=Signal::derive(move || may.get().contact) job=job/>
                <CameFrom case=id/>
                <Consents case=id may_write=Signal::derive(move || may.get().consent) job=job/>
            </div>
            <div class="profile-column">
                <IdentityPart case=case may=may job=job/>
                {part(k::PROFILE_ABOUT, &ABOUT)}
                {part(k::PROFILE_FAMILY, &FAMILY)}
                {part(k::PROFILE_LEGAL, &LEGAL)}
                {part(k::PROFILE_HAPPENED, &HAPPENED)}
                {part(k::OPEN_CASE, &CASE)}
            </div>
        </div>
        <EditSheet job=job/>
    }
}

/// One part: its values and the way to change them.
#[component]
fn Part(
    title: Key,
    specs: &'static [Spec],
    case: Reading<CaseRecord>,
    may: Memo<May>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let holds = |path| specs.iter().any(|spec| spec.path == path);
    let chosen = holds("safe_contact.wording");
    let press = move |()| {
        if let Some(case) = untrack(|| case.get()) {
            job.set(Some(if chosen { edit::messages(case) } else { edit::job(title, specs, case) }));
        }
    };
    let action = move || may.get().edit.then(|| view! { <EditButton label=edit::heading(title) on_press=press/> });
    let (contact, whole) = (holds("safe_contact.read_by"), holds("code_name"));
    view! {
        <Section title=t(title) action=action.into_any()>
            <div class="card card-pad">
                <Loaded reading=case view={move |case: CaseRecord| {
                    let before = contact.then(|| careful(&case)).flatten();
                    let after = whole.then(|| history(&case));
                    view! { {before} <Facts specs=specs record=record_of(&case)/> {after} }
                }}/>
            </div>
        </Section>
    }
}

#[component]
fn IdentityPart(case: Reading<CaseRecord>, may: Memo<May>, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let press = move |()| {
        if let Some(case) = untrack(|| case.get()) {
            spawn_local(async move {
                match edit::identity_job(case).await {
                    Ok(one) => job.set(Some(one)),
                    Err(failure) => toast::say(failure.message()),
                }
            });
        }
    };
    let allowed = move || Some(may.get()).filter(|may| may.edit && may.reveal);
    let action =
        move || allowed().map(|_| view! { <EditButton label=edit::heading(k::PROFILE_IDENTITY) on_press=press/> });
    view! {
        <Section title=t(k::PROFILE_IDENTITY) action=action.into_any()>
            <div class="card card-pad stack">
                <Loaded reading=case view={move |case: CaseRecord| view! { <Identity case=case reveal=may.get_untracked().reveal/> }}/>
            </div>
        </Section>
    }
}

/// Someone else may read what is sent.
fn careful(case: &CaseRecord) -> Option<AnyView> {
    case.safe_contact
        .read_by
        .is_shared()
        .then(|| view! { <Note tone=Tone::Due><p><strong>{t(k::PROFILE_OTHERS_READ)}</strong></p></Note> }.into_any())
}

/// When the case was last heard of, and how it ended.
fn history(case: &CaseRecord) -> AnyView {
    let ended = case.close_reason.map_or_else(String::new, |reason| reason.label().to_owned());
    let facts = [
        (k::PROFILE_LAST_CONTACT, case.last_contact_on.map(format::day)),
        (k::PROFILE_CLOSED_ON, case.closed_on.map(format::day)),
        (k::PROFILE_CLOSE_REASON, Some(ended).filter(|text| !text.is_empty())),
        (k::PROFILE_CHANGED, Some(format::instant(case.meta.updated_at))),
    ];
    let facts = facts.map(|(label, text)| text.map(|text| view! { <div><dt>{t(label)}</dt><dd>{text}</dd></div> }));
    view! { <dl class="facts">{facts.into_iter().collect_view()}</dl> }.into_any()
}

fn record_of(case: &CaseRecord) -> Value {
    value_of(&edit::draft_of(case.clone()))
}
