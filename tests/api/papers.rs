//! Reports on paper: what they say as other programs read it, how they are made, and what they never give away.

use serde_json::json;
use uuid::Uuid;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{Persona, World, on_both};

use crate::{
    donor_report::{cell, log, person},
    readers::Pdf,
    releases::publish,
};

/// Text that would be code, were it markup.
const MARKUP: &str = r#"#let x = 1 *a* _b_ $c$ <d> @e \ "f" = g [h] `i` // j #{1+1} <!-- -->"#;

/// The donor report of the third quarter as a paper.
async fn paper(who: &Persona, language: &str) -> Pdf {
    let path = format!("/reports/donor/file?period=2026-Q3&format=pdf&language={language}");
    let answer = who.get(&path).await.expect(200);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"exact-2026-Q3.pdf\"");
    assert_eq!(answer.headers["cache-control"], "no-store");
    Pdf::of(&answer.bytes)
}

async fn some_services(world: &World) {
    for (sex, born, country, kind) in
        [("Female", 1990, "UZ", "HOU.rent"), ("Male", 2004, "SY", "MED.gp"), ("Female", 2010, "MA", "LEG.advice")]
    {
        let case = person(world, &world.worker, sex, born, country).await;
        for status in ["delivered", "planned"] {
            log(&world.worker, case, kind, status, "2026-08-15").await;
        }
    }
}

on_both! {
    async fn a_report_on_paper_says_the_figures_and_is_tagged(world: World) {
        some_services(&world).await;
        let report = world.supervisor.get("/reports/donor?period=2026-Q3").await.expect(200).json();
        assert_eq!(cell(&report, "people", "total", "total"), Some(3));
        let before = world.audited(world.istanbul, AuditAction::Reported);
        let paper = paper(&world.supervisor, "en").await;
        assert_eq!(world.audited(world.istanbul, AuditAction::Reported), before + 1);
        let text = paper.text();
        for said in [
            "Exact figures: not for passing on", "2026-Q3 1 July 2026 – 30 September 2026", "As of 23 November 2026",
            "Housing 1 0 0 0 1 0 0 0 2", "Page 1 of",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert_eq!((paper.info("Tagged"), paper.info("Title")), ("yes".into(), "Reports".into()));
        assert_eq!((paper.info("Author"), paper.info("Creator")), (String::new(), String::new()));
        assert!(paper.info("CreationDate").contains("Nov 23") && paper.info("CreationDate").contains("2026"));
        assert!(paper.fonts().iter().all(|font| font.starts_with("NotoSans")));
        let structure = paper.structure();
        for tag in ["H1", "Table", "THead", "TH", "TD"] {
            assert!(structure.lines().any(|line| line.trim_start().starts_with(tag)), "{tag}: {structure}");
        }
        assert!(paper.pages() > 1);
        for who in [&world.manager, &world.worker, &world.admin, &world.auditor] {
            who.get("/reports/donor/file?period=2026-Q3&format=pdf").await.expect_problem(403, "not_allowed");
        }
    }
}

on_both! {
    async fn data_is_never_markup_and_no_letter_vanishes(world: World) {
        some_services(&world).await;
        let named = async |version: i64, name: &str| {
            let office = json!({ "name": name, "quiet_days": 30, "confirm_days": 60 });
            world.admin.change(&format!("/offices/{}", world.istanbul), version, &office).await.expect(200);
        };
        named(1, MARKUP).await;
        let written = paper(&world.supervisor, "en").await;
        // A line may break anywhere in it.
        let close = |text: &str| text.replace(' ', "");
        assert!(close(&written.text()).contains(&close(MARKUP)), "{}", written.text());
        // What runs from right to left comes out as it is read, also beside what does not.
        named(2, "مكتب إسطنبول (2) Zeytin").await;
        let arabic = paper(&world.supervisor, "ar").await;
        let text = arabic.text_right_to_left();
        for said in ["مكتب إسطنبول", "أرقام دقيقة", "لغير المكتب", "Zeytin"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(arabic.fonts().iter().any(|font| font.starts_with("Amiri")));
        assert!(arabic.pages() > 1);
        let turkish = paper(&world.supervisor, "tr").await;
        assert!(turkish.text().contains("Kesin sayılar: başkasına verilmez") && turkish.pages() > 1);
        // Of scripts that are in no font the paper says so, and is tagged all the same.
        named(3, "김민지 Zeytin").await;
        let boxes = paper(&world.supervisor, "en").await;
        assert!(boxes.text().contains("appear as empty boxes. They belong to: Hangul."), "{}", boxes.text());
        assert_eq!(boxes.info("Tagged"), "yes");
        named(4, "ნინო አማርኛ বাংলা हिन्दी Олена").await;
        let other = paper(&world.supervisor, "en").await;
        assert!(!other.text().contains("empty boxes") && other.text().contains("Олена"));
        assert!(other.fonts().len() >= 5, "{:?}", other.fonts());
    }
}

on_both! {
    async fn what_is_published_hides_the_same_on_paper(world: World) {
        for n in 0..27 {
            let (sex, born) = if n < 24 { ("Female", 1990) } else { ("Male", 2004) };
            let case = person(&world, &world.worker, sex, born, "UZ").await;
            log(&world.worker, case, "HOU.rent", "delivered", "2026-07-10").await;
        }
        let release = publish(&world, &world.manager, "office", "2026-07").await;
        let at = format!("/releases/{}/file?format=pdf&language=en", release["id"].as_str().expect("an id"));
        let answer = world.manager.get(&at).await.expect(200);
        let paper = Pdf::of(&answer.bytes);
        let text = paper.text();
        assert!(text.contains("<11*: fewer than 11, or withheld") && !text.contains("not for passing on"), "{text}");
        assert!(paper.pages() >= 1 && paper.info("Tagged") == "yes");
        world.worker.get(&at).await.expect_problem(403, "not_allowed");
        world.stranger_supervisor.get(&at).await.expect(404);
        world.manager.get(&format!("/releases/{}/file?format=pdf", Uuid::now_v7())).await.expect(404);
    }
}
