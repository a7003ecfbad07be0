//! Fills every sealed field with a mark of its own.

use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use uuid::Uuid;
use yaninda::time::Clock;
use yaninda_shared::{case_file::CaseFilePart, ids::CaseId, mail::MailKind};
use yaninda_tests::{Browser, PASSWORD, World, case_draft, case_edit, files::document};

use super::marks::{CLEAR, MARK, Marks, NUMBER};

/// Fills everything about people: the case, what is done for the person, who works on it.
pub async fn about_a_case(world: &World, marks: &mut Marks) -> CaseId {
    let mut draft = case_draft();
    draft["code_name"] = CLEAR.into();
    draft["profile"] = json!({ "summary": marks.text("profile.summary"), "dependants": { "note": marks.text("profile.dependants.note") },
        "identification": { "authority": marks.text("profile.identification.authority"), "unit": marks.text("profile.identification.unit"), "referral_source": marks.text("profile.identification.referral_source") } });
    draft["safe_contact"] =
        json!({ "note": marks.text("safe_contact.note"), "channel": "email", "wording": "place", "language": "en" });
    draft["identity"] = json!({ "given_names": marks.text("identity.given_names"), "family_names": marks.text("identity.family_names"), "other_names": marks.text("identity.other_names"),
        "phone": format!("+90{}", marks.number("identity.phone")), "email": format!("{}@example.org", marks.text("identity.email")), "address": marks.text("identity.address"),
        "numbers": [{ "kind": marks.text("identity.numbers.kind"), "number": format!("U{}", marks.number("identity.numbers.number")) }] });
    draft["consent"]["purpose"] = marks.text("consent.purpose").into();
    draft["consent"]["interpreter"] = marks.text("consent.interpreter").into();
    draft["consent"]["note"] = marks.text("consent.note").into();
    let consent = draft["consent_id"].as_str().expect("an id").to_owned();
    let (case, version) = world.open_case_with(&world.worker, &draft).await;
    let mut edited = case_edit();
    for field in ["code_name", "profile", "safe_contact", "identity"] {
        edited[field] = draft[field].clone();
    }
    edited["profile"]["summary"] = marks.text("profile.summary, later").into();
    world.worker.change(&format!("/cases/{case}"), version, &edited).await.expect(200);
    let withdrawn = json!({ "on": "2026-11-21", "reason": marks.text("consent.withdraw.reason") });
    world.worker.act(&format!("/cases/{case}/consents/{consent}/withdraw"), 1, &withdrawn).await.expect(200);
    let note = json!({ "status": "screening", "note": marks.text("status.note") });
    world.worker.act(&format!("/cases/{case}/status"), version + 1, &note).await.expect(200);
    let share = json!({ "user": world.colleague.id(), "note": marks.text("share.note") });
    world.worker.create(&format!("/cases/{case}/shares/{}", Uuid::now_v7()), &share).await.expect(201);
    case
}

/// Fills every kind of entry, each corrected once so that its history is full too.
pub async fn entries(world: &World, case: CaseId, marks: &mut Marks) {
    let (service, who) = (Uuid::now_v7(), &world.worker);
    let bodies: [(&str, Uuid, Value); 10] = [
        (
            "services",
            service,
            json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-01",
            "delivered_by": "us", "confidentiality": "restricted", "provider": marks.text("service.provider"), "place": marks.text("service.place"),
            "focal_point": marks.text("service.focal_point"), "note": marks.text("service.note"),
            "outcome": marks.text("service.outcome"), "details": { "landlord": marks.text("service.details.landlord") } }),
        ),
        (
            "documents",
            Uuid::now_v7(),
            json!({ "kind": "identity_card", "status": "delivered",
            "number": format!("99{}", marks.number("document.number")), "issuer": marks.text("document.issuer"), "note": marks.text("document.note") }),
        ),
        ("notes", Uuid::now_v7(), json!({ "occurred_on": "2026-11-20", "body": marks.text("note.body") })),
        (
            "contacts",
            Uuid::now_v7(),
            json!({ "channel": "through_person", "value": marks.text("contact.value"), "safe": true,
            "note": marks.text("contact.note") }),
        ),
        (
            "contacts",
            Uuid::now_v7(),
            json!({ "channel": "phone", "value": format!("+90{}", marks.number("contact.value, a phone")), "safe": true }),
        ),
        (
            "assessments",
            Uuid::now_v7(),
            json!({ "occurred_on": "2026-11-20", "occasion": "baseline", "method": "together", "note": marks.text("assessment.note"),
            "ratings": [{ "domain": "work", "score": 2, "own_score": 3, "evidence": marks.text("assessment.ratings.evidence"),
                "help": marks.text("assessment.ratings.help") }] }),
        ),
        (
            "milestones",
            Uuid::now_v7(),
            json!({ "kind": "own_tenancy", "chosen_by": "person", "reached_on": "2026-11-20",
            "evidence": marks.text("milestone.evidence"), "note": marks.text("milestone.note") }),
        ),
        (
            "goals",
            Uuid::now_v7(),
            json!({ "words": marks.text("goal.words"), "domain": "housing", "starts_on": "2026-11-20", "state": "open",
            "steps": [{ "text": marks.text("goal.steps.text"), "who": "other", "name": marks.text("goal.steps.name") }],
            "note": marks.text("goal.note") }),
        ),
        (
            "plans",
            Uuid::now_v7(),
            json!({ "step": "agreed", "occurred_on": "2026-11-20", "language": "tr",
            "interpreter": marks.text("plan.interpreter"), "note": marks.text("plan.note") }),
        ),
        (
            "comments",
            Uuid::now_v7(),
            json!({ "on_kind": "service", "on": service, "body": marks.text("comment.body") }),
        ),
    ];
    for (kind, id, body) in bodies {
        let path = format!("/cases/{case}/{kind}/{id}");
        let made = who.create(&path, &body).await.expect(201);
        who.change(&path, made.version(), &body).await.expect(200);
    }
    let note = format!("/cases/{case}/notes/{}", Uuid::now_v7());
    let made = who
        .create(&note, &json!({ "occurred_on": "2026-11-20", "body": marks.text("note.body, withdrawn") }))
        .await
        .expect(201);
    who.act(&format!("{note}/withdraw"), made.version(), &json!({ "reason": marks.text("note.withdraw.reason") }))
        .await
        .expect(200);
    let at = format!("/cases/{case}/milestones/{}", Uuid::now_v7());
    who.create(&at, &json!({ "kind": "lawyer", "chosen_by": "worker" })).await.expect(201);
    let wish = json!({ "on": "2026-11-20", "reason": marks.text("milestone.decline.reason") });
    who.act(&format!("{at}/decline"), 1, &wish).await.expect(200);
    who.act(&format!("{at}/undo"), 2, &json!({ "reason": marks.text("milestone.undo.reason") })).await.expect(200);
    let at = format!("/cases/{case}/milestone-dismissals/{}", Uuid::now_v7());
    let wish = json!({ "kind": "work_permit", "service": service, "reason": marks.text("milestone.dismissal.reason") });
    who.create(&at, &wish).await.expect(201);
    let passport = json!({ "kind": "passport", "status": "delivered", "expires_on": "2027-06-01" });
    who.create(&format!("/cases/{case}/documents/{}", Uuid::now_v7()), &passport).await.expect(201);
    let due = who.get(&format!("/cases/{case}/deadlines")).await.expect(200).json();
    let at = format!("/cases/{case}/deadlines/{}/answer", due[0]["id"].as_str().expect("an id"));
    let why = json!({ "answer": "not_needed", "reason": marks.text("deadline.reason") });
    who.act(&at, 1, &why).await.expect(200);
    let asked = format!("/cases/{case}/approvals/{}", Uuid::now_v7());
    let wish = json!({ "kind": "transfer", "office": world.ankara, "note": marks.text("approval.note") });
    world.supervisor.create(&asked, &wish).await.expect(201);
    let refused = json!({ "approve": false, "note": marks.text("approval.decision") });
    world.supervisor_of(world.istanbul).act(&format!("{asked}/decide"), 1, &refused).await.expect(200);
    let inside = marks.text("attachment");
    let file = document(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 5 0 R >>",
        "<< >>",
        &format!("<< /Length {} >>\nstream\nBT ({inside}) Tj ET\nendstream", inside.len() + 12),
    ]);
    let path = format!("/cases/{case}/attachments/{}?on_kind=service&on={service}", Uuid::now_v7());
    let key = Uuid::now_v7().to_string();
    let headers = [("content-type", "application/pdf"), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    let kept = who.send(Method::PUT, &path, &headers, Some(file)).await.expect(201).json();
    let id = kept["id"].as_str().expect("an id").to_owned();
    who.get(&format!("/cases/{case}/attachments/{id}/content")).await.expect(200);
}

/// Fills an appointment, what became of it, and what the person answered.
pub async fn appointments(world: &World, case: CaseId, marks: &mut Marks) {
    let (id, who) = (Uuid::now_v7(), &world.worker);
    let path = format!("/cases/{case}/appointments/{id}");
    let mut draft = json!({ "type": "CMG.office_meeting", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul",
        "minutes": 60, "mail_place": "usual", "with_whom": marks.text("appointment.with_whom"),
        "place": marks.text("appointment.place"), "bring": marks.text("appointment.bring") });
    who.create(&path, &draft).await.expect(201);
    draft["note"] = marks.text("appointment.note").into();
    who.change(&path, 1, &draft).await.expect(200);
    let agreed = json!({ "given_by": "person", "scope": ["email"], "purpose": "Mail", "language": "en", "given_on": "2026-11-22" });
    who.create(&format!("/cases/{case}/consents/{}", Uuid::now_v7()), &agreed).await.expect(201);
    let address = format!("{}@home.example", marks.text("contact.email"));
    let inbox = json!({ "channel": "email", "value": address, "safe": true });
    who.create(&format!("/cases/{case}/contacts/{}", Uuid::now_v7()), &inbox).await.expect(201);
    let link = world.link(case, id, MailKind::Confirmation, 0);
    let words = marks.text("appointment.answer.message");
    world.visitor.answer(&format!("/{link}"), &format!("answer=another_time&message={words}")).await;
    let why = json!({ "reason": marks.text("appointment.cancel.reason") });
    who.act(&format!("{path}/cancel"), 3, &why).await.expect(200);
}

/// Has all of it put on paper for the person, which passes through memory alone.
pub async fn on_paper(world: &World, case: CaseId) {
    let worker = world.with_password(&world.worker);
    let session = Browser::new(&world.anonymous).sign_in(&worker, None).await.expect(200).json();
    let worker = worker.with_token(session["access_token"].as_str().expect("a token"));
    worker.ask("/me/step-up", &json!({ "purpose": "case_file", "password": PASSWORD })).await.expect(200);
    let parts: Vec<&str> = CaseFilePart::ALL.iter().map(|part| part.as_str()).collect();
    let wish = json!({ "language": "fa", "reason": "person_asked", "kept": "with_person", "parts": parts });
    worker.ask(&format!("/cases/{case}/case-file"), &wish).await.expect(200);
}

/// Has a month published: its exact figures, and who was counted where.
pub async fn published(world: &World) {
    let at = format!("/releases/{}", Uuid::now_v7());
    world.supervisor.create(&at, &json!({ "scope": "office", "period": "2026-10" })).await.expect(202);
    yaninda::releases::pass(&world.core).await.expect("it is decided");
    world.supervisor.get(&at).await.expect(200);
}

/// Fills referrals and workshops, each corrected once so that its history is full too.
pub async fn identification(world: &World, marks: &mut Marks) {
    let referral = json!({ "source": "police", "received_on": "2026-11-20", "outcome": "waiting",
        "role": marks.text("referral.role"), "note": marks.text("referral.note") });
    let workshop = json!({ "held_on": "2026-11-20", "place": marks.text("workshop.place"), "topics": ["law"],
        "note": marks.text("workshop.note"), "questions": [{ "text": marks.text("workshop.questions.text"),
            "choices": [marks.text("workshop.questions.choices"), "No"], "right": 0 }] });
    for (who, folder, body) in [(&world.worker, "referrals", referral), (&world.supervisor, "workshops", workshop)] {
        let path = format!("/{folder}/{}", Uuid::now_v7());
        let made = who.create(&path, &body).await.expect(201);
        who.change(&path, made.version(), &body).await.expect(200);
        let reason = json!({ "reason": marks.text("identification.withdraw.reason") });
        who.act(&format!("{path}/withdraw"), made.version() + 1, &reason).await.expect(200);
        who.get(&format!("{path}/history")).await.expect(200);
    }
}

/// Fills what is sealed of staff.
pub async fn staff(world: &World, marks: &mut Marks) {
    let person = json!({ "name": marks.text("user.name"), "email": format!("{}@staff.example", marks.text("user.email")), "role": "caseworker" });
    world.admin.create(&format!("/users/{}", Uuid::now_v7()), &person).await.expect(201);
    let reader = json!({ "approved_by": marks.text("mail_language.approved_by") });
    world.admin.write(Method::PUT, "/mail/languages/tr", &[], Uuid::now_v7(), &reader).await.expect(204);
    let view = json!({ "name": marks.text("view.name"), "filter": { "mine": true } });
    world.worker.create(&format!("/me/views/{}", Uuid::now_v7()), &view).await.expect(201);
    let wish = json!({ "purpose": marks.text("export.purpose"), "recipient": marks.text("export.recipient"),
        "key": "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", "parts": ["identity"] });
    let asked = format!("/exports/{}", Uuid::now_v7());
    world.supervisor.create(&asked, &wish).await.expect(201);
    let decision = json!({ "approve": true, "note": marks.text("export.note") });
    world.supervisor_of(world.istanbul).act(&format!("{asked}/decision"), 1, &decision).await.expect(200);
    let colleague = world.with_password(&world.colleague);
    let offer = |world: &World| {
        let who = world.colleague.clone();
        async move { who.ask("/me/totp", &json!({})).await.expect(200).json()["secret"].as_str().expect("text").to_owned() }
    };
    let first = offer(world).await;
    let secret = Secret::try_from_base32(&first).expect("base32");
    let code =
        Builder::new().with_secret(secret).build_noncompliant().generate(world.clock.now().seconds().unsigned_abs());
    colleague
        .write(Method::PUT, "/me/totp", &[], Uuid::now_v7(), &json!({ "code": code.to_string() }))
        .await
        .expect(200);
    let second = offer(world).await;
    let change = json!({ "current": PASSWORD, "new": marks.text("password") });
    let answered = colleague.ask("/me/password", &change).await;
    assert!(answered.status.is_success(), "{}", answered.json());
    for secret in [first, second] {
        marks.secret(&secret);
    }
}

/// Sends the canary where it is refused, so that refusals are looked at too.
pub async fn refused(world: &World, case: CaseId) {
    let who = &world.worker;
    who.ask("/cases/search", &json!({ "q": MARK })).await.expect(200);
    who.ask("/cases/search", &json!({ "q": NUMBER, MARK: 1 })).await.expect(422);
    who.ask("/cases/duplicates", &json!({ "given_names": MARK, "family_names": MARK, "birth_year": 1999 }))
        .await
        .expect(200);
    who.create(&format!("/cases/{case}/notes/{}", Uuid::now_v7()), &json!({ "occurred_on": MARK, "body": MARK }))
        .await
        .expect(422);
    who.create(&format!("/cases/{case}/notes/{}", Uuid::now_v7()), &json!(MARK)).await.expect(422);
    who.ask(&format!("/cases/{case}/reveal"), &json!({})).await.expect(200);
    world.supervisor.get(&format!("/cases/{case}/timeline")).await.expect(200);
    world.supervisor.get("/changes").await.expect(200);
    for password in [MARK, PASSWORD] {
        let body = json!({ "email": format!("{MARK}@example.org"), "password": password });
        world.anonymous.ask("/sessions", &body).await.expect_problem(401, "wrong_credentials");
    }
    let mut forged = who.clone();
    forged.token = Some(MARK.to_owned());
    forged.get("/cases").await.expect_problem(401, "not_signed_in");
}

/// Checks a spreadsheet of cases in which something is wrong: headers, rows, mapping and what was found are all there.
pub async fn spreadsheet(world: &World, marks: &mut Marks) {
    let who = &world.supervisor;
    let (id, key) = (Uuid::now_v7(), Uuid::now_v7().to_string());
    let text = format!(
        "Name;{};Sex;Opened on\n{};U{};{};2026-11-20\n",
        marks.text("imports.header"),
        marks.text("imports.row"),
        marks.number("imports.number"),
        marks.text("imports.wrong")
    );
    let headers = [("content-type", "text/csv"), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    let path = format!("/imports/{id}");
    who.send(Method::PUT, &format!("{path}?kind=cases"), &headers, Some(text.into_bytes())).await.expect(201);
    let mapping = json!({ "columns": ["given_names", "reference", "sex", "opened_on"], "doubles": "stop",
        "consent": { "purpose": marks.text("imports.purpose"), "language": "tr" },
        "meanings": [{ "field": "sex", "text": marks.text("imports.meaning"), "value": "Female" }] });
    who.act(&format!("{path}/check"), 1, &mapping).await.expect(200);
    while who.get(&path).await.expect(200).json()["state"] == "checking" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    who.get(&format!("{path}/problems")).await.expect(200);
}
