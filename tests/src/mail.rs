//! People who can be written to, and what was written to them.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{
    access::Core,
    config::Settings,
    db::schema::{contacts, mails, tasks},
    outbox,
    time::Clock,
};
use yaninda_shared::{
    ids::{AppointmentId, CaseId, ContactId, RawId, TaskId},
    mail::{MailKind, MailState, Refusal},
    tasks::TaskKind,
    values::NaiveDate,
};

use crate::{World, case_draft};

/// A person whom nothing forbids to write to.
#[derive(Clone, Debug)]
pub struct Reachable {
    pub case: CaseId,
    /// Version of the case.
    pub version: i64,
    pub draft: Value,
    pub contact: Uuid,
    pub consent: Uuid,
    pub address: String,
}

/// A mail as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Stored {
    pub kind: MailKind,
    pub occasion: String,
    pub sequence: i32,
    pub state: MailState,
    pub reason: Option<Refusal>,
}

/// An open task: what, whether it is urgent, about which record, why.
pub type OpenTask = (TaskKind, bool, RawId, Option<Refusal>);

/// Settings of a sender that fills a folder.
pub fn to_folder(settings: &mut Settings) {
    settings.demo = true;
}

impl World {
    /// A person who reads English, chose level 2, and whose every hour is safe.
    pub async fn reachable(&self) -> Reachable {
        self.reachable_by(json!({ "channel": "email", "language": "en", "wording": "place", "read_by": "nobody_else" }))
            .await
    }

    /// A person with these rules of safe contact. The office has approved their language.
    pub async fn reachable_by(&self, rules: Value) -> Reachable {
        self.reachable_with(rules, format!("{}@home.example", Uuid::now_v7().simple())).await
    }

    /// A person with this address.
    pub async fn reachable_at(&self, address: &str) -> Reachable {
        self.reachable_with(json!({ "channel": "email", "language": "en", "wording": "place" }), address.to_owned())
            .await
    }

    async fn reachable_with(&self, rules: Value, address: String) -> Reachable {
        let mut draft = case_draft();
        draft["safe_contact"] = rules;
        if let Some(language) = draft["safe_contact"]["language"].as_str() {
            self.approve(language).await;
        }
        self.person(draft, address).await
    }

    /// A person whose case begins like this, who agreed to e-mail, and whose address this is.
    pub async fn person(&self, mut draft: Value, address: String) -> Reachable {
        let worker = self.afresh(&self.worker);
        let today = self.core.day(self.clock.now());
        draft["opened_on"] = json!(today);
        draft["consent"]["given_on"] = json!(today);
        draft["consent"]["scope"] = json!(["services", "data_kept", "email"]);
        let consent = serde_json::from_value(draft["consent_id"].clone()).expect("an id");
        let (case, version) = self.open_case_with(&worker, &draft).await;
        let contact = Uuid::now_v7();
        let body = json!({ "channel": "email", "value": address, "safe": true });
        worker.create(&format!("/cases/{case}/contacts/{contact}"), &body).await.expect(201);
        self.prove(contact, Some(today));
        Reachable { case, version, draft, contact, consent, address }
    }

    /// Records that a native speaker approved a language.
    pub async fn approve(&self, language: &str) {
        let body = serde_json::to_vec(&json!({ "approved_by": "Ayla Taş" })).expect("JSON");
        let json = [("content-type", "application/json")];
        let path = format!("/mail/languages/{language}");
        self.admin.send(reqwest::Method::PUT, &path, &json, Some(body)).await.expect(204);
    }

    /// Sets the day on which an address was proven.
    pub fn prove(&self, contact: Uuid, on: Option<NaiveDate>) {
        diesel::update(contacts::table.find(ContactId::try_from(contact).expect("an id")))
            .set((contacts::proven_on.eq(on), contacts::last_confirmed_on.eq(on)))
            .execute(&mut self.connect())
            .expect("proven");
    }

    /// Changes one of the rules of how the person is written to.
    pub async fn change_rule(&self, person: &Reachable, rule: &str, value: Value) {
        let mut rules = person.draft["safe_contact"].clone();
        rules[rule] = value;
        self.change_rules(person, rules).await;
    }

    /// Changes all of them.
    pub async fn change_rules(&self, person: &Reachable, rules: Value) {
        let mut draft = person.draft.clone();
        let object = draft.as_object_mut().expect("a draft");
        object.remove("consent");
        object.remove("consent_id");
        draft["safe_contact"] = rules;
        self.worker.change(&format!("/cases/{}", person.case), person.version, &draft).await.expect(200);
    }

    /// Books an appointment that the person is told of.
    pub async fn book(&self, person: &Reachable, starts: &str) -> AppointmentId {
        self.book_with(person, &appointment(starts)).await
    }

    /// Books this.
    pub async fn book_with(&self, person: &Reachable, draft: &Value) -> AppointmentId {
        let id = Uuid::now_v7();
        self.worker.create(&format!("/cases/{}/appointments/{id}", person.case), draft).await.expect(201);
        AppointmentId::try_from(id).expect("an id")
    }

    /// Sends everything that is due into the folder; answers how many mails were looked at.
    pub async fn send_to_folder(&self) -> usize {
        let sender = self.sender(to_folder).await;
        outbox::pass(&sender).await.expect("the outbox")
    }

    /// The mails about a record, by sequence, kind and when they were wanted: the tests' clock stands still.
    pub fn mails(&self, subject: RawId) -> Vec<Stored> {
        let mut found: Vec<Stored> = mails::table
            .filter(mails::subject_id.eq(subject))
            .order((mails::due_at, mails::occasion))
            .select((mails::kind, mails::occasion, mails::sequence, mails::state, mails::reason))
            .load(&mut self.connect())
            .expect("mails");
        let place = |kind| MailKind::ALL.iter().position(|one| *one == kind);
        found.sort_by_key(|mail| (mail.sequence, place(mail.kind)));
        found
    }

    /// The mails about a record that wait or left, in short: `confirmation once sent`.
    pub fn mail_lines(&self, subject: RawId) -> Vec<String> {
        let line = |mail: Stored| {
            let why = mail.reason.map(|why| format!(" {}", why.as_str())).unwrap_or_default();
            format!("{} {} {}{why}", mail.kind.as_str(), mail.occasion, mail.state.as_str())
        };
        self.mails(subject).into_iter().map(line).collect()
    }

    /// The open tasks of a case, oldest first.
    pub fn open_tasks(&self, case: CaseId) -> Vec<OpenTask> {
        tasks::table
            .filter(tasks::case_id.eq(case))
            .filter(tasks::done_at.is_null())
            .order(tasks::id)
            .select((tasks::kind, tasks::urgent, tasks::on_id, tasks::reason))
            .load(&mut self.connect())
            .expect("tasks")
    }

    /// Marks the open tasks of a case as done.
    pub async fn finish_tasks(&self, case: CaseId) {
        let open: Vec<(TaskId, i64)> = tasks::table
            .filter(tasks::case_id.eq(case))
            .filter(tasks::done_at.is_null())
            .select((tasks::id, tasks::version))
            .load(&mut self.connect())
            .expect("tasks");
        for (task, version) in open {
            self.worker.act(&format!("/cases/{case}/tasks/{task}/done"), version, &json!({})).await.expect(200);
        }
    }

    /// The mails in the folder, each as a text, by file name.
    pub fn mailbox(&self) -> Vec<String> {
        let folder = self.database.folder.path().join("mailbox");
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
        paths.sort();
        paths.iter().map(|path| std::fs::read_to_string(path).expect("a mail")).collect()
    }

    /// Mails in the folder to this person.
    pub fn mailbox_of(&self, person: &Reachable) -> Vec<String> {
        self.mailbox().into_iter().filter(|mail| mail.contains(&person.address)).collect()
    }
}

/// A draft of an appointment in Istanbul that the person is told of.
#[must_use]
pub fn appointment(starts: &str) -> Value {
    json!({ "type": "CMG.office_meeting", "starts": starts, "zone": "Europe/Istanbul", "minutes": 60, "tell": true,
        "mail_place": "usual" })
}

/// Sends what is due as this server would.
pub async fn pass(core: &Core) -> usize {
    outbox::pass(core).await.expect("the outbox")
}
