//! New passwords that wait for a colleague: whoever holds a one-time link may not be whom it was made for.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    policy::{Action, Relation, allows},
    users::WaitingPassword,
};

use crate::{
    components::{Button, Row, Rows, Section, toast},
    format,
    i18n::{k, t, tf},
    store::{session, users},
};

/// Those the reader may decide about; nothing if there are none.
#[component]
pub fn WaitingPasswords() -> impl IntoView {
    let may = session::role().is_some_and(|role| allows(role, Action::PasswordConfirm, Relation::Office));
    let reading = may.then(users::waiting_passwords);
    move || {
        let waiting = reading.and_then(|reading| reading.get()).filter(|waiting| !waiting.is_empty())?;
        Some(view! {
            <Section title=t(k::USERS_WAITING_TITLE)>
                <Rows>{waiting.into_iter().map(|one| view! { <Waiting one=one/> }).collect_view()}</Rows>
            </Section>
        })
    }
}

#[component]
fn Waiting(one: WaitingPassword) -> impl IntoView {
    let user = one.user;
    let (name, when) = (one.name.as_str().to_owned(), format::instant(one.since));
    let question = tf(k::USERS_WAITING_QUESTION, &[("name", &name), ("by", one.link_by.as_str()), ("when", &when)]);
    let busy = RwSignal::new(false);
    let answer = move |was_them: bool| {
        busy.set(true);
        spawn_local(async move {
            match users::confirm_password(user, was_them).await {
                Ok(()) => toast::say(t(if was_them { k::USERS_WAITING_CONFIRMED } else { k::USERS_WAITING_REFUSED })),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Row>
            <span class="grow">
                <span class="row-title"><bdi>{name}</bdi></span>
                <span class="row-text">{question}</span>
            </span>
            <span class="cluster">
                <Button compact=true busy=busy on_press=move |()| answer(true)>{t(k::USERS_WAITING_YES)}</Button>
                <Button compact=true busy=busy on_press=move |()| answer(false)>{t(k::USERS_WAITING_NO)}</Button>
            </span>
        </Row>
    }
}
