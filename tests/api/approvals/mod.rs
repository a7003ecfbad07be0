//! What is asked for and decided by somebody else.

mod decide;
mod limits;
mod payment;

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{
    approvals::{ApprovalRecord, WaitingApproval},
    ids::CaseId,
    page::Page,
};
use yaninda_tests::{Persona, World};

/// Lets Istanbul ask above 15,000 lira and above nothing else.
async fn with_limit(world: &World) {
    let office = format!("/offices/{}", world.istanbul);
    let draft = json!({ "name": "Istanbul", "quiet_days": 30, "confirm_days": 60,
        "approval_limits": [{ "minor": 1_500_000, "currency": "TRY" }] });
    world.admin.change(&office, 1, &draft).await.expect(200);
}

fn rent(status: &str, minor: i64, currency: &str) -> Value {
    json!({ "type": "HOU.rent", "status": status, "occurred_on": "2026-11-20", "delivered_by": "us",
        "confidentiality": "team", "cost": { "minor": minor, "currency": currency }, "fund": "TR-A" })
}

fn service(case: CaseId) -> String {
    format!("/cases/{case}/services/{}", Uuid::now_v7())
}

async fn requests(who: &Persona, case: CaseId) -> Vec<ApprovalRecord> {
    who.get(&format!("/cases/{case}/approvals")).await.expect(200).body()
}

async fn waiting(who: &Persona) -> Vec<WaitingApproval> {
    who.get("/approvals").await.expect(200).body::<Page<WaitingApproval>>().items
}

fn decide(request: &ApprovalRecord) -> String {
    format!("/cases/{}/approvals/{}/decide", request.case, request.id)
}

async fn today(who: &Persona, kind: &str) -> Vec<Value> {
    let today = who.get("/today").await.expect(200).json();
    today["items"].as_array().expect("items").iter().filter(|item| item["kind"] == kind).cloned().collect()
}
