//! A well-formed body for every operation that takes one.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_tests::World;

/// Query and body that an operation accepts.
pub fn sample(world: &World, method: &str, path: &str, ids: &BTreeMap<&str, Uuid>) -> (String, Option<Value>) {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    let service = ids.get("service").copied().unwrap_or_else(Uuid::now_v7);
    let query = match (method, path) {
        ("GET", "/reports/services") => "?month=2026-10".to_owned(),
        ("POST", "/exports/htcds") => "?format=csv".to_owned(),
        ("GET", "/reports/donor") => "?period=2026-Q3".to_owned(),
        ("GET", "/reports/donor/file") => "?period=2026-Q3&format=csv".to_owned(),
        ("GET", "/releases/{release}/file") => "?format=csv".to_owned(),
        ("GET", "/reports/identification") => "?first=2026-10&last=2026-10".to_owned(),
        ("GET", "/reports/people") => "?from=2026-10&to=2026-10".to_owned(),
        ("GET", "/agenda") => "?from=2026-11-23&to=2026-11-29".to_owned(),
        ("GET", "/cases/{case}/appointments/{appointment}/ending") => "?state=cancelled".to_owned(),
        ("PUT", "/imports/{import}") => "?kind=services".to_owned(),
        ("PUT", "/cases/{case}/attachments/{attachment}") => format!("?on_kind=service&on={service}"),
        _ => String::new(),
    };
    if method == "GET" || method == "DELETE" {
        return (query, None);
    }
    let user = world.colleague.id();
    let consent = json!({ "given_by": "person", "scope": ["services", "data_kept"], "purpose": "Assistance",
        "language": "tr", "given_on": "2026-11-20" });
    let body = match path {
        "/sessions" => json!({ "email": "nobody@test.example", "password": "not the right one" }),
        "/sessions/refresh" | "/sessions/end" => json!({ "device": Uuid::now_v7() }),
        "/sessions/reset" => json!({ "token": "none", "new": "a long enough passphrase" }),
        "/me" => json!({ "locale": "tr" }),
        "/me/password" => json!({ "current": "not the right one", "new": "another long passphrase" }),
        "/me/totp" | "/me/totp/remove" => json!({ "code": "000000" }),
        "/me/step-up" => json!({ "purpose": "identified_export", "password": "not the right one", "code": "000000" }),
        "/exports/htcds" => json!({ "reason": "evaluation" }),
        "/exports/{export}" => json!({ "purpose": "Court", "recipient": "A lawyer", "parts": ["identity"],
            "key": "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj" }),
        "/exports/{export}/decision" => json!({ "approve": true }),
        "/me/views/{view}" => json!({ "name": "Mine", "filter": { "mine": true } }),
        "/cases/search" => json!({ "q": "ay" }),
        "/cases/duplicates" => json!({ "given_names": "Ay", "family_names": "Su", "birth_year": 1999 }),
        "/cases/{case}" => json!({ "code_name": "Zeytin", "risk": "standard", "opened_on": "2026-11-20" }),
        "/cases/{case}/reveal" => json!({}),
        "/cases/{case}/case-file" => json!({ "language": "en", "reason": "person_asked", "kept": "with_office",
            "parts": ["plan"] }),
        "/cases/{case}/status" => json!({ "status": "screening" }),
        "/cases/{case}/close-request" => json!({ "reason": "goals_met" }),
        "/cases/{case}/close-decision" => json!({ "approve": true }),
        "/cases/{case}/reopen" => json!({ "reason": "Came back" }),
        "/cases/{case}/approvals/{approval}" => json!({ "kind": "transfer", "office": world.ankara, "note": "Moved" }),
        "/cases/{case}/approvals/{approval}/decide" => json!({ "approve": true }),
        "/cases/{case}/services/{service}" => json!({ "type": "HOU.rent", "status": "delivered",
            "occurred_on": "2026-11-01", "delivered_by": "us", "confidentiality": "team" }),
        "/cases/{case}/documents/{document}" => json!({ "kind": "identity_card", "status": "delivered" }),
        "/cases/{case}/notes/{note}" => json!({ "occurred_on": "2026-11-20", "body": "Called." }),
        "/cases/{case}/consents/{consent}" => consent,
        "/cases/{case}/consents/{consent}/withdraw" => json!({ "on": "2026-11-22" }),
        "/cases/{case}/contacts/{contact}" => json!({ "channel": "phone", "value": "+905551112233", "safe": true }),
        "/cases/{case}/contacts/{contact}/proof" => json!({ "code": "000000" }),
        "/cases/{case}/appointments/{appointment}" | "/cases/{case}/appointments/{appointment}/check" => {
            json!({ "type": "CMG.office_meeting", "starts": "2026-11-26T10:30",
            "zone": "Europe/Istanbul", "minutes": 60 })
        }
        "/mail/languages/{language}" => json!({ "approved_by": "Ayla Taş" }),
        "/cases/{case}/appointments/{appointment}/cancel" => json!({ "hears": "word" }),
        "/cases/{case}/appointments/{appointment}/outcome" => json!({ "outcome": "excused" }),
        "/cases/{case}/assessments/{assessment}" => json!({ "occurred_on": "2026-11-20", "occasion": "baseline",
            "method": "together", "ratings": [{ "domain": "housing", "score": 2 }] }),
        "/cases/{case}/milestones/{milestone}" => json!({ "kind": "safety_plan", "chosen_by": "person" }),
        "/cases/{case}/milestones/{milestone}/decline" => json!({ "on": "2026-11-22" }),
        "/cases/{case}/milestone-dismissals/{dismissal}" => {
            json!({ "kind": "safety_plan", "service": service, "reason": "A copy of another's" })
        }
        "/cases/{case}/goals/{goal}" => json!({ "words": "A room with a window", "domain": "housing",
            "starts_on": "2026-11-20", "state": "open" }),
        "/cases/{case}/plans/{plan}" => json!({ "step": "agreed", "occurred_on": "2026-11-20", "language": "tr" }),
        "/cases/{case}/deadlines/{deadline}/answer" => json!({ "answer": "done" }),
        "/clock-rules/{clock_rule}" => json!({ "measure": "expires", "words": "Ask early", "escalate_after": 7,
            "source": "The office", "grade": "ours", "as_of": "2026-11-01", "active": true }),
        "/imports/{import}/check" => json!({ "columns": ["case", "service_type", "day"], "doubles": "stop" }),
        "/imports/{import}/run" => json!({ "again": false }),
        "/imports/{import}/undo" => return (query, None),
        "/releases/{release}" => json!({ "scope": "office", "period": "2026-Q3" }),
        "/milestone-types/{milestone_type}" => json!({ "name": "Visited the library", "domain": "community" }),
        "/referral-units/{unit}" => json!({ "name": "Residence", "source": "pdmm" }),
        "/referrals/{referral}" => json!({ "source": "pdmm", "received_on": "2026-11-20", "outcome": "waiting" }),
        "/workshops/{workshop}" => json!({ "held_on": "2026-11-20", "place": "Fatih", "topics": ["law"] }),
        "/workshops/{workshop}/feedback" => json!({ "phase": "after", "closes_on": "2026-11-30" }),
        "/cases/{case}/comments/{comment}" => json!({ "on_kind": "service", "on": service, "body": "Receipt?" }),
        "/cases/{case}/assignments/{assignment}" | "/cases/{case}/shares/{share}" => json!({ "user": user }),
        "/cases/{case}/shares/{share}/end" => json!({}),
        "/funds/{fund}" => json!({ "code": "NL-2026", "name": "Embassy" }),
        "/users/{user}/caseload/reassign" => json!({ "to": world.worker.id(), "reason": "Left",
            "cases": [{ "id": ids.get("case"), "version": 1 }] }),
        "/users/{user}" => {
            json!({ "name": "Someone", "email": "someone@test.example", "role": "caseworker", "locale": "en" })
        }
        "/users/{user}/password-confirmation" => json!({ "was_them": false }),
        "/offices/{office}" => json!({ "name": "Istanbul", "quiet_days": 30, "confirm_days": 60 }),
        _ if path.ends_with("/withdraw") || path.ends_with("/undo") => json!({ "reason": "Wrong case" }),
        _ => return (query, None),
    };
    (query, Some(body))
}
