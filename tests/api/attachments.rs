//! Photos and PDFs.

mod crafted;

use diesel::prelude::*;
use image::ImageFormat;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::{attachment_chunks, audit_entries};
use yaninda_shared::{audit::AuditAction, ids::CaseId};
use yaninda_tests::{
    Answered, Engine, Persona, World,
    files::{document, picture},
    on_both,
};

const CANARY: &[u8] = b"GPSLatitude 41.0082 canary";

/// A JPEG whose EXIF segment says "turn right" and carries a place.
fn located_jpeg() -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(CANARY);
    let plain = picture(ImageFormat::Jpeg);
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE1];
    jpeg.extend_from_slice(&u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    jpeg.extend_from_slice(&exif);
    jpeg.extend_from_slice(&plain[2..]);
    jpeg
}

fn pdf() -> Vec<u8> {
    document(&[
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(canaryscript\\)) >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        "<< /Author (canaryauthor) >>",
    ])
}

async fn note(world: &World) -> (CaseId, Uuid) {
    let (case, _) = world.open_case(&world.worker).await;
    let note = Uuid::now_v7();
    let body = json!({ "occurred_on": "2026-11-22", "body": "With a photo" });
    world.worker.create(&format!("/cases/{case}/notes/{note}"), &body).await.expect(201);
    (case, note)
}

async fn upload(persona: &Persona, path: &str, key: Uuid, kind: &str, bytes: &[u8]) -> Answered {
    let key = key.to_string();
    let headers = [("content-type", kind), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    persona.send(Method::PUT, path, &headers, Some(bytes.to_vec())).await
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

on_both! {
    async fn a_photo_loses_its_place_and_stands_upright(world: World) {
        let (case, note) = note(&world).await;
        let base = format!("/cases/{case}/attachments/{}", Uuid::now_v7());
        let (path, key) = (format!("{base}?on_kind=note&on={note}"), Uuid::now_v7());
        let photo = located_jpeg();
        assert!(holds(&photo, CANARY));
        let first = upload(&world.worker, &path, key, "image/jpeg", &photo).await.expect(201);
        assert_eq!(first.json()["media_type"], "image/jpeg");
        let again = upload(&world.worker, &path, key, "image/jpeg", &photo).await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        upload(&world.worker, &path, key, "image/png", &picture(ImageFormat::Png)).await
            .expect_problem(422, "idempotency_key_reused");
        upload(&world.worker, &path, Uuid::now_v7(), "image/jpeg", &photo).await.expect_problem(412, "stale");
        let opened = world.supervisor.get(&format!("{base}/content")).await.expect(200);
        assert!(!holds(&opened.bytes, b"Exif") && !holds(&opened.bytes, CANARY));
        assert_eq!(opened.headers["content-disposition"], "inline; filename=\"photo.jpg\"");
        assert_eq!(opened.headers["x-content-type-options"], "nosniff");
        assert_eq!(opened.headers["cache-control"], "no-store");
        let kept = image::load_from_memory(&opened.bytes).expect("a picture").into_rgb8();
        assert_eq!(kept.dimensions(), (32, 64));
        assert!(kept.get_pixel(16, 8).0[0] > 200, "the red half is on top");
        let mut conn = world.connect();
        let looks = audit_entries::table.filter(audit_entries::action.eq(AuditAction::AttachmentOpened)).count();
        assert_eq!(looks.get_result::<i64>(&mut conn).expect("rows"), 1);
        assert_eq!(attachment_chunks::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
        world.colleague.get(&format!("{base}/content")).await.expect_problem(404, "not_found");
        world.stranger.get(&format!("{base}/content")).await.expect_problem(404, "not_found");
        if world.engine == Engine::Sqlite {
            for file in std::fs::read_dir(world.database.folder.path()).expect("the folder").flatten() {
                assert!(!holds(&std::fs::read(file.path()).unwrap_or_default(), &opened.bytes[..200]));
            }
        }
    }
}

on_both! {
    async fn a_pdf_loses_author_and_scripts_and_is_a_download(world: World) {
        let (case, note) = note(&world).await;
        let base = format!("/cases/{case}/attachments/{}", Uuid::now_v7());
        let path = format!("{base}?on_kind=note&on={note}");
        upload(&world.worker, &path, Uuid::now_v7(), "application/pdf", &pdf()).await.expect(201);
        let opened = world.worker.get(&format!("{base}/content")).await.expect(200);
        assert!(opened.bytes.starts_with(b"%PDF-"));
        for canary in ["canaryauthor", "canaryscript", "JavaScript", "OpenAction"] {
            assert!(!holds(&opened.bytes, canary.as_bytes()), "{canary}");
        }
        assert_eq!(opened.headers["content-disposition"], "attachment; filename=\"document.pdf\"");
    }
}

on_both! {
    async fn a_removed_file_is_gone_and_the_log_says_so(world: World) {
        let (case, note) = note(&world).await;
        let path = format!("/cases/{case}/attachments/{}", Uuid::now_v7());
        let at = format!("{path}?on_kind=note&on={note}");
        upload(&world.worker, &at, Uuid::now_v7(), "image/png", &picture(ImageFormat::Png)).await.expect(201);
        let remove = async |who: &Persona| who.send(Method::DELETE, &path, &[], None).await;
        remove(&world.colleague).await.expect_problem(404, "not_found");
        remove(&world.stranger).await.expect_problem(404, "not_found");
        remove(&world.worker).await.expect(204);
        remove(&world.worker).await.expect_problem(404, "not_found");
        world.worker.get(&format!("{path}/content")).await.expect_problem(404, "not_found");
        let detail = world.worker.get(&format!("/cases/{case}/timeline/{note}")).await.expect(200).json();
        assert!(detail["item"].get("attachments").is_none());
        let mut conn = world.connect();
        assert_eq!(attachment_chunks::table.count().get_result::<i64>(&mut conn).expect("rows"), 0);
        let gone = audit_entries::table
            .filter(audit_entries::action.eq(AuditAction::Withdrawn))
            .filter(audit_entries::kind.eq("attachment"));
        assert_eq!(gone.count().get_result::<i64>(&mut conn).expect("rows"), 1);
    }
}

on_both! {
    async fn files_that_lie_or_do_not_fit_are_refused(world: World) {
        let (case, note) = note(&world).await;
        let path = format!("/cases/{case}/attachments/{}?on_kind=note&on={note}", Uuid::now_v7());
        let png = picture(ImageFormat::Png);
        let send = async |kind: &'static str, bytes: &[u8]| upload(&world.worker, &path, Uuid::now_v7(), kind, bytes).await;
        send("application/pdf", &png).await.expect_problem(415, "unsupported_media_type");
        send("image/jpeg", &png).await.expect_problem(415, "unsupported_media_type");
        send("text/html", b"<script>").await.expect_problem(415, "unsupported_media_type");
        send("image/png", &png[..60]).await.expect_field("file", "wrong_type");
        send("application/pdf", b"%PDF-1.4 and no more").await.expect_field("file", "wrong_type");
        // A header that promises 60,000 by 60,000 pixels.
        let mut bomb = png.clone();
        bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        assert_eq!(send("image/png", &bomb).await.status, 422);
        let big = vec![0_u8; 10 * 1024 * 1024 + 1];
        send("image/jpeg", &big).await.expect_problem(413, "too_large");
        // Who is refused hears why, however long the file is, and whether or not it was read.
        send("text/html", &big).await.expect_problem(415, "unsupported_media_type");
        for (who, status, code) in [(&world.colleague, 404, "not_found"), (&world.anonymous, 401, "not_signed_in")] {
            upload(who, &path, Uuid::now_v7(), "image/jpeg", &big).await.expect_problem(status, code);
        }
        let nowhere = format!("/cases/{case}/attachments/{}?on_kind=note&on={}", Uuid::now_v7(), Uuid::now_v7());
        upload(&world.worker, &nowhere, Uuid::now_v7(), "image/png", &png).await.expect_field("on", "unknown_value");
        let odd = format!("/cases/{case}/attachments/{}?on_kind=user&on={note}", Uuid::now_v7());
        upload(&world.worker, &odd, Uuid::now_v7(), "image/png", &png).await.expect_field("on_kind", "not_allowed_here");
        upload(&world.colleague, &path, Uuid::now_v7(), "image/png", &png).await.expect_problem(404, "not_found");
        let mut conn = world.connect();
        assert_eq!(attachment_chunks::table.count().get_result::<i64>(&mut conn).expect("rows"), 0);
    }
}
