//! Inviting somebody or changing an account.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use yaninda_shared::{
    ids::UserId,
    policy::Role,
    problem::Checker,
    users::{Locale, UserDraft, UserRecord},
    values::{EmailAddress, Name, ValueError},
};

use super::list::Doing;
use crate::{
    components::{Button, FailureNote, Input, Kind, SelectField, TextField, enum_options, error_of, toast},
    i18n::{self, k, t},
    ids,
    store::{Failure, users},
};

/// Somebody new gets a one-time link at once. A role that needs a second administrator is asked for, not given; the form says so.
#[component]
pub(super) fn EditUser(user: Option<UserRecord>, doing: Doing) -> impl IntoView {
    let text = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let name = text(user.as_ref().map(|user| user.name.as_str()));
    let email = text(user.as_ref().map(|user| user.email.as_str()));
    let role = text(Some(user.as_ref().map_or(Role::Caseworker, |user| user.role).as_str()));
    let locale = text(Some(user.as_ref().map_or_else(i18n::current, |user| user.locale).as_str()));
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    // One id for the form, so that sending it twice makes one account.
    let id = user.as_ref().map_or_else(|| ids::new(UserId::from_parts), |user| user.id);
    let version = user.map(|user| user.meta.version);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let draft = match parse(
            &name.get_untracked(),
            &email.get_untracked(),
            &role.get_untracked(),
            &locale.get_untracked(),
        ) {
            Ok(draft) => draft,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        spawn_local(async move {
            match users::save(id, version, &draft).await {
                Ok(user) => {
                    doing.editing.try_set(false);
                    toast::say(t(k::STATE_SAVED));
                    // Who is new needs a link to choose a password.
                    if version.is_none() {
                        doing.make_link(user).await;
                    }
                }
                Err(why) => {
                    failure.try_set(Some(why));
                    busy.try_set(false);
                }
            }
        });
    };
    let second = move || role.with(|role| Role::from_code(role).is_some_and(Role::needs_second_person));
    view! {
        <form class="sheet-form" on:submit=submit novalidate>
            <div class="sheet-body">
                <TextField label=t(k::USERS_NAME) value=name error=error_of(failure, "name")/>
                <TextField label=t(k::SIGNIN_EMAIL) value=email input=Input::Email error=error_of(failure, "email")/>
                <SelectField label=t(k::USERS_ROLE) value=role options=enum_options(Role::ALL, Role::as_str) error=error_of(failure, "role")/>
                <Show when=second><p class="sm muted">{t(k::USERS_SECOND_PERSON_HINT)}</p></Show>
                <SelectField label=t(k::USERS_LANGUAGE) value=locale options=enum_options(Locale::ALL, Locale::as_str)/>
                {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary submit=true wide=true busy=Signal::derive(move || busy.get())>{t(k::ACTION_SAVE)}</Button>
            </div>
        </form>
    }
}

fn parse(name: &str, email: &str, role: &str, locale: &str) -> Result<UserDraft, Failure> {
    let mut checker = Checker::default();
    let name = checker.check("name", Name::parse(name));
    let email = checker.check("email", EmailAddress::parse(email));
    let role = checker.check("role", Role::from_code(role).ok_or(ValueError::UnknownValue));
    let locale = Locale::from_code(locale).unwrap_or(Locale::En);
    checker.finish().map_err(Failure::invalid)?;
    match (name, email, role) {
        (Some(name), Some(email), Some(role)) => Ok(UserDraft { name, email, role, locale }),
        _ => Err(Failure::invalid(Vec::new())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_is_named() {
        let failure = parse("Elif", "elif", "caseworker", "tr").unwrap_err();
        assert!(failure.field("email").is_some() && failure.field("name").is_none());
        assert!(parse("Elif", "elif@office.example", "caseworker", "tr").is_ok());
    }
}
