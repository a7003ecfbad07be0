//! The case file on paper: who gets it, what is on it, what is withheld.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{audit::AuditAction, case_file::CaseFilePart, ids::CaseId, mail::MailLanguage};
use yaninda_tests::{Answered, Browser, PASSWORD, Persona, World, case_draft_with, on_both};

use crate::readers::Pdf;

/// Text that would be code, were it markup.
const MARKUP: &str = r#"#let x *a* $c$ <d> \e"#;

fn wish(language: &str) -> Value {
    let parts: Vec<&str> =
        CaseFilePart::ALL.iter().map(|part| part.as_str()).filter(|part| *part != "remarks").collect();
    json!({ "language": language, "reason": "person_asked", "kept": "with_person", "parts": parts })
}

async fn signed_in(world: &World, who: &Persona, code: Option<String>) -> Persona {
    let who = world.with_password(who);
    let session = Browser::new(&world.anonymous).sign_in(&who, code.as_deref()).await.expect(200).json();
    who.with_token(session["access_token"].as_str().expect("a token"))
}

async fn worker(world: &World) -> Persona {
    signed_in(world, &world.worker, None).await
}

async fn step_up(who: &Persona) {
    let proof = json!({ "purpose": "case_file", "password": PASSWORD });
    who.ask("/me/step-up", &proof).await.expect(200);
}

/// Shows that it is them, then asks for the paper.
async fn ask(who: &Persona, case: CaseId, wish: &Value) -> Answered {
    step_up(who).await;
    who.ask(&format!("/cases/{case}/case-file"), wish).await
}

/// A case in which every part has something, some of it about other people.
pub async fn filled(world: &World) -> CaseId {
    let draft = json!({ "code_name": "Zeytin", "risk": "high", "opened_on": "2026-10-13",
        "profile": { "nationalities": ["UZ"], "languages": ["uz", "ru"], "sex": "Female", "trafficking_status": "ActualVictimOfTrafficking",
            "exploitation": ["ForcedLabour"], "control": ["MethodsOfControlWithholdsDocuments"], "summary": "Summary of staff",
            "identification": { "on": "2026-10-14", "org": "Police", "authority": "Directorate" },
            "dependants": { "children": 1, "adults": 0, "note": "Son Timur" } },
        "identity": { "given_names": "Gülnara", "family_names": "Karimova", "other_names": MARKUP, "birth_date": "1999-04-17",
            "phone": "+905551112233", "address": "W".repeat(150), "numbers": [{ "kind": "Passport", "number": "U 123-456", "country": "UZ" }] } });
    let case = world.open_case_with(&world.worker, &case_draft_with(&draft)).await.0;
    let put = async |what: &str, body: Value| {
        world.worker.create(&format!("/cases/{case}/{what}/{}", Uuid::now_v7()), &body).await.expect(201);
    };
    put("contacts", json!({ "channel": "through_person", "value": "Aunt Zulfiya", "safe": true })).await;
    put("contacts", json!({ "channel": "phone", "value": "+905554445566", "safe": false })).await;
    put(
        "consents",
        json!({ "given_by": "person", "scope": ["photos"], "purpose": "A passport photo", "language": "uz",
        "given_on": "2026-11-20", "interpreter": "Interpreter Olga" }),
    )
    .await;
    put("services", json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-01", "delivered_by": "us",
        "confidentiality": "team", "note": "Open remark", "provider": "Housing Cooperative", "focal_point": "Focal Person",
        "cost": { "minor": 1_850_050, "currency": "TRY" }, "details": { "landlord": "Landlord Ahmet" } })).await;
    put(
        "services",
        json!({ "type": "MED.gp", "status": "delivered", "occurred_on": "2026-11-02", "delivered_by": "us",
        "confidentiality": "restricted", "note": "Restricted remark" }),
    )
    .await;
    put(
        "documents",
        json!({ "kind": "passport", "status": "delivered", "number": "U 765-432", "issuer": "Consulate",
        "expires_on": "2030-01-31" }),
    )
    .await;
    put("notes", json!({ "occurred_on": "2026-11-03", "body": "Ordinary note" })).await;
    put(
        "appointments",
        json!({ "type": "CMG.office_meeting", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul",
        "minutes": 60, "with_whom": "Colleague Person", "place": "Second floor" }),
    )
    .await;
    put(
        "goals",
        json!({ "words": "A room with a window", "domain": "housing", "starts_on": "2026-11-20", "state": "open",
        "steps": [{ "text": "See three rooms", "who": "other", "name": "Helper Person" }] }),
    )
    .await;
    put("plans", json!({ "step": "agreed", "occurred_on": "2026-11-20", "language": "tr" })).await;
    put(
        "milestones",
        json!({ "kind": "lawyer", "chosen_by": "person", "reached_on": "2026-11-19", "evidence": "Evidence of staff" }),
    )
    .await;
    put("assessments", json!({ "occurred_on": "2026-11-20", "occasion": "baseline", "method": "together",
        "ratings": [{ "domain": "housing", "score": 2, "own_score": 4 }, { "domain": "work", "unrated": "not_asked" }] })).await;
    case
}

on_both! {
    async fn everything_recorded_about_the_person_is_on_it_and_nobody_else(world: World) {
        let (case, who) = (filled(&world).await, worker(&world).await);
        let answer = ask(&who, case, &wish("en")).await.expect(200);
        assert_eq!(answer.headers["content-type"], "application/pdf");
        assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"document.pdf\"");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        let paper = Pdf::of(&answer.bytes);
        let text = paper.text();
        for said in [
            "Copy of your record", "This paper names you", "up to 23 November 2026", "Gülnara", "Karimova", MARKUP, "17 April 1999",
            "+905551112233", "Passport: U 123-456 (Uzbekistan)", "Forced labour", "+905554445566", "A passport photo", "Housing Cooperative",
            "18500.50 TRY", "U 765-432", "Consulate", "31 January 2030", "26 November 2026, 10:30", "Second floor",
            "A room with a window", "See three rooms", "Plan agreed", "19 November 2026", "4 of 5 2 of 5", "Not asked",
            "A person whom you named (not printed)", "Entries: 5. Ask your worker to read it", "may not read either. Entries: 1.",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        for withheld in [
            "Zulfiya", "Olga", "Ahmet", "Focal", "Colleague", "Helper", "Timur", "Restricted remark", "Open remark", "Ordinary note",
            "Summary of staff", "Evidence of staff", "Zeytin",
        ] {
            assert!(!text.contains(withheld), "{withheld}: {text}");
        }
        assert_eq!((paper.info("Tagged"), paper.info("Title")), ("yes".into(), "Copy of your record".into()));
        assert!(paper.pages() > 1 && !paper.fonts().is_empty());
        let log = world.auditor.get(&format!("/audit?action=exported&case={case}")).await.expect(200).json();
        let fields = log["items"][0]["fields"].as_array().expect("fields");
        assert_eq!(fields[..3], [json!("case_file"), json!("person_asked"), json!("with_person")]);
        assert_eq!(fields.len(), 3 + CaseFilePart::ALL.len() - 1);
        // A proof is good for one.
        who.ask(&format!("/cases/{case}/case-file"), &wish("en")).await.expect_problem(403, "step_up_required");
    }
}

on_both! {
    async fn what_staff_wrote_is_on_it_only_if_it_was_asked_for_and_never_what_is_restricted(world: World) {
        let (case, who) = (filled(&world).await, worker(&world).await);
        let mut whole = wish("en");
        whole["parts"] = json!(["remarks", "services"]);
        let text = Pdf::of(&ask(&who, case, &whole).await.expect(200).bytes).text();
        for said in ["Open remark", "Ordinary note", "Summary of staff", "Evidence of staff", "Left out of this copy, as was agreed with you: About you"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("Restricted remark") && !text.contains("Karimova") && !text.contains("U 765-432"), "{text}");
    }
}

on_both! {
    async fn it_is_written_in_every_language(world: World) {
        let (case, who) = (filled(&world).await, worker(&world).await);
        for language in MailLanguage::ALL {
            let paper = Pdf::of(&ask(&who, case, &wish(language.as_str())).await.expect(200).bytes);
            let text = if language.rtl() { paper.text_right_to_left() } else { paper.text() };
            let said = match language {
                MailLanguage::En => ["Your goals", "Forced labour"],
                MailLanguage::Tr => ["Hedefleriniz", "Zorla çalıştırma"],
                MailLanguage::Ar => ["أهدافك", "العمل القسري"],
                MailLanguage::Fa => ["مدارک شما", "Forced labour /"],
                MailLanguage::Ru => ["Ваши цели", "Forced labour /"],
                MailLanguage::Uk => ["Ваші цілі", "Forced labour /"],
                MailLanguage::Fr => ["Vos objectifs", "Forced labour /"],
            };
            for said in said {
                assert!(text.contains(said), "{said}: {text}");
            }
            assert!(text.contains("+905551112233") && text.contains(MARKUP), "{text}");
            assert!(!text.contains("file-") && !text.contains("Unknown localization"), "{text}");
            assert_eq!(paper.info("Tagged"), "yes");
            assert!(paper.pages() > 1);
        }
    }
}

on_both! {
    async fn only_the_worker_and_supervisors_get_it_and_only_with_a_proof(world: World) {
        let case = filled(&world).await;
        let at = format!("/cases/{case}/case-file");
        world.worker.ask(&at, &wish("en")).await.expect_problem(403, "step_up_required");
        world.supervisor.ask(&at, &wish("en")).await.expect_problem(403, "step_up_required");
        // Whoever it is shared with reads it, and hands over nothing.
        let share = json!({ "user": world.colleague.id() });
        world.colleague.ask(&at, &wish("en")).await.expect(404);
        world.worker.create(&format!("/cases/{case}/shares/{}", Uuid::now_v7()), &share).await.expect(201);
        world.colleague.get(&format!("/cases/{case}")).await.expect(200);
        world.colleague.ask(&at, &wish("en")).await.expect_problem(404, "not_found");
        world.stranger_supervisor.ask(&at, &wish("en")).await.expect_problem(404, "not_found");
        for who in [&world.manager, &world.admin, &world.auditor] {
            who.ask(&at, &wish("en")).await.expect_problem(404, "not_found");
        }
        let supervisor = signed_in(&world, &world.supervisor, Some(world.code())).await;
        world.clock.advance(30);
        let proof = json!({ "purpose": "case_file", "password": PASSWORD, "code": world.code() });
        supervisor.ask("/me/step-up", &proof).await.expect(200);
        let text = Pdf::of(&supervisor.ask(&at, &wish("en")).await.expect(200).bytes).text();
        assert!(text.contains("Karimova") && !text.contains("Restricted remark"));
        // A proof for another purpose opens nothing.
        let who = worker(&world).await;
        who.ask("/me/step-up", &json!({ "purpose": "identified_export", "password": PASSWORD })).await.expect(200);
        who.ask(&at, &wish("en")).await.expect_problem(403, "step_up_required");
    }
}

on_both! {
    async fn bad_wishes_say_what_is_wrong_and_spend_nothing(world: World) {
        let (case, who) = (filled(&world).await, worker(&world).await);
        let at = format!("/cases/{case}/case-file");
        step_up(&who).await;
        for (field, value, why) in [
            ("parts", json!([]), "missing"),
            ("parts", json!(["everything"]), "unknown_value"),
            ("language", json!("de"), "unknown_value"),
            ("reason", json!("curious"), "unknown_value"),
            ("kept", json!(null), "wrong_type"),
        ] {
            let mut bad = wish("en");
            bad[field] = value;
            let answer = who.ask(&at, &bad).await.expect(422).json();
            let named = answer["errors"][0]["field"].as_str().expect("a field");
            assert!(named.starts_with(field), "{named}: {why}");
        }
        assert_eq!(world.audited(world.istanbul, AuditAction::Exported), 0);
        who.ask(&at, &wish("en")).await.expect(200);
        assert_eq!(world.audited(world.istanbul, AuditAction::Exported), 1);
    }
}
