//! What to do about a mail that cannot go: one thing for each reason, and the sheet in which it is done.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::CaseRecord,
    contacts::ContactRecord,
    mail::Refusal,
    policy::{Action, Relation},
};

use crate::{
    cases::profile,
    components::{Button, LinkButton, toast},
    consents, contacts,
    forms::Job,
    i18n::{Key, k, t},
    store::{self, Failure, session},
};

/// The way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mend {
    /// Ask the person what an e-mail may say, and in which language.
    Choice,
    /// Record that e-mail is the way the person chose.
    Channel,
    Agreement,
    AddAddress,
    /// Look at the address again, for instance whether it is safe by now.
    Address,
    /// Ask the person whether it is still safe.
    Confirm,
    /// A code that the person reads back.
    Code,
    /// Whoever looks after mail.
    Mail,
    /// There is no more to do than to tell the person another way.
    None,
}

impl Mend {
    const fn of(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoChoice | Refusal::NoLanguage => Self::Choice,
            Refusal::OtherChannel => Self::Channel,
            Refusal::NoConsent | Refusal::Stopped => Self::Agreement,
            Refusal::NoAddress => Self::AddAddress,
            Refusal::AddressUnsafe => Self::Address,
            Refusal::AddressStale => Self::Confirm,
            Refusal::AddressUnproven | Refusal::Rejected | Refusal::Bounced => Self::Code,
            Refusal::NotSetUp | Refusal::LanguageUnapproved => Self::Mail,
            Refusal::CaseClosed
            | Refusal::Superseded
            | Refusal::TooLate
            | Refusal::ByHand
            | Refusal::Restored
            | Refusal::HeldUp => Self::None,
        }
    }

    /// What to do, and the word on its button.
    const fn words(self) -> Option<(Key, Key)> {
        Some(match self {
            Self::Choice => (k::MEND_CHOICE, k::MEND_CHOICE_DO),
            Self::Channel => (k::MEND_CHANNEL, k::MEND_CHANNEL_DO),
            Self::Agreement => (k::MEND_AGREEMENT, k::MEND_AGREEMENT_DO),
            Self::AddAddress => (k::MEND_ADD_ADDRESS, k::MEND_ADD_ADDRESS_DO),
            Self::Address => (k::MEND_ADDRESS, k::MEND_ADDRESS_DO),
            Self::Confirm => (k::MEND_CONFIRM, k::MEND_CONFIRM_DO),
            Self::Code => (k::MEND_CODE, k::CONTACTS_SEND_CODE),
            Self::Mail => (k::MEND_MAIL, k::MEND_MAIL_DO),
            Self::None => return None,
        })
    }
}

/// What helps, and its button if the caller may do it.
#[component]
pub(crate) fn Mending(refusal: Refusal, case: CaseRecord, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let mend = Mend::of(refusal);
    mend.words().map(|(text, label)| {
        view! {
            <p class="sm muted">{t(text)}</p>
            <Press mend=mend label=label case=case job=job/>
        }
    })
}

#[component]
fn Press(mend: Mend, label: Key, case: CaseRecord, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let needs = match mend {
        Mend::Choice | Mend::Channel => Action::CaseEdit,
        Mend::Agreement => Action::ConsentWrite,
        Mend::AddAddress | Mend::Address | Mend::Confirm | Mend::Code => Action::ContactWrite,
        Mend::Mail | Mend::None => Action::MailRead,
    };
    let may = match mend {
        Mend::Mail | Mend::None => session::may(needs, Relation::Office),
        _ => store::cases::may_now(&case, needs),
    };
    if !may {
        return ().into_any();
    }
    if mend == Mend::Mail {
        return view! { <div><LinkButton href="/mail" icon="mail" attr:data-test="mend">{t(label)}</LinkButton></div> }
            .into_any();
    }
    let all = store::contacts::list(Signal::stored(Some(case.id)));
    let address = Memo::new(move |_| all.get().and_then(contacts::mail_address));
    let waits = Memo::new(move |_| address.get().is_some_and(|one| one.code_sent));
    let word = move || t(if mend == Mend::Code && waits.get() { k::CONTACTS_ENTER_CODE } else { label });
    let busy = RwSignal::new(false);
    let case = StoredValue::new(case);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            match begin(mend, case.get_value(), address.get_untracked()).await {
                Ok(one) => job.set(one),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <div><Button icon=icon(mend) wide=true busy=busy on_press=press attr:data-test="mend">{word}</Button></div>
    }
    .into_any()
}

const fn icon(mend: Mend) -> &'static str {
    match mend {
        Mend::Agreement | Mend::Confirm => "shield",
        Mend::AddAddress => "plus",
        Mend::Code | Mend::Mail => "mail",
        Mend::Choice | Mend::Channel | Mend::Address | Mend::None => "edit",
    }
}

/// The sheet in which it is done; nothing if it is done already.
async fn begin(mend: Mend, case: CaseRecord, address: Option<ContactRecord>) -> Result<Option<Job>, Failure> {
    let id = case.id;
    Ok(match (mend, address) {
        (Mend::Choice, _) => Some(profile::messages(case)),
        (Mend::Channel, _) => Some(profile::by_mail(case)),
        (Mend::Agreement, _) => Some(consents::to_mail(id)),
        (Mend::AddAddress, _) | (Mend::Address | Mend::Confirm | Mend::Code, None) => Some(contacts::add_mail(id)),
        (Mend::Address, Some(one)) => Some(contacts::change(id, one.id).await?),
        (Mend::Confirm, Some(one)) => Some(contacts::confirm(id, one.id).await?),
        (Mend::Code, Some(one)) if one.code_sent => Some(contacts::read_back(&one)),
        (Mend::Code, Some(one)) => {
            contacts::send_code(&one).await;
            None
        }
        (Mend::Mail | Mend::None, _) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_that_can_be_mended_says_how() {
        for refusal in Refusal::ALL {
            let nothing_to_mend = matches!(
                refusal,
                Refusal::CaseClosed
                    | Refusal::Superseded
                    | Refusal::TooLate
                    | Refusal::ByHand
                    | Refusal::Restored
                    | Refusal::HeldUp
            );
            assert_eq!(Mend::of(*refusal).words().is_none(), nothing_to_mend, "{refusal}");
        }
    }
}
