//! Opening, reading and editing cases.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{audit_entries, case_events, case_grants, case_tokens, cases, consents, revisions};
use yaninda_shared::{audit::AuditAction, timeline::EventKind};
use yaninda_tests::{World, case_draft, case_edit, on_both};

const CANARY: &str = "Zümrütcanary";

fn full_draft() -> Value {
    let mut draft = case_draft();
    draft["profile"] = json!({
        "identification": { "on": "2026-11-18", "org": "Police", "authority": CANARY },
        "trafficking_status": "ActualVictimOfTrafficking",
        "exploitation": ["ForcedLabour"], "control": ["MethodsOfControlThreats"],
        "sex": "Female", "birth_year": 1998, "nationalities": ["UZ"], "languages": ["uz", "ru"],
        "protection": "None", "dependants": { "children": 1, "adults": 0, "note": CANARY }, "summary": CANARY,
    });
    draft["safe_contact"] =
        json!({ "read_by": "family", "wording": "nothing", "last_confirmed_on": "2026-11-20", "note": CANARY });
    draft["identity"] = json!({
        "given_names": CANARY, "family_names": CANARY, "birth_date": "1998-02-03", "phone": "+905550001122",
        "email": "canary@test.example", "address": CANARY,
        "numbers": [{ "kind": CANARY, "number": "CANARY778899", "country": "UZ" }],
    });
    draft["consent"]["note"] = json!(CANARY);
    draft
}

on_both! {
    async fn a_case_opens_with_consent_and_belongs_to_who_opened_it(world: World) {
        let id = Uuid::now_v7();
        let opened = world.worker.create(&format!("/cases/{id}"), &full_draft()).await.expect(201);
        let record = opened.json();
        assert_eq!(opened.version(), 1);
        assert_eq!(record["number"], "IST-0001");
        assert_eq!(record["status"], "intake");
        assert_eq!(record["relation"], "worker");
        assert_eq!(record["worker"], world.worker.id().to_string());
        assert_eq!(
            record["identity_fields"],
            json!(["given_names", "family_names", "birth_date", "phone", "email", "address", "numbers"])
        );
        assert!(record.get("identity").is_none());
        let mut conn = world.connect();
        assert_eq!(consents::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
        assert_eq!(case_grants::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
        assert_eq!(case_tokens::table.count().get_result::<i64>(&mut conn).expect("rows"), 2);
        let events: Vec<EventKind> = case_events::table.select(case_events::kind).load(&mut conn).expect("rows");
        assert_eq!(events, [EventKind::Opened]);
        let read = world.worker.get(&format!("/cases/{id}")).await.expect(200);
        assert_eq!(read.json()["profile"]["birth_year"], 1998);
        let (_, version) = world.open_case(&world.supervisor).await;
        assert_eq!(version, 1);
        let numbers: Vec<String> =
            cases::table.order(cases::number).select(cases::number).load(&mut conn).expect("rows");
        assert_eq!(numbers, ["IST-0001", "IST-0002"]);
    }
}

on_both! {
    async fn opening_without_consent_or_with_bad_fields_names_them(world: World) {
        let path = format!("/cases/{}", Uuid::now_v7());
        let mut draft = case_draft();
        draft.as_object_mut().expect("an object").remove("consent");
        world.worker.create(&path, &draft).await.expect_field("consent", "missing");
        let mut draft = case_draft();
        draft["consent"]["scope"] = json!([]);
        world.worker.create(&path, &draft).await.expect_field("consent.scope", "missing");
        let mut draft = case_draft();
        draft["opened_on"] = json!("2027-01-01");
        draft["profile"]["birth_year"] = json!(2027);
        draft["identity"] = json!({ "birth_date": "2027-01-01" });
        let answered = world.worker.create(&path, &draft).await.expect_field("opened_on", "in_the_future");
        let fields = answered.json()["errors"].to_string();
        assert!(fields.contains("profile.birth_year") && fields.contains("identity.birth_date"), "{fields}");
        let mut draft = case_draft();
        draft["risk"] = json!("mild");
        world.worker.create(&path, &draft).await.expect_field("risk", "unknown_value");
        let mut draft = case_draft();
        draft["consent"]["scope"] = json!(["photos", "services"]);
        world.worker.create(&path, &draft).await.expect_field("consent.scope", "missing");
        draft["consent"]["scope"] = json!(["services", "data_kept"]);
        draft["code_name"] = json!("x".repeat(100_000));
        world.worker.create(&path, &draft).await.expect_field("code_name", "too_long");
        assert_eq!(cases::table.count().get_result::<i64>(&mut world.connect()).expect("rows"), 0);
    }
}

on_both! {
    async fn opening_twice_with_one_key_opens_once(world: World) {
        let (path, key, draft) = (format!("/cases/{}", Uuid::now_v7()), Uuid::now_v7(), case_draft());
        let new = [("if-none-match", "*")];
        let first = world.worker.write(Method::PUT, &path, &new, key, &draft).await.expect(201);
        let again = world.worker.write(Method::PUT, &path, &new, key, &draft).await.expect(201);
        assert_eq!(first.json(), again.json());
        world.worker.create(&path, &case_draft()).await.expect_problem(412, "stale");
        world.worker.write(Method::PUT, &path, &new, key, &case_edit()).await
            .expect_problem(422, "idempotency_key_reused");
        let mut conn = world.connect();
        assert_eq!(cases::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
        assert_eq!(consents::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
    }
}

on_both! {
    async fn caseworker_of_ankara_gets_404(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        for outsider in [&world.stranger, &world.stranger_supervisor, &world.colleague] {
            outsider.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
            outsider.change(&format!("/cases/{case}"), version, &case_edit()).await.expect_problem(404, "not_found");
        }
        world.stranger.create(&format!("/cases/{case}"), &case_draft()).await.expect_problem(404, "not_found");
        world.supervisor.get(&format!("/cases/{case}")).await.expect(200);
    }
}

on_both! {
    async fn manager_admin_and_auditor_get_no_case(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        for role in [&world.manager, &world.admin, &world.auditor] {
            role.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
            role.change(&format!("/cases/{case}"), version, &case_edit()).await.expect_problem(404, "not_found");
            role.create(&format!("/cases/{}", Uuid::now_v7()), &case_draft()).await.expect_problem(403, "not_allowed");
        }
        let denied: i64 = audit_entries::table
            .filter(audit_entries::action.eq(AuditAction::Denied))
            .count()
            .get_result(&mut world.connect())
            .expect("rows");
        assert_eq!(denied, 9);
    }
}

on_both! {
    async fn an_edit_keeps_the_former_version_and_the_identity_it_leaves_out(world: World) {
        let (case, version) = world.open_case_with(&world.worker, &full_draft()).await;
        let path = format!("/cases/{case}");
        let mut edit = case_edit();
        edit["risk"] = json!("high");
        let edited = world.worker.change(&path, version, &edit).await.expect(200);
        assert_eq!(edited.version(), 2);
        assert_eq!(edited.json()["risk"], "high");
        assert_eq!(edited.json()["identity_fields"].as_array().expect("a list").len(), 7);
        edit["identity"] = json!({ "given_names": "Ayşe", "phone": "+905559998877" });
        let edited = world.worker.change(&path, 2, &edit).await.expect(200);
        assert_eq!(edited.json()["identity_fields"], json!(["given_names", "phone"]));
        let mut conn = world.connect();
        assert_eq!(case_tokens::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
        assert_eq!(revisions::table.count().get_result::<i64>(&mut conn).expect("rows"), 2);
        world.worker.change(&path, 3, &case_draft()).await.expect_field("consent", "not_allowed_here");
        let stale = world.worker.change(&path, 1, &edit).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["version"], 3);
        world.worker.change(&format!("/cases/{}", Uuid::now_v7()), 1, &edit).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn nothing_sealed_stands_in_the_clear(world: World) {
        let (case, version) = world.open_case_with(&world.worker, &full_draft()).await;
        let mut edit = full_draft();
        edit.as_object_mut().expect("an object").retain(|key, _| !key.starts_with("consent"));
        world.worker.change(&format!("/cases/{case}"), version, &edit).await.expect(200);
        let mut conn = world.connect();
        type Sealed = (Vec<u8>, Vec<u8>, Option<Vec<u8>>);
        let (profile, contact, identity): Sealed = cases::table
            .select((cases::profile, cases::safe_contact, cases::identity))
            .get_result(&mut conn)
            .expect("a row");
        let consent: Vec<u8> = consents::table.select(consents::sealed).get_result(&mut conn).expect("a row");
        let former: Vec<u8> = revisions::table.select(revisions::sealed).get_result(&mut conn).expect("a row");
        for sealed in [profile, contact, identity.expect("an identity"), consent, former] {
            for canary in ["canary", "CANARY", "5550001122"] {
                assert!(!sealed.windows(canary.len()).any(|part| part == canary.as_bytes()));
            }
        }
    }
}

on_both! {
    async fn a_code_name_stands_for_one_open_case_of_an_office(world: World) {
        let mut draft = case_draft();
        draft["code_name"] = json!("Martı");
        let (case, version) = world.open_case_with(&world.worker, &draft).await;
        let fresh = |draft: &Value| { let mut draft = draft.clone(); draft["consent_id"] = json!(Uuid::now_v7()); draft };
        let other = format!("/cases/{}", Uuid::now_v7());
        world.colleague.create(&other, &fresh(&draft)).await.expect_field("code_name", "taken");
        world.open_case_with(&world.stranger, &fresh(&draft)).await;
        let (second, at) = world.open_case(&world.colleague).await;
        let mut edit = case_edit();
        edit["code_name"] = json!("Martı");
        world.colleague.change(&format!("/cases/{second}"), at, &edit).await.expect_field("code_name", "taken");
        // Its own name is no clash, and a closed case gives its name free.
        world.worker.change(&format!("/cases/{case}"), version, &edit).await.expect(200);
        let path = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&path("close-request"), 2, &json!({ "reason": "goals_met" })).await.expect(200);
        world.supervisor.act(&path("close-decision"), 3, &json!({ "approve": true })).await.expect(200);
        world.colleague.create(&other, &fresh(&draft)).await.expect(201);
    }
}

on_both! {
    async fn an_edit_stands_on_the_timeline_without_a_value_and_keeps_what_contacts_confirm(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let contact = json!({ "channel": "phone", "value": "+905551112233", "safe": true, "last_confirmed_on": "2026-11-22" });
        world.worker.create(&format!("/cases/{case}/contacts/{}", Uuid::now_v7()), &contact).await.expect(201);
        let mut edit = case_edit();
        (edit["risk"], edit["profile"]["summary"]) = (json!("high"), json!(CANARY));
        (edit["safe_contact"]["channel"], edit["safe_contact"]["note"]) = (json!("sms"), json!(CANARY));
        edit["safe_contact"]["last_confirmed_on"] = json!("2026-11-01");
        let edited = world.worker.change(&format!("/cases/{case}"), version, &edit).await.expect(200);
        assert_eq!(edited.json()["safe_contact"]["channel"], "sms");
        let line = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200);
        let told = String::from_utf8_lossy(&line.bytes).into_owned();
        for kind in ["profile_changed", "risk_changed", "safe_contact_changed"] {
            assert!(told.contains(kind), "{kind}");
        }
        assert!(!told.contains(CANARY));
        let mut conn = world.connect();
        let confirmed: Option<chrono::NaiveDate> =
            cases::table.select(cases::contact_confirmed_on).get_result(&mut conn).expect("a row");
        assert_eq!(confirmed.map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
    }
}
