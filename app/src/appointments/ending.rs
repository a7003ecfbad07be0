//! What would be told if an appointment ended, in words; and the task there is once something about it was saved.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{
    appointments::EndingCheck,
    ids::{AppointmentId, CaseId},
    mail::Refusal,
    tasks::{Asked, TaskKind, TaskRecord},
};

use super::mail_card::{cannot, is_at_once};
use crate::{
    components::toast,
    format,
    i18n::{Key, Label, k, t, tf},
    store::{self, Reading},
};

const TASK: [Key; 2] = [k::APPOINTMENTS_ENDING_TASK, k::APPOINTMENTS_ENDING_TASK_URGENT];
const INSTEAD: [Key; 2] = [k::APPOINTMENTS_ENDING_INSTEAD, k::APPOINTMENTS_ENDING_INSTEAD_URGENT];

/// When the mail leaves, or why not and what somebody is asked to do instead.
pub(super) fn foretold(check: &EndingCheck) -> String {
    let mail = match (check.leaves_at, check.refused) {
        (_, Some(why)) => Some(cannot(why)),
        (Some(at), None) if is_at_once(at) => Some(t(k::APPOINTMENTS_ENDING_AT_ONCE).to_owned()),
        (Some(at), None) => Some(tf(k::APPOINTMENTS_ENDING_LEAVES, &[("when", &format::instant(at))])),
        (None, None) => None,
    };
    let Some(mail) = mail else { return t(k::APPOINTMENTS_ENDING_NOTHING).to_owned() };
    // What cannot be mailed is told another way, unless something else is chosen.
    let (task, [plain, urgent]) = match check.refused {
        Some(Refusal::HeldUp) => (check.task, TASK),
        Some(_) => (check.task_instead, TASK),
        None => (check.task_instead, INSTEAD),
    };
    let task = task.map(|task| of_task(task, plain, urgent));
    [Some(mail), task].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn of_task(task: Asked, plain: Key, urgent: Key) -> String {
    tf(if task.urgent { urgent } else { plain }, &[("task", task.kind.label())])
}

/// Whether somebody is asked to tell the person of this appointment.
pub(super) fn is_asked(task: &TaskRecord, id: Uuid) -> bool {
    task.on == id && matches!(task.kind, TaskKind::MailRefused | TaskKind::ReachOtherWay)
}

/// Says once more what was `said` when an appointment was saved, with the task that is open about it now, if one is.
fn say_again(said: Key, open: &[TaskRecord], id: Uuid) {
    if let Some(task) = open.iter().find(|task| is_asked(task, id)) {
        let task = Asked { kind: task.kind, urgent: task.urgent };
        toast::say([t(said), &of_task(task, k::TASKS_OPEN_ABOUT, k::TASKS_OPEN_ABOUT_URGENT)].join(" · "));
    }
}

/// Says so of an appointment whose form is left: the tasks are asked for.
pub(super) fn say_task(case: CaseId, id: AppointmentId, said: Key) {
    spawn_local(async move {
        let open: Vec<TaskRecord> = store::tasks::open_now(case).await.unwrap_or_default();
        say_again(said, &open, id.uuid());
    });
}

/// The tasks of a page with one appointment, which are read again after each save: each reading of them stands in the audit
/// log, so that what is said after a save follows from it. `Copy`.
#[derive(Clone, Copy)]
pub struct PageTasks {
    pub(super) open: Reading<Vec<TaskRecord>>,
    said: StoredValue<Option<Key>>,
}

impl PageTasks {
    /// Of the page of this appointment, as long as it is one.
    #[must_use]
    pub fn new(case: Signal<Option<CaseId>>, id: Uuid) -> Self {
        let (open, said) = (store::tasks::open(case), StoredValue::new(None::<Key>));
        Effect::new(move || {
            let Some(open) = open.since_change() else { return };
            if let Some(said) = said.try_update_value(Option::take).flatten() {
                say_again(said, &open, id);
            }
        });
        Self { open, said }
    }

    /// Something about the appointment was saved, of which this was said.
    pub(super) fn saved(self, said: Key) {
        self.said.try_set_value(Some(said));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn said(check: &Value) -> String {
        foretold(&serde_json::from_value(check.clone()).unwrap())
    }

    #[test]
    fn what_happens_is_said_and_what_somebody_has_to_do() {
        let reach = |urgent: bool| json!({ "kind": "reach_other_way", "urgent": urgent });
        for (check, begins, ends) in [
            (json!({}), "No e-mail is sent, and there is no task.", "task."),
            (
                json!({ "tells": "cancellation", "leaves_at": 0, "task_instead": reach(false) }),
                "By e-mail it leaves at once.",
                "Another way you get a task: Tell the person another way.",
            ),
            (
                json!({ "tells": "cancellation", "refused": "too_late", "task": reach(true), "task_instead": reach(false) }),
                "No e-mail can go out. No safe hour is left before it.",
                "You get a task: Tell the person another way.",
            ),
            (
                json!({ "tells": "cancellation", "refused": "held_up", "task": reach(true), "task_instead": reach(false) }),
                "E-mail cannot be sent at the moment.",
                "You get an urgent task: Tell the person another way.",
            ),
            (json!({ "tells": "missed", "leaves_at": 0 }), "By e-mail it leaves at once.", "at once."),
        ] {
            let said = said(&check);
            assert!(said.starts_with(begins) && said.ends_with(ends), "{said}");
        }
        let later = said(&json!({ "tells": "cancellation", "leaves_at": 4_000_000_000_000_000_i64 }));
        assert!(later.ends_with("in the safe hours."), "{later}");
    }

    #[test]
    fn a_task_to_tell_of_it_asks_for_it_and_another_does_not() {
        let id = AppointmentId::from_parts(1, [0; 10]);
        let task = |kind: &str, on: AppointmentId| -> TaskRecord {
            let user = "01960000-0000-7000-8000-000000000003";
            serde_json::from_value(json!({
                "id": "01960000-0000-7000-8000-000000000001", "case": "01960000-0000-7000-8000-000000000002",
                "version": 1, "created_at": 0, "created_by": user, "updated_at": 0, "updated_by": user,
                "kind": kind, "urgent": false, "on_kind": "appointment", "on": on, "due_on": "2026-11-26"
            }))
            .unwrap()
        };
        let asks = |kind, on| is_asked(&task(kind, on), id.uuid());
        assert!(asks("mail_refused", id) && asks("reach_other_way", id));
        assert!(!asks("answered", id));
        assert!(!asks("mail_refused", AppointmentId::from_parts(2, [0; 10])));
    }
}
