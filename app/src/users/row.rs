//! One account in the table.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::users::UserRecord;

use super::{
    edit,
    list::{Doing, tell},
};
use crate::{
    components::{Button, Kind, Tag, Tone},
    i18n::{Label, k, t, tf},
    store::{session, users},
};

/// What the account is and what can be done with it.
#[component]
pub(super) fn User(user: UserRecord, doing: Doing) -> impl IntoView {
    let mine = session::me().is_some_and(|me| me.id == user.id);
    let asked_by_me = session::me().is_some_and(|me| user.pending_by == Some(me.id));
    let stored = StoredValue::new(user.clone());
    let (state, tone) = match (user.disabled, user.active) {
        (true, _) => (t(k::USERS_DISABLED), Tone::Plain),
        (false, false) => (t(k::USERS_INVITED), Tone::Wait),
        (false, true) => (t(k::USERS_ACTIVE), Tone::Good),
    };
    let make_link = move |()| spawn_local(doing.make_link(stored.get_value()));
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
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <bdi>{user.name.as_str().to_owned()}</bdi>
                <span class="row-text table-address" dir="ltr">{user.email.as_str().to_owned()}</span>
            </th>
            <td role="cell" data-label=t(k::USERS_ROLE)>
                {user.role.label()}
                {user.pending_role.map(|role| view! {
                    <p class="due sm">{tf(k::USERS_PENDING, &[("role", role.label())])}</p>
                })}
            </td>
            <td role="cell" data-label=t(k::USERS_SECOND_STEP)>{if user.totp { t(k::USERS_TOTP_ON) } else { t(k::USERS_TOTP_OFF) }}</td>
            <td role="cell" data-label=t(k::USERS_STATE)><Tag tone=tone text=state/></td>
            <td role="cell"><div class="table-actions">
                {(user.pending_role.is_some() && !asked_by_me && !mine).then(|| view! {
                    <Button kind=Kind::Soft compact=true on_press=approve>{t(k::USERS_APPROVE)}</Button>
                })}
                <Button compact=true icon="edit" on_press=move |()| doing.job.set(Some(edit::change(stored.get_value())))>{t(k::ACTION_EDIT)}</Button>
                // A disabled account gets no link.
                {(!user.disabled).then(|| view! { <Button compact=true on_press=make_link>{t(k::USERS_LINK)}</Button> })}
                {(!mine).then(|| view! {
                    <Button compact=true on_press=toggle>{if user.disabled { t(k::USERS_ENABLE) } else { t(k::USERS_DISABLE) }}</Button>
                })}
            </div></td>
        </tr>
    }
}
