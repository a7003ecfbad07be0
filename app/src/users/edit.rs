//! Inviting somebody or changing an account.

use std::rc::Rc;

use leptos::task::spawn_local;
use serde_json::{Value, json};
use yaninda_shared::{
    ids::UserId,
    policy::Role,
    users::{Locale, UserDraft, UserRecord},
};

use super::list::Doing;
use crate::{
    components::enum_options,
    forms::{
        self, Form, Job,
        Kind::{Email, Name, One},
        Options::Closed,
        Spec, value_of,
    },
    i18n::{self, k, t},
    ids,
    store::{Failure, users},
};

static USER: [Spec; 4] = [
    Spec::new("name", k::USERS_NAME, Name).required(),
    Spec::new("email", k::SIGNIN_EMAIL, Email).required(),
    Spec::new("role", k::USERS_ROLE, One(Closed(|| enum_options(Role::ALL, Role::as_str))))
        .required()
        .hint(k::USERS_SECOND_PERSON_HINT),
    Spec::new("locale", k::USERS_LANGUAGE, One(Closed(|| enum_options(Locale::ALL, Locale::as_str)))).required(),
];

/// Somebody new gets a one-time link at once, to choose a password with.
pub(super) fn invite(doing: Doing) -> Job {
    let id = ids::new(UserId::from_parts);
    let base = json!({"role": Role::Caseworker.as_str(), "locale": i18n::current().as_str()});
    job(
        base,
        None,
        Rc::new(move |draft, _| {
            Box::pin(async move {
                let user = save(id, None, draft).await?;
                spawn_local(doing.make_link(user));
                Ok(())
            })
        }),
    )
}

/// A role that needs a second administrator is asked for, not given.
pub(super) fn change(user: UserRecord) -> Job {
    let (id, version) = (user.id, user.meta.version);
    let base = value_of(&UserDraft { name: user.name, email: user.email, role: user.role, locale: user.locale });
    job(
        base,
        Some(version),
        Rc::new(move |draft, version| Box::pin(async move { save(id, version, draft).await.map(drop) })),
    )
}

fn job(base: Value, version: Option<i64>, save: Rc<dyn Fn(Value, Option<i64>) -> forms::Saving>) -> Job {
    Job { title: t(k::USERS_PERSON).to_owned(), lead: None, form: Form::new(&USER, &base), base, version, save }
}

async fn save(id: UserId, version: Option<i64>, draft: Value) -> Result<UserRecord, Failure> {
    let draft: UserDraft = forms::draft(&draft)?;
    users::save(id, version, &draft).await
}
