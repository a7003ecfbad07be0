//! Ways to reach the person: the channel and whether it is safe; the number itself only while it is held.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    contacts::{Channel, ContactRecord},
    ids::{CaseId, ContactId},
};

use super::{
    code::{read_back, send_code},
    record,
};
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
    let proof = (contact.draft.channel == Channel::Email).then(|| contact.clone());
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
                {proof.clone().map(|one| view! { <Proven contact=one/> })}
                <span class="row-actions">
                    <HoldToReveal of=label reveal=move || shown(case, id)/>
                    {move || may_write.get().then(|| view! { <EditButton label=tf(k::PROFILE_EDIT, &[("what", label)]) on_press=edit/> })}
                    {move || may_write.get().then(|| proof.clone().map(|one| view! { <Code contact=one job=job/> }))}
                </span>
            </div>
        </Row>
    }
}

/// Whether it is known whose address it is.
#[component]
fn Proven(contact: ContactRecord) -> impl IntoView {
    let said = match (contact.proven_on, contact.code_sent) {
        (Some(day), _) => tf(k::CONTACTS_PROVEN, &[("day", &format::day(day))]),
        (None, true) => t(k::CONTACTS_CODE_WAITS).to_owned(),
        (None, false) => t(k::CONTACTS_NOT_PROVEN).to_owned(),
    };
    view! { <span class="row-text" data-test="proven">{said}</span> }
}

/// Sending a code, and entering it when one is on its way.
#[component]
fn Code(contact: ContactRecord, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let (waits, proven) = (contact.code_sent, contact.proven_on.is_some());
    let busy = RwSignal::new(false);
    let contact = StoredValue::new(contact);
    let send = move |()| {
        busy.set(true);
        spawn_local(async move {
            send_code(&contact.get_value()).await;
            busy.try_set(false);
        });
    };
    let enter = move |()| job.set(Some(contact.with_value(read_back)));
    view! {
        {waits.then(|| view! { <Button kind=Kind::Quiet compact=true on_press=enter attr:data-test="enter-code">{t(k::CONTACTS_ENTER_CODE)}</Button> })}
        <Button kind=Kind::Quiet compact=true icon="mail" busy=busy on_press=send attr:data-test="send-code">
            {t(if waits || proven { k::CONTACTS_SEND_AGAIN } else { k::CONTACTS_SEND_CODE })}
        </Button>
    }
}

/// The address that a mail goes to, or that the server's gate names as the one to mend.
#[must_use]
pub fn mail_address(contacts: Vec<ContactRecord>) -> Option<ContactRecord> {
    let all = contacts.into_iter().filter(|one| one.draft.channel == Channel::Email);
    all.max_by_key(ContactRecord::address_rank)
}

/// Number or address, and what to mind. Errors: those of reading it.
pub async fn shown(case: CaseId, id: ContactId) -> Result<String, Failure> {
    let draft = store::contacts::reveal(case, id).await?.draft;
    let note = draft.note.as_ref().map(|note| note.as_str());
    Ok([Some(draft.value.as_str()), note].into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_is_safe_and_proven_is_the_one_a_mail_goes_to() {
        let one = |value: &str, safe: bool, proven: Option<&str>| -> ContactRecord {
            serde_json::from_value(serde_json::json!({
                "id": "01960000-0000-7000-8000-000000000001", "case": "01960000-0000-7000-8000-000000000002",
                "version": 1, "created_at": 0, "created_by": "01960000-0000-7000-8000-000000000003",
                "updated_at": 0, "updated_by": "01960000-0000-7000-8000-000000000003",
                "channel": "email", "value": value, "safe": safe, "proven_on": proven
            }))
            .unwrap()
        };
        let all = vec![one("a", true, None), one("b", false, Some("2026-02-02")), one("c", true, Some("2026-02-01"))];
        assert_eq!(mail_address(all).map(|one| one.draft.value.as_str().to_owned()).as_deref(), Some("c"));
        assert!(mail_address(Vec::new()).is_none());
    }
}
