//! Every operation of the OpenAPI document, walked as nobody, as each role and as another office.
//!
//! `routes.txt` is kept by hand: an operation that is not in it fails the test, and so does a line without an operation.

use std::collections::BTreeMap;

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{db::schema::tasks, time::Clock};
use yaninda_shared::{
    ids::{CaseId, TaskId},
    policy::{Action, Relation, Role, allows},
    record::RecordKind,
    tasks::TaskKind,
};
use yaninda_tests::{Answered, Persona, World, on_both};

use crate::samples::sample;

const ROUTES: &str = include_str!("routes.txt");

/// Lines of `routes.txt`: operation → action, or `public`.
fn listed() -> BTreeMap<String, String> {
    let lines = ROUTES.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            (format!("{} {}", words[0], words[1]), words[2].to_owned())
        })
        .collect()
}

/// Operations of the document.
fn operations() -> Vec<(String, String)> {
    let document = serde_json::to_value(yaninda::server::openapi()).expect("the document");
    let paths = document["paths"].as_object().expect("paths").clone();
    let methods = ["get", "put", "post", "delete", "patch"];
    let mut all = Vec::new();
    for (path, item) in paths {
        for method in methods.into_iter().filter(|method| item.get(method).is_some()) {
            all.push((method.to_uppercase(), path.clone()));
        }
    }
    all
}

#[test]
fn every_operation_is_listed_and_every_line_is_an_operation() {
    let listed = listed();
    let real: Vec<String> = operations().into_iter().map(|(method, path)| format!("{method} {path}")).collect();
    let unlisted: Vec<&String> = real.iter().filter(|operation| !listed.contains_key(*operation)).collect();
    assert!(unlisted.is_empty(), "not in routes.txt: {unlisted:#?}");
    let gone: Vec<&String> = listed.keys().filter(|operation| !real.contains(operation)).collect();
    assert!(gone.is_empty(), "in routes.txt, but no operation: {gone:#?}");
    for action in listed.values().filter(|action| *action != "public") {
        assert!(Action::from_code(action).is_some(), "{action} is no action");
    }
}

/// Sends a well-formed request; a write speaks of a version that no record has, so that it changes nothing.
async fn send(world: &World, who: &Persona, method: &str, path: &str, ids: &BTreeMap<&str, Uuid>) -> Answered {
    let mut at = path.to_owned();
    for (name, id) in ids {
        at = at.replace(&format!("{{{name}}}"), &id.to_string());
    }
    at = at.replace("{language}", "tr").replace("{figure}", "goals_overdue");
    while let (Some(open), Some(close)) = (at.find('{'), at.find('}')) {
        at.replace_range(open..=close, &Uuid::now_v7().to_string());
    }
    let at = match at.strip_prefix("/api/v1") {
        Some(rest) => rest.to_owned(),
        None => format!("/{at}"),
    };
    let (query, body) = sample(world, method, path, ids);
    let at = format!("{at}{query}");
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    if method == Method::GET {
        return who.get(&at).await;
    }
    let key = Uuid::now_v7().to_string();
    let kind = match path {
        path if path.contains("/attachments/") => "image/jpeg",
        path if path.ends_with("/imports/{import}") => "text/csv",
        _ => "application/json",
    };
    let headers = [("idempotency-key", key.as_str()), ("if-match", "\"999999\""), ("content-type", kind)];
    who.send(method, &at, &headers, body.map(|body| body.to_string().into_bytes())).await
}

/// A task that the system gave the worker.
fn open_task(world: &World, case: CaseId) -> Uuid {
    let (id, now, user) = (Uuid::now_v7(), world.clock.now(), world.worker.id());
    diesel::insert_into(tasks::table)
        .values((
            (tasks::id.eq(TaskId::try_from(id).expect("an id")), tasks::office_id.eq(world.istanbul)),
            (tasks::case_id.eq(case), tasks::version.eq(1), tasks::created_at.eq(now), tasks::created_by.eq(user)),
            (tasks::updated_at.eq(now), tasks::updated_by.eq(user), tasks::kind.eq(TaskKind::MailStopped)),
            (tasks::urgent.eq(false), tasks::on_kind.eq(RecordKind::Case), tasks::on_id.eq(case.raw())),
            tasks::due_on.eq(world.core.day(now)),
        ))
        .execute(&mut world.connect())
        .expect("a row");
    id
}

/// Records of one case, so that a 404 means a refusal and not an empty place.
async fn records(world: &World) -> BTreeMap<&'static str, Uuid> {
    let (case, _) = world.open_case(&world.worker).await;
    let mut ids = BTreeMap::from([("case", case.uuid()), ("office", world.istanbul.uuid())]);
    ids.insert("user", world.colleague.id().uuid());
    for (name, folder) in [
        ("service", "services"),
        ("document", "documents"),
        ("note", "notes"),
        ("consent", "consents"),
        ("contact", "contacts"),
        ("appointment", "appointments"),
        ("assessment", "assessments"),
        ("milestone", "milestones"),
        ("goal", "goals"),
        ("plan", "plans"),
        ("dismissal", "milestone-dismissals"),
    ] {
        let id = Uuid::now_v7();
        let path = format!("/api/v1/cases/{{case}}/{folder}/{{{name}}}");
        let (_, body) = sample(world, "PUT", &path, &ids);
        world.worker.create(&format!("/cases/{case}/{folder}/{id}"), &body.expect("a body")).await.expect(201);
        ids.insert(name, id);
    }
    ids.insert("entry", ids["note"]);
    let comment = Uuid::now_v7();
    let (_, body) = sample(world, "PUT", "/api/v1/cases/{case}/comments/{comment}", &ids);
    world.worker.create(&format!("/cases/{case}/comments/{comment}"), &body.expect("a body")).await.expect(201);
    ids.insert("comment", comment);
    let approval = Uuid::now_v7();
    let (_, body) = sample(world, "PUT", "/api/v1/cases/{case}/approvals/{approval}", &ids);
    world.supervisor.create(&format!("/cases/{case}/approvals/{approval}"), &body.expect("a body")).await.expect(201);
    ids.insert("approval", approval);
    let referral = Uuid::now_v7();
    let (_, body) = sample(world, "PUT", "/api/v1/referrals/{referral}", &ids);
    world.worker.create(&format!("/referrals/{referral}"), &body.expect("a body")).await.expect(201);
    ids.insert("referral", referral);
    ids.insert("task", open_task(world, case));
    let passport = json!({ "kind": "passport", "status": "delivered", "expires_on": "2027-06-01" });
    world.worker.create(&format!("/cases/{case}/documents/{}", Uuid::now_v7()), &passport).await.expect(201);
    let due = world.worker.get(&format!("/cases/{case}/deadlines")).await.expect(200).json();
    ids.insert("deadline", due[0]["id"].as_str().and_then(|id| id.parse().ok()).expect("its end"));
    ids
}

on_both! {
    async fn nobody_gets_in_and_each_role_only_where_the_policy_says(world: World) {
        let ids = records(&world).await;
        let listed = listed();
        let people = [
            (&world.worker, Role::Caseworker, Relation::Worker),
            (&world.colleague, Role::Caseworker, Relation::Office),
            (&world.supervisor, Role::Supervisor, Relation::Office),
            (&world.manager, Role::Manager, Relation::Office),
            (&world.admin, Role::Admin, Relation::Office),
            (&world.auditor, Role::Auditor, Relation::Office),
            (&world.stranger, Role::Caseworker, Relation::Elsewhere),
            (&world.stranger_supervisor, Role::Supervisor, Relation::Elsewhere),
        ];
        for (method, path) in operations() {
            let operation = format!("{method} {path}");
            let rule = listed.get(&operation).map(String::as_str).unwrap_or_default();
            let answered = send(&world, &world.anonymous, &method, &path, &ids).await;
            let Some(action) = Action::from_code(rule) else {
                assert_eq!(rule, "public", "{operation}");
                assert!(!answered.status.is_server_error(), "{operation}");
                continue;
            };
            answered.expect_problem(401, "not_signed_in");
            for (person, role, relation) in people {
                let answered = send(&world, person, &method, &path, &ids).await;
                // An account or office of another office is not there at all.
                let not_there = relation == Relation::Elsewhere && (path.contains("{user}") || path.contains("{office}"));
                let relation = if action.about_case() { relation } else { Relation::Office };
                let code = answered.json()["code"].as_str().unwrap_or_default().to_owned();
                let said = format!("{operation} as {}: {} {code}", person.name, answered.status);
                assert!(!answered.status.is_server_error(), "{said}");
                if allows(role, action, relation) {
                    // A role that needs a second factor may not remove it: the operation's own rule, not the policy's.
                    let own_rule = path.ends_with("/totp/remove") && role.needs_totp() && code == "not_allowed";
                    let refusals = ["not_signed_in", "not_allowed", "session_ended", "totp_enrolment_required"];
                    assert!(own_rule || !refusals.contains(&code.as_str()), "{said}");
                    let empty_place = path.contains("/me/") || path.contains("attachment") || path.contains("{share}")
                        || path.contains("{assignment}") || (path.contains("/users/") || path.contains("/offices/"));
                    if action.about_case() && !empty_place {
                        assert_ne!(code, "not_found", "{said}");
                    }
                } else if action.about_case() || (not_there && code == "not_found") {
                    assert_eq!((answered.status.as_u16(), code.as_str()), (404, "not_found"), "{said}");
                } else {
                    assert_eq!((answered.status.as_u16(), code.as_str()), (403, "not_allowed"), "{said}");
                }
            }
        }
    }
}

on_both! {
    async fn a_refused_look_is_recorded(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        world.colleague.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        let log = world.auditor.get("/audit?action=denied").await.expect(200).json();
        let entry = &log["items"][0];
        assert_eq!(entry["user"], json!(world.colleague.id()));
        assert_eq!(entry["ids"], Value::Array(vec![json!(case)]));
    }
}
