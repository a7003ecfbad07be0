//! Files that are made to do harm: none of them ends the server, holds up the others, or keeps a place.

use std::{io::Write, path::Path, time::Duration};

use flate2::{Compression, Crc, write::ZlibEncoder};
use yaninda_tests::files::stream;

use super::*;

/// Most memory of the server that a file may leave a mark of.
const MOST_MEMORY: u64 = 250 << 20;

/// A PDF of one page with these further objects, the first of which is number 5.
fn page(resources: &str, further: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << {resources} >> >>");
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R /Kept 5 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        b"<< >>".to_vec(),
    ];
    objects.extend(further);
    document(&objects)
}

fn array(zeros: usize) -> Vec<u8> {
    [b"[".as_slice(), &b"0 ".repeat(zeros), b"]"].concat()
}

/// A stream of objects, small until it is unpacked: an array of zeros.
fn packed_array(number: usize, zeros: usize) -> Vec<u8> {
    let head = format!("{number} 0 ");
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(head.as_bytes()).expect("memory");
    packer.write_all(&array(zeros)).expect("memory");
    let packed = packer.finish().expect("memory");
    stream(&format!("/Type /ObjStm /N 1 /First {} /Filter /FlateDecode", head.len()), &packed)
}

/// A PNG whose header promises this much: 40 megapixels with transparency and 16 bits a colour are 320 MB.
fn deep_png() -> Vec<u8> {
    let mut png = picture(ImageFormat::Png);
    png[16..20].copy_from_slice(&8000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&5000_u32.to_be_bytes());
    png[24..26].copy_from_slice(&[16, 6]);
    let mut sum = Crc::new();
    sum.update(&png[12..29]);
    png[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    png
}

/// Most memory that this process, which is the server too, ever had.
#[cfg(target_os = "linux")]
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("what the kernel says of us");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") << 10
}

#[cfg(not(target_os = "linux"))]
fn most_memory() -> u64 {
    0
}

on_both! {
    async fn a_file_that_would_take_all_memory_is_refused_and_the_server_answers(world: World) {
        let (case, note) = note(&world).await;
        let path = || format!("/cases/{case}/attachments/{}?on_kind=note&on={note}", Uuid::now_v7());
        let five = |zeros| page("", (20..25).map(|number| packed_array(number, zeros)));
        let files = [
            ("application/pdf", five(15_000_000)),
            ("application/pdf", five(8_000_000)),
            ("application/pdf", page("", [packed_array(20, 15_000_000)])),
            ("application/pdf", page("", [array(4_900_000)])),
            ("image/png", deep_png()),
        ];
        for (kind, bytes) in files {
            upload(&world.worker, &path(), Uuid::now_v7(), kind, &bytes).await.expect_field("file", "too_large");
            upload(&world.worker, &path(), Uuid::now_v7(), "application/pdf", &pdf()).await.expect(201);
        }
        let most = most_memory();
        assert!(most < MOST_MEMORY, "the server took {} MiB", most >> 20);
    }
}

on_both! {
    async fn a_picture_in_a_pdf_loses_its_place_however_its_filter_is_said(world: World) {
        let (case, note) = note(&world).await;
        let located = |filter: &str| {
            let about = format!("/Type /XObject /Subtype /Image /Width 64 /Height 32 /ColorSpace /DeviceRGB \
                /BitsPerComponent 8 {filter}");
            let further = [stream(&about, &located_jpeg()), b"/DCTDecode".to_vec(), b"[/DCTDecode]".to_vec(),
                b"[6 0 R]".to_vec()];
            page("/XObject << /I 5 0 R >>", further)
        };
        for filter in ["/Filter /DCTDecode", "/Filter 6 0 R", "/Filter [6 0 R]", "/Filter 7 0 R", "/Filter 8 0 R", ""] {
            let base = format!("/cases/{case}/attachments/{}", Uuid::now_v7());
            let (path, file) = (format!("{base}?on_kind=note&on={note}"), located(filter));
            assert!(holds(&file, CANARY));
            upload(&world.worker, &path, Uuid::now_v7(), "application/pdf", &file).await.expect(201);
            let opened = world.worker.get(&format!("{base}/content")).await.expect(200);
            assert!(!holds(&opened.bytes, CANARY) && !holds(&opened.bytes, b"Exif"), "{filter:?} kept the place");
            // The tables of the picture are still there.
            assert!(holds(&opened.bytes, &[0xFF, 0xDB]), "{filter:?} lost the picture");
        }
        let path = format!("/cases/{case}/attachments/{}?on_kind=note&on={note}", Uuid::now_v7());
        for filter in ["/Filter 99 0 R", "/Filter 5", "/Filter /Unheard"] {
            upload(&world.worker, &path, Uuid::now_v7(), "application/pdf", &located(filter)).await
                .expect_field("file", "wrong_type");
        }
    }
}

/// A program that never answers, and writes down which process it is.
fn slow_program(folder: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join("slow");
    let text = format!("#!/bin/sh\necho $$ >> {}\nexec sleep 600\n", folder.join("started").display());
    std::fs::write(&program, text).expect("a program");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it may be run");
    program
}

on_both! {
    async fn cleaning_that_hangs_is_ended_and_nobody_waits_for_ever(world: World) {
        let (case, note) = note(&world).await;
        let folder = tempfile::tempdir().expect("a folder");
        let program = slow_program(folder.path());
        let served = world.again_with(|settings| {
            settings.file_cleaner.program = program;
            settings.file_cleaner.patience = Duration::from_secs(1);
        }).await;
        let worker = served.with_token(world.worker.token.as_deref().expect("a token"));
        let send = async || {
            let path = format!("/cases/{case}/attachments/{}?on_kind=note&on={note}", Uuid::now_v7());
            upload(&worker, &path, Uuid::now_v7(), "application/pdf", &pdf()).await
        };
        send().await.expect_field("file", "too_large");
        let (one, two, three) = tokio::join!(send(), send(), send());
        let answers = [one, two, three];
        assert!(answers.iter().all(|answer| [422, 503].contains(&answer.status.as_u16())));
        assert!(answers.iter().any(|answer| answer.status == 503 && answer.json()["code"] == "busy"));
        worker.get("/me").await.expect(200);
        let started = std::fs::read_to_string(folder.path().join("started")).expect("it was started");
        assert!(started.lines().count() >= 2);
        for process in started.lines() {
            assert!(!Path::new("/proc").join(process).exists(), "process {process} is still there");
        }
    }
}
