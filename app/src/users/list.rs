//! Everyone with an account, what they are, and what can be done with it.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    offices::OfficeRecord,
    users::{ResetLink, UserRecord},
};

use super::{edit, link::LinkSheet, office, row::User, waiting::WaitingPasswords};
use crate::{
    components::{Button, Dialog, Kind, Loaded, PageBar, Row, Rows, Section, toast},
    format,
    forms::{EditSheet, Job},
    i18n::{k, t, tf, tn},
    store::{self, session, users},
};

/// What the screen is doing beside the list.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    pub(super) job: RwSignal<Option<Job>, LocalStorage>,
    pub(super) asked: RwSignal<Option<UserRecord>>,
    pub(super) asking: RwSignal<bool>,
    /// For whom, and the link.
    pub(super) link: RwSignal<Option<(String, ResetLink)>>,
    pub(super) linking: RwSignal<bool>,
}

impl Doing {
    /// Makes a one-time link and shows it.
    pub(super) async fn make_link(self, user: UserRecord) {
        match users::reset_link(&user).await {
            Ok(link) => {
                self.link.try_set(Some((user.name.as_str().to_owned(), link)));
                self.linking.try_set(true);
            }
            Err(failure) => toast::say(failure.message()),
        }
    }
}

/// The table of accounts and the office they belong to.
#[component]
pub fn UsersScreen() -> impl IntoView {
    let doing = Doing {
        job: RwSignal::new_local(None),
        asked: RwSignal::new(None),
        asking: RwSignal::new(false),
        link: RwSignal::new(None),
        linking: RwSignal::new(false),
    };
    let offices = store::colleagues::offices();
    let own = move || {
        let office = session::me()?.office;
        offices.get()?.into_iter().find(|record| record.id == office)
    };
    let disable = move |()| {
        if let Some(user) = doing.asked.get_untracked() {
            spawn_local(async move { tell(users::set_disabled(&user, true).await.map(|_| ())) });
        }
    };
    let heads = [k::USERS_PERSON, k::USERS_ROLE, k::USERS_SECOND_STEP, k::USERS_STATE];
    view! {
        <section class="pane pane-on users">
            <PageBar title=t(k::USERS_TITLE).to_owned()>
                <Button kind=Kind::Primary compact=true icon="plus" on_press=move |()| doing.job.set(Some(edit::invite(doing))) attr:data-test="invite">{t(k::USERS_INVITE)}</Button>
            </PageBar>
            <div class="pane-body">
                <WaitingPasswords/>
                <Loaded reading=users::list() view={move |all: Vec<UserRecord>| view! {
                    <div class="card table-wrap">
                        <table class="table" role="table">
                            <thead role="rowgroup"><tr role="row">
                                {heads.map(|head| view! { <th role="columnheader" scope="col">{t(head)}</th> }).collect_view()}
                                <th role="columnheader" scope="col"><span class="visually-hidden">{t(k::ACTION_EDIT)}</span></th>
                            </tr></thead>
                            <tbody role="rowgroup">
                                {all.into_iter().map(|user| view! { <User user=user doing=doing/> }).collect_view()}
                            </tbody>
                        </table>
                    </div>
                }}/>
                {move || own().map(|office| view! { <Office office=office job=doing.job/> })}
            </div>
        </section>
        <EditSheet job=doing.job/>
        <LinkSheet link=doing.link open=doing.linking/>
        <Dialog open=doing.asking title=t(k::USERS_DISABLE_TITLE) text=t(k::USERS_DISABLE_TEXT) confirm=t(k::USERS_DISABLE) on_confirm=disable/>
    }
}

/// Says how a change ended.
pub(super) fn tell(answer: Result<(), store::Failure>) {
    match answer {
        Ok(()) => toast::say(t(k::STATE_SAVED)),
        Err(failure) => toast::say(failure.message()),
    }
}

#[component]
fn Office(office: OfficeRecord, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let days = |days: i32| tn(k::COUNT_DAYS, days.into());
    let (quiet, confirm) = (days(office.draft.quiet_days), days(office.draft.confirm_days));
    let own = office.clone();
    let edit = move |()| job.set(Some(office::change(own.clone())));
    let text = tf(k::OFFICE_SUMMARY, &[("quiet", &quiet), ("confirm", &confirm)]);
    let sender = office.draft.mail_sender.as_ref().map_or(t(k::MAIL_CARD_NO_SENDER), |sender| sender.as_str());
    let sender = tf(k::OFFICE_MAIL_SUMMARY, &[("sender", sender)]);
    let limits = office.draft.approval_limits.iter().map(format::money).collect::<Vec<_>>().join(t(k::FORM_COMMA));
    let limits = if limits.is_empty() {
        t(k::OFFICE_NO_LIMITS).to_owned()
    } else {
        tf(k::OFFICE_LIMITS_SUMMARY, &[("amounts", &limits)])
    };
    view! {
        <Section title=t(k::OFFICE_TITLE)>
            <Rows>
                <Row>
                    <span class="grow">
                        <span class="row-title"><bdi>{office.draft.name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{office.code}</span></span>
                        <span class="row-text">{text}</span>
                        <span class="row-text" data-test="limits">{limits}</span>
                        <span class="row-text" dir="auto">{sender}</span>
                    </span>
                    <Button compact=true icon="edit" on_press=edit attr:data-test="edit-office">{t(k::ACTION_EDIT)}</Button>
                </Row>
            </Rows>
        </Section>
    }
}
