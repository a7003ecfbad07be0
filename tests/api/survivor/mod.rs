//! The survivors' pages, as somebody who follows a link sees them.

mod answers;
mod links;
mod pages;
mod stops;

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::{AnyConnection, schema};
use yaninda_shared::{ids::CaseId, mail::MailKind, tasks::TaskKind};
use yaninda_tests::{World, case_draft, mail::Reachable};

/// A case that may be written to in this language, and the link of the confirmation of an appointment in three days.
struct Booked {
    case: CaseId,
    id: Uuid,
    person: Reachable,
    /// Of the appointment, in the API.
    path: String,
    /// Of its page.
    page: String,
    token: String,
}

/// Nothing of this may ever stand on a page.
const CANARIES: [&str; 7] =
    ["Kanarya", "Bagdat 12", "Lawyer Kaya", "bring the letter", "residence", "office_meeting", "zeynep"];

fn appointment() -> Value {
    json!({
        "type": "CMG.office_meeting", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul", "minutes": 60,
        "with_whom": "Lawyer Kaya", "place": "Bagdat 12", "mail_place": "usual", "note": "Kanarya",
        "bring": "bring the letter for the residence permit",
        "offered": ["2026-11-27T14:00", "2026-11-30T09:15"],
    })
}

fn case(language: &str, safe_contact: &Value) -> Value {
    let mut draft = case_draft();
    draft["safe_contact"] =
        json!({ "channel": "email", "wording": "place", "language": language, "read_by": "family" });
    for (key, value) in safe_contact.as_object().into_iter().flatten() {
        draft["safe_contact"][key] = value.clone();
    }
    draft["profile"] = json!({ "summary": "Kanarya" });
    draft
}

async fn booked(world: &World) -> Booked {
    booked_with(world, "en", &json!({}), &json!({})).await
}

/// As [`booked`], with other words in the draft of the appointment and in the rules of contact.
async fn booked_with(world: &World, language: &str, safe_contact: &Value, change: &Value) -> Booked {
    let person = world.person(case(language, safe_contact), "zeynep@home.example".to_owned()).await;
    let (case, id, worker) = (person.case, Uuid::now_v7(), world.afresh(&world.worker));
    let path = format!("/cases/{case}/appointments/{id}");
    let mut draft = appointment();
    for (key, value) in change.as_object().into_iter().flatten() {
        draft[key] = value.clone();
    }
    worker.create(&path, &draft).await.expect(201);
    let token = world.link(case, id, MailKind::Confirmation, 0);
    Booked { case, id, person, path, page: format!("/{token}"), token }
}

/// Every row of every table: what a request wrote shows.
fn everything(world: &World) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Text {
        #[diesel(sql_type = diesel::sql_types::Text)]
        text: String,
    }
    let mut conn = world.connect();
    let ask = |conn: &mut AnyConnection, sql: &str| -> Vec<String> {
        let rows: Vec<Text> = diesel::sql_query(sql).load(conn).expect("rows");
        rows.into_iter().map(|row| row.text).collect()
    };
    let sqlite = matches!(conn, AnyConnection::Sqlite(_));
    let tables = if sqlite {
        "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    } else {
        "SELECT table_name::text AS text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
    };
    let tables = ask(&mut conn, tables);
    assert!(tables.len() > 30, "{tables:?}");
    let mut all = Vec::new();
    for table in tables {
        let rows = if sqlite {
            let columns = format!("SELECT 'quote(\"' || name || '\")' AS text FROM pragma_table_info('{table}')");
            let columns = ask(&mut conn, &columns).join(" || ',' || ");
            ask(&mut conn, &format!("SELECT {columns} AS text FROM {table} ORDER BY 1"))
        } else {
            ask(&mut conn, &format!("SELECT t::text AS text FROM {table} t ORDER BY 1"))
        };
        all.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
    }
    all
}

/// The open tasks of a case that a person led to by their link: kind, urgent.
fn open_tasks(world: &World, case: CaseId) -> Vec<(String, bool)> {
    use schema::tasks;
    tasks::table
        .filter(tasks::case_id.eq(case))
        .filter(tasks::done_at.is_null())
        .filter(tasks::kind.eq_any([TaskKind::Answered, TaskKind::MailStopped]))
        .order(tasks::id)
        .select((tasks::kind, tasks::urgent))
        .load(&mut world.connect())
        .expect("tasks")
}
