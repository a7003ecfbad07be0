//! Ways to reach the person: the channel and whether it is safe; the number itself only while it is held.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    contacts::{Channel, ContactRecord},
    ids::{CaseId, ContactId},
};

use super::record;
use crate::{
    components::{
        Button, EditButton, Empty, HoldToReveal, Icon, Kind, Loaded, Row, Rows, Section, Size, Tag, Tone, toast,
    },
    format,
    forms::Job,
    i18n::{Label, k, t, tf},
    store::{self, Failure},
};

/// The list with its form.
#[component]
pub fn Contacts(
    case: Signal<Option<CaseId>>,
    may_write: Signal<bool>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let add = move |()| job.set(case.get_untracked().map(record::add));
    let action = move || {
        may_write.get().then(|| view! { <Button kind=Kind::Quiet compact=true icon="plus" on_press=add attr:data-test="add-contact">{t(k::CONTACTS_ADD)}</Button> })
    };
    view! {
        <Section title=t(k::CONTACTS_TITLE) action=action.into_any()>
            <Loaded reading=store::contacts::list(case) view={move |mut all: Vec<ContactRecord>| {
                if all.is_empty() {
                    return view! { <Empty icon="call" title=t(k::CONTACTS_EMPTY)/> }.into_any();
                }
                all.sort_by_key(|contact| !contact.draft.safe);
                let rows = all.into_iter().map(|contact| view! { <Contact contact=contact may_write=may_write job=job/> }).collect_view();
                view! { <Rows>{rows}</Rows> }.into_any()
            }}/>
        </Section>
    }
}

#[component]
fn Contact(contact: ContactRecord, may_write: Signal<bool>, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let ContactRecord { id, case, draft, .. } = contact;
    let label = draft.channel.label();
    let icon = match draft.channel {
        Channel::Phone | Channel::Sms | Channel::Messenger => "call",
        Channel::Email => "mail",
        Channel::Visit => "pin",
        Channel::ThroughPerson => "user",
    };
    let confirmed = match draft.last_confirmed_on {
        Some(day) => tf(k::CONTACTS_CONFIRMED, &[("day", &format::day(day))]),
        None => t(k::CONTACTS_NOT_CONFIRMED).to_owned(),
    };
    let safe = if draft.safe {
        view! { <Tag tone=Tone::Good icon="done" text=t(k::CONTACTS_IS_SAFE)/> }
    } else {
        view! { <Tag tone=Tone::Due icon="alert" text=t(k::CONTACTS_IS_NOT_SAFE)/> }
    };
    let edit = move |()| {
        spawn_local(async move {
            match record::change(case, id).await {
                Ok(one) => job.set(Some(one)),
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    view! {
        <Row>
            <span class="row-icon"><Icon name=icon size=Size::Small/></span>
            <div class="grow" data-test="contact">
                <span class="row-title">{label}</span>
                <span class="row-text">{safe}" "{confirmed}</span>
                <span class="row-actions">
                    <HoldToReveal of=label reveal=move || shown(case, id)/>
                    {move || may_write.get().then(|| view! { <EditButton label=tf(k::PROFILE_EDIT, &[("what", label)]) on_press=edit/> })}
                </span>
            </div>
        </Row>
    }
}

/// Number or address, and what to mind.
async fn shown(case: CaseId, id: ContactId) -> Result<String, Failure> {
    let draft = store::contacts::reveal(case, id).await?.draft;
    let note = draft.note.as_ref().map(|note| note.as_str());
    Ok([Some(draft.value.as_str()), note].into_iter().flatten().collect::<Vec<_>>().join(" · "))
}
