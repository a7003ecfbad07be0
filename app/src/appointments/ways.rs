//! The ways to save an appointment: quietly, with a mail, or so that its mails go on or stop. Which of them are there follows
//! from what stands and what was changed; what they promise, from what the server says it would send.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentCheck, AppointmentDraft},
    mail::MailKind,
};

use super::{
    fields::answer,
    mail_card::{cannot, leaving},
};
use crate::{
    components::{Button, Kind},
    i18n::{Key, k, t},
    store::appointments::Checked,
};

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The form's own button, or Enter: nothing leaves because of it.
    Save,
    /// With a mail.
    Send,
    /// No more mails about it.
    Stop,
}

impl Way {
    /// Whether the person is to be told; `goes_on` as of [`goes_on`].
    pub(super) const fn tells(self, goes_on: bool) -> bool {
        match self {
            Self::Save => goes_on,
            Self::Send => true,
            Self::Stop => false,
        }
    }

    /// What is said once it is saved; `tells` is the mail that was foreseen.
    pub(super) const fn said(self, goes_on: bool, tells: Option<MailKind>) -> Key {
        match (self, tells) {
            (Self::Save, _) if goes_on => k::APPOINTMENTS_SAVED_GOING_ON,
            (Self::Save, _) => k::APPOINTMENTS_SAVED,
            (Self::Stop, _) => k::APPOINTMENTS_SAVED_STOPPED,
            (Self::Send, Some(MailKind::Reminder)) => k::APPOINTMENTS_SAVED_REMINDING,
            (Self::Send, Some(_)) => k::APPOINTMENTS_SAVED_SENDING,
            (Self::Send, None) => k::STATE_SAVED,
        }
    }
}

/// Whether the mails about an appointment simply go on when it is saved: the person is told of it, and of nothing else than
/// before. `was` is what stands, if it is booked already.
pub(super) fn goes_on(was: Option<&AppointmentDraft>, draft: &AppointmentDraft) -> bool {
    was.is_some_and(|was| was.tell && !draft.reads_otherwise(was))
}

/// What is to be known before one of the buttons is pressed: when the mail leaves, or why none can go.
fn hint(goes_on: bool, check: Option<&AppointmentCheck>) -> Option<String> {
    let check = match check {
        _ if goes_on => return Some(t(k::MAIL_CARD_UNCHANGED).to_owned()),
        None => return Some(t(k::APPOINTMENTS_SEND_WHY).to_owned()),
        Some(check) => check,
    };
    match (check.refused, check.tells) {
        (Some(why), _) => Some(cannot(why)),
        (None, None) => Some(t(k::MAIL_CARD_UNCHANGED).to_owned()),
        (None, Some(MailKind::Change)) => Some(t(k::APPOINTMENTS_TASK_ELSE).to_owned()),
        (None, Some(_)) => check.preview.as_ref().map(|preview| leaving(preview.leaves_at)),
    }
}

/// Two buttons, and what is to be known about them.
#[component]
pub(super) fn Ways(
    /// As of [`goes_on`].
    goes_on: Memo<bool>,
    checked: Checked,
    busy: RwSignal<bool>,
    save: Callback<Way>,
) -> impl IntoView {
    let check = Memo::new(move |_| answer(checked));
    let off = Memo::new(move |_| !check.with(|check| check.as_ref().is_some_and(leaves)));
    let said = move || check.with(|check| hint(goes_on.get(), check.as_ref()));
    let buttons = move || {
        if goes_on.get() {
            view! {
                <Button busy=busy on_press=move |()| save.run(Way::Stop) attr:data-test="save-stop">{t(k::APPOINTMENTS_SAVE_STOP)}</Button>
                <Button
                    kind=Kind::Primary
                    submit=true
                    busy=busy
                    attr:aria-describedby="send-why"
                    attr:data-test="save"
                >{t(k::ACTION_SAVE)}</Button>
            }
            .into_any()
        } else {
            view! {
                <Button submit=true busy=busy attr:data-test="save">{t(k::APPOINTMENTS_SAVE_ONLY)}</Button>
                <Button
                    kind=Kind::Primary
                    busy=busy
                    off=off
                    on_press=move |()| save.run(Way::Send)
                    attr:aria-describedby="send-why"
                    attr:data-test="save-send"
                >{t(k::APPOINTMENTS_SAVE_SEND)}</Button>
            }
            .into_any()
        }
    };
    view! {
        <p class="xs muted" id="send-why">{said}</p>
        <div class="two">{buttons}</div>
    }
}

/// Whether a mail would leave.
const fn leaves(check: &AppointmentCheck) -> bool {
    check.refused.is_none() && check.tells.is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use yaninda_shared::mail::Refusal;

    use super::*;

    fn draft(key: &str, value: Value) -> AppointmentDraft {
        let mut draft = json!({ "type": "CMG.phone", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul",
            "minutes": 60, "tell": true });
        draft[key] = value;
        serde_json::from_value(draft).unwrap()
    }

    fn check(tells: Option<MailKind>, refused: Option<Refusal>) -> AppointmentCheck {
        AppointmentCheck {
            clashes: Vec::new(),
            tells,
            refused,
            confirmed_on: None,
            confirmed_until: None,
            preview: None,
        }
    }

    #[test]
    fn a_note_neither_stops_the_mails_nor_promises_one() {
        let (told, quiet) = (draft("tell", json!(true)), draft("tell", json!(false)));
        let (noted, moved) = (draft("note", json!("N")), draft("starts", json!("2026-11-26T11:30")));
        for (what, was, now, on) in [
            ("booked now", None, &noted, false),
            ("noted", Some(&told), &noted, true),
            ("moved", Some(&told), &moved, false),
            ("never told", Some(&quiet), &noted, false),
        ] {
            assert_eq!(goes_on(was, now), on, "{what}");
        }
        assert!(Way::Save.tells(true) && !Way::Stop.tells(true));
        assert!(!Way::Save.tells(false) && Way::Send.tells(false));
        assert!(Way::Save.said(true, None) == k::APPOINTMENTS_SAVED_GOING_ON);
        assert!(Way::Send.said(false, Some(MailKind::Reminder)) == k::APPOINTMENTS_SAVED_REMINDING);
    }

    #[test]
    fn what_would_leave_decides_the_button_and_what_stands_above_it() {
        let (change, first) = (Some(MailKind::Change), Some(MailKind::Confirmation));
        let said = |key| Some(t(key).to_owned());
        let why = Some("No e-mail can go out. No agreement to e-mail is in force.".to_owned());
        for (tells, refused, on, said) in [
            (first, None, true, None),
            (change, None, true, said(k::APPOINTMENTS_TASK_ELSE)),
            (None, None, false, said(k::MAIL_CARD_UNCHANGED)),
            (first, Some(Refusal::NoConsent), false, why),
        ] {
            let check = check(tells, refused);
            assert_eq!(leaves(&check), on, "{tells:?} {refused:?}");
            assert_eq!(hint(false, Some(&check)), said, "{tells:?} {refused:?}");
        }
        assert_eq!(hint(true, None), said(k::MAIL_CARD_UNCHANGED));
        assert_eq!(hint(false, None), said(k::APPOINTMENTS_SEND_WHY));
    }
}
