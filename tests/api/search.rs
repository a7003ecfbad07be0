//! Searching cases.

use diesel::prelude::*;
use serde_json::{Value, json};
use yaninda::db::schema::audit_entries;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{Persona, World, case_draft, case_edit, on_both};

fn person(code_name: &str, given: &str, family: &str) -> Value {
    let mut draft = case_draft();
    draft["code_name"] = json!(code_name);
    draft["identity"] = json!({ "given_names": given, "family_names": family, "phone": "+905550001122",
        "numbers": [{ "kind": "passport", "number": "U 123-456" }] });
    draft
}

async fn hits(who: &Persona, q: &str) -> Vec<String> {
    let answered = who.ask("/cases/search", &json!({ "q": q })).await.expect(200).json();
    answered
        .as_array()
        .expect("a list")
        .iter()
        .map(|hit| {
            format!(
                "{}:{}",
                hit["case"]["code_name"].as_str().unwrap_or_default(),
                hit["matched"].as_str().unwrap_or_default()
            )
        })
        .collect()
}

on_both! {
    async fn names_are_found_in_persian_and_cyrillic_letters(world: World) {
        for (code_name, given, family, phone) in
            [("Serçe", "علی", "احمدی", "+905550000001"), ("Turna", "Фёдор", "Іваненко", "+905550000002")]
        {
            let mut draft = person(code_name, given, family);
            draft["identity"]["phone"] = json!(phone);
            draft["identity"]["numbers"] = json!([]);
            world.open_case_with(&world.worker, &draft).await;
        }
        // Arabic yeh for Persian yeh; е for ё, small for capital letters.
        for (q, wanted) in [("علي", "Serçe:name"), ("احمدي", "Serçe:name"), ("федор", "Turna:name"), ("ІВАН", "Turna:name")] {
            assert_eq!(hits(&world.worker, q).await, [wanted], "{q}");
            assert_eq!(hits(&world.supervisor, q).await, [wanted], "{q}");
        }
        assert_eq!(hits(&world.worker, "۰۵۵۵ ۰۰۰ ۰۰ ۰۱").await, ["Serçe:phone"]);
    }
}

on_both! {
    async fn spellings_of_one_name_find_the_same_case(world: World) {
        let (case, version) = world.open_case_with(&world.worker, &person("Kestane", "Ayşe Işıl", "Yıldız")).await;
        let mut arabic = person("Defne", "فاطمة", "الأحمد");
        arabic["identity"]["phone"] = json!("+905559998877");
        arabic["identity"]["numbers"] = json!([]);
        world.open_case_with(&world.worker, &arabic).await;
        for q in ["Ayşe", "ayse", "AYŞE", "isil", "yıld", "yildiz ay"] {
            assert_eq!(hits(&world.worker, q).await, ["Kestane:name"], "{q}");
            assert_eq!(hits(&world.supervisor, q).await, ["Kestane:name"], "{q}");
        }
        for q in ["فاطمه", "الاحمد"] {
            assert_eq!(hits(&world.supervisor, q).await, ["Defne:name"], "{q}");
        }
        assert_eq!(hits(&world.worker, "kest").await, ["Kestane:code_name"]);
        assert_eq!(hits(&world.supervisor, "IST-0001").await, ["Kestane:number"]);
        assert_eq!(hits(&world.supervisor, "2").await, ["Defne:number"]);
        assert_eq!(hits(&world.worker, "0555 000 11 22").await, ["Kestane:phone"]);
        assert_eq!(hits(&world.worker, "u123456").await, ["Kestane:document"]);
        assert!(hits(&world.worker, "estane").await.is_empty());
        let mut edit = case_edit();
        (edit["code_name"], edit["identity"]) = (json!("Kestane"), json!({ "given_names": "Zeynep" }));
        world.worker.change(&format!("/cases/{case}"), version, &edit).await.expect(200);
        assert!(hits(&world.worker, "ayse").await.is_empty());
        assert!(hits(&world.worker, "u123456").await.is_empty());
        assert_eq!(hits(&world.supervisor, "zey").await, ["Kestane:name"]);
    }
}

on_both! {
    async fn search_finds_only_what_the_caller_may_see_and_is_recorded(world: World) {
        world.open_case_with(&world.worker, &person("Kestane", "Ayşe", "Yıldız")).await;
        for outsider in [&world.colleague, &world.stranger, &world.stranger_supervisor] {
            for q in ["ayse", "kestane", "IST-0001", "+905550001122", "U123456"] {
                assert!(hits(outsider, q).await.is_empty(), "{q}");
            }
        }
        assert_eq!(hits(&world.worker, "ayse").await.len(), 1);
        for role in [&world.manager, &world.admin, &world.auditor] {
            role.ask("/cases/search", &json!({ "q": "ayse" })).await.expect_problem(403, "not_allowed");
        }
        world.worker.ask("/cases/search", &json!({ "q": "" })).await.expect_field("q", "empty");
        let searched: i64 = audit_entries::table
            .filter(audit_entries::action.eq(AuditAction::Searched))
            .count()
            .get_result(&mut world.connect())
            .expect("rows");
        assert_eq!(searched, 16);
    }
}
