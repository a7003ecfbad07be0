//! Editing one part of a case: the whole draft is sent, with the fields of the part as they were typed.

use std::rc::Rc;

use leptos::task::spawn_local;
use serde_json::Value;
use yaninda_shared::{
    cases::{CaseDraft, CaseRecord, Wording},
    contacts::Channel,
    ids::CaseId,
};

use super::parts::{CHOICE, IDENTITY, SAFE_CONTACT};
use crate::{
    cases::duplicates::question,
    components::toast,
    format,
    forms::{self, Form, Job, Spec, set, value_of},
    i18n::{Key, k, t, tf},
    store::{self, Failure},
};

/// Edits a part whose values are in the record.
pub(super) fn job(title: Key, specs: &'static [Spec], case: CaseRecord) -> Job {
    let (id, version) = (case.id, case.meta.version);
    let base = value_of(&draft_of(case));
    Job {
        title: heading(title),
        lead: None,
        form: Form::new(specs, &base),
        base,
        version: Some(version),
        save: Rc::new(move |draft, version| Box::pin(save(id, draft, version))),
    }
}

/// What the person chose to be sent. Who has not said yet is first offered the least that can be said.
pub(crate) fn messages(case: CaseRecord) -> Job {
    let chosen = &case.safe_contact;
    let wording = (chosen.wording == Wording::Nothing).then_some(("safe_contact.wording", Wording::TimeOnly.as_str()));
    let channel = chosen.channel.is_none().then_some(("safe_contact.channel", Channel::Email.as_str()));
    let job = job(k::PROFILE_MESSAGES, &CHOICE, case);
    let form = filled(&CHOICE, &job.base, wording.into_iter().chain(channel));
    Job { lead: Some(t(k::PROFILE_MESSAGES_LEAD).to_owned()), form, ..job }
}

/// How the person can be reached safely.
pub(crate) fn safe_contact(case: CaseRecord) -> Job {
    job(k::PROFILE_SAFE_CONTACT, &SAFE_CONTACT, case)
}

/// E-mail becomes the way the person chose.
pub(crate) fn by_mail(case: CaseRecord) -> Job {
    let job = safe_contact(case);
    let channel = ("safe_contact.channel", Channel::Email.as_str());
    Job { form: filled(&SAFE_CONTACT, &job.base, [channel]), ..job }
}

/// A form with some fields chosen beforehand.
fn filled<'a>(specs: &'static [Spec], base: &Value, chosen: impl IntoIterator<Item = (&'a str, &'a str)>) -> Form {
    let mut shown = base.clone();
    for (path, value) in chosen {
        set(&mut shown, path, value.into());
    }
    Form::new(specs, &shown)
}

/// Edits the identity: it is opened for that, which is one audit entry.
pub(super) async fn identity_job(case: CaseRecord) -> Result<Job, Failure> {
    let identity = store::cases::reveal(case.id, true).await?;
    let mut job = job(k::PROFILE_IDENTITY, &IDENTITY, case.clone());
    set(&mut job.base, "identity", value_of(&identity));
    let id = case.id;
    Ok(Job {
        lead: Some(t(k::OPEN_PERSON_WHY).to_owned()),
        form: Form::new(&IDENTITY, &job.base),
        save: Rc::new(move |draft, version| Box::pin(save_identity(id, draft, version))),
        ..job
    })
}

pub(super) fn heading(title: Key) -> String {
    tf(k::PROFILE_EDIT, &[("what", t(title))])
}

async fn save(id: CaseId, draft: Value, version: Option<i64>) -> Result<(), Failure> {
    let draft: CaseDraft = forms::draft(&draft)?;
    draft.check_edit(format::today()).map_err(Failure::invalid)?;
    store::cases::save(id, version, &draft).await.map(drop)
}

/// A case that changed meanwhile comes back without its identity, so that is opened again.
async fn save_identity(id: CaseId, draft: Value, version: Option<i64>) -> Result<(), Failure> {
    let Err(mut failure) = save(id, draft.clone(), version).await else {
        spawn_local(look_for_others(id, draft));
        return Ok(());
    };
    if let Some(current) = &mut failure.current {
        set(current, "identity", value_of(&store::cases::reveal(id, true).await?));
    }
    Err(failure)
}

/// Names and numbers that were added may be those of another case.
async fn look_for_others(id: CaseId, draft: Value) {
    let Ok(draft) = forms::draft::<CaseDraft>(&draft) else { return };
    let Some(question) = draft.identity.as_ref().and_then(|who| question(who, draft.profile.birth_year)) else {
        return;
    };
    match store::cases::duplicates(&question).await {
        Ok(found) => {
            for other in found.cases.into_iter().filter(|case| *case != id) {
                if let Ok(other) = store::cases::read(other).await {
                    let name = [other.code_name.as_str(), " · ", &other.number].concat();
                    toast::say(tf(k::PROFILE_DUPLICATE, &[("case", &name)]));
                }
            }
        }
        Err(why) => toast::say(why.message()),
    }
}

pub(super) fn draft_of(case: CaseRecord) -> CaseDraft {
    CaseDraft {
        code_name: case.code_name,
        risk: case.risk,
        opened_on: case.opened_on,
        profile: case.profile,
        safe_contact: case.safe_contact,
        identity: None,
        consent_id: None,
        consent: None,
        referral: None,
    }
}
