//! Everyone with an account, what they are, and what can be done with it.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::users::{ResetLink, UserRecord};

use super::edit::EditUser;
use crate::{
    browser,
    components::{Button, Dialog, Kind, Loaded, Note, PageBar, Sheet, Tag, Tone, toast},
    format,
    i18n::{Label, k, t, tf},
    store::{self, session, users},
};

/// What the screen is doing beside the list.
#[derive(Clone, Copy)]
struct Doing {
    edited: RwSignal<Option<UserRecord>>,
    editing: RwSignal<bool>,
    asked: RwSignal<Option<UserRecord>>,
    asking: RwSignal<bool>,
    link: RwSignal<Option<ResetLink>>,
}

/// The table of accounts.
#[component]
pub fn UsersScreen() -> impl IntoView {
    let doing = Doing {
        edited: RwSignal::new(None),
        editing: RwSignal::new(false),
        asked: RwSignal::new(None),
        asking: RwSignal::new(false),
        link: RwSignal::new(None),
    };
    let edit = move |user: Option<UserRecord>| {
        doing.edited.set(user);
        doing.editing.set(true);
    };
    let disable = move |()| {
        if let Some(user) = doing.asked.get_untracked() {
            spawn_local(async move { tell(users::set_disabled(&user, true).await.map(|_| ())) });
        }
    };
    view! {
        <section class="pane pane-on users">
            <PageBar title=t(k::USERS_TITLE).to_owned()>
                <Button kind=Kind::Primary compact=true icon="plus" on_press=move |()| edit(None)>{t(k::USERS_INVITE)}</Button>
            </PageBar>
            <div class="pane-body">
                {move || doing.link.get().map(|link| view! { <Link link=link/> })}
                <Loaded reading=users::list() view={move |all: Vec<UserRecord>| view! {
                    <div class="card table-wrap">
                        <table class="table" role="table">
                            <thead role="rowgroup"><tr role="row">
                                <th role="columnheader" scope="col">{t(k::USERS_PERSON)}</th>
                                <th role="columnheader" scope="col">{t(k::USERS_ROLE)}</th>
                                <th role="columnheader" scope="col">{t(k::USERS_SECOND_STEP)}</th>
                                <th role="columnheader" scope="col">{t(k::USERS_STATE)}</th>
                                <th role="columnheader" scope="col"><span class="visually-hidden">{t(k::ACTION_EDIT)}</span></th>
                            </tr></thead>
                            <tbody role="rowgroup">
                                {all.into_iter().map(|user| view! { <User user=user doing=doing/> }).collect_view()}
                            </tbody>
                        </table>
                    </div>
                }}/>
            </div>
        </section>
        <Sheet open=doing.editing title=t(k::USERS_PERSON)>
            <EditUser user=doing.edited.get_untracked() open=doing.editing/>
        </Sheet>
        <Dialog open=doing.asking title=t(k::USERS_DISABLE_TITLE) text=t(k::USERS_DISABLE_TEXT) confirm=t(k::USERS_DISABLE) on_confirm=disable/>
    }
}

fn tell(answer: Result<(), store::Failure>) {
    match answer {
        Ok(()) => toast::say(t(k::STATE_SAVED)),
        Err(failure) => toast::say(failure.message()),
    }
}

#[component]
fn User(user: UserRecord, doing: Doing) -> impl IntoView {
    let mine = session::me().is_some_and(|me| me.id == user.id);
    let asked_by_me = session::me().is_some_and(|me| user.pending_by == Some(me.id));
    let stored = StoredValue::new(user.clone());
    let (state, tone) = match (user.disabled, user.active) {
        (true, _) => (t(k::USERS_DISABLED), Tone::Plain),
        (false, false) => (t(k::USERS_INVITED), Tone::Wait),
        (false, true) => (t(k::USERS_ACTIVE), Tone::Good),
    };
    let make_link = move |()| {
        spawn_local(async move {
            match users::reset_link(&stored.get_value()).await {
                Ok(link) => doing.link.set(Some(link)),
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    let toggle = move |()| {
        let user = stored.get_value();
        if user.disabled {
            spawn_local(async move { tell(users::set_disabled(&user, false).await.map(|_| ())) });
        } else {
            doing.asked.set(Some(user));
            doing.asking.set(true);
        }
    };
    let approve =
        move |()| spawn_local(async move { tell(users::approve_role(&stored.get_value()).await.map(|_| ())) });
    let edit = move |()| {
        doing.edited.set(Some(stored.get_value()));
        doing.editing.set(true);
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {user.name.as_str().to_owned()}
                <span class="row-text" dir="ltr">{user.email.as_str().to_owned()}</span>
            </th>
            <td role="cell" data-label=t(k::USERS_ROLE)>
                {user.role.label()}
                {user.pending_role.map(|role| view! {
                    <p class="due sm">{tf(k::USERS_PENDING, &[("role", role.label())])}</p>
                    {(!asked_by_me && !mine).then(|| view! { <Button compact=true on_press=approve>{t(k::USERS_APPROVE)}</Button> })}
                })}
            </td>
            <td role="cell" data-label=t(k::USERS_SECOND_STEP)>{if user.totp { t(k::USERS_TOTP_ON) } else { t(k::USERS_TOTP_OFF) }}</td>
            <td role="cell" data-label=t(k::USERS_STATE)><Tag tone=tone text=state/></td>
            <td role="cell" class="table-actions">
                <Button compact=true icon="edit" on_press=edit>{t(k::ACTION_EDIT)}</Button>
                <Button compact=true on_press=make_link>{t(k::USERS_LINK)}</Button>
                {(!mine).then(|| view! {
                    <Button compact=true on_press=toggle>{if user.disabled { t(k::USERS_ENABLE) } else { t(k::USERS_DISABLE) }}</Button>
                })}
            </td>
        </tr>
    }
}

#[component]
fn Link(link: ResetLink) -> impl IntoView {
    let origin = browser::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let address = format!("{origin}{}", link.path);
    let copied = address.clone();
    view! {
        <Note tone=Tone::Wait icon="mail">
            <p><b>{t(k::USERS_LINK)}</b></p>
            <p>{t(k::USERS_LINK_LEAD)}</p>
            <p class="secret" dir="ltr">{address}</p>
            <p class="xs muted">{tf(k::USERS_LINK_UNTIL, &[("when", &format::instant(link.expires_at))])}</p>
            <Button compact=true on_press=move |()| { browser::copy(&copied); toast::say(t(k::ACTION_COPIED)); }>{t(k::ACTION_COPY)}</Button>
        </Note>
    }
}
